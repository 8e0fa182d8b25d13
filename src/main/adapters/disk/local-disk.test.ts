import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { localDisk } from './local-disk.ts'

it('tells the free space of a file system, by whatever folder of it is named', async () => {
  const space = await localDisk.spaceOf(tmpdir())
  expect(space?.freeBytes).toBeGreaterThan(0)
  expect((await localDisk.spaceOf(import.meta.dirname))?.fileSystem).toBe(
    (await localDisk.spaceOf(import.meta.filename))?.fileSystem,
  )
})

it('knows nothing of what is not there', async () => {
  expect(await localDisk.spaceOf('/no/such/folder')).toBe(null)
})
