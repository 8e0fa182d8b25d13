import { appendFile, mkdir, mkdtemp, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localFolderChanges } from './local-folder-changes.ts'

let folder: string
let since: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'changes '))
  await mkdir(join(folder, 'deep/er'), { recursive: true })
  await mkdir(join(folder, '.git'))
  await mkdir(join(folder, 'node_modules/one'), { recursive: true })
  await writeFile(join(folder, 'deep/er/a.txt'), 'a')
  await symlink('/proc/self', join(folder, 'link'))
  // Times of files are coarser than those of programs.
  since = Date.now() + 20
  while (Date.now() <= since + 20);
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const changed = () => localFolderChanges.changedSince(folder, since)

describe('changes in a folder', () => {
  it('are none while nothing moves', async () => {
    expect(await changed()).toBe(false)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a file that grew', () => appendFile(join(folder, 'deep/er/a.txt'), 'b')],
    ['a new file', () => writeFile(join(folder, 'deep/new.txt'), '')],
    ['a removed file', () => unlink(join(folder, 'deep/er/a.txt'))],
    ['a file whose time was put back', () => utimes(join(folder, 'deep/er/a.txt'), 1, 1)],
  ])('%s', async (_, change) => {
    await change()
    expect(await changed()).toBe(true)
  })

  it.each(['.git/index', 'node_modules/one/index.js'])('leaves out %s', async (file) => {
    await writeFile(join(folder, file), 'x')
    expect(await changed()).toBe(false)
  })

  it('are none of a folder that is gone', async () => {
    await rm(folder, { recursive: true })
    expect(await changed()).toBe(false)
  })
})
