import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Scope } from '../../../shared/kernel/scope.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { createFolderWatch } from './local-folder-watch.ts'

let folder: string
let scope: Scope
let seen: string[]
let troubles: (string | null)[]
const clock = createManualClock()

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'watched ')))
  scope = new Scope()
  seen = []
  troubles = []
})

afterEach(async () => {
  expect(await scope.close()).toEqual([])
  await rm(folder, { recursive: true, force: true })
})

const begin = (deep: boolean, below = '') =>
  createFolderWatch(clock).watch(
    {
      folder: join(folder, below),
      deep,
      changed: (paths) => void seen.push(...paths),
      trouble: (failure) => void troubles.push(failure?.code ?? null),
    },
    scope,
  )
const saw = (...paths: string[]) => vi.waitFor(() => expect(new Set(seen)).toEqual(new Set(paths)))

describe('a watched folder', () => {
  it('tells what came, changed and went, and nothing of what was there', async () => {
    await writeFile(join(folder, 'old.yaml'), 'a')
    await writeFile(join(folder, 'kept.yaml'), 'a')
    await begin(false)
    await writeFile(join(folder, 'new.yaml'), 'a')
    await saw('new.yaml')
    await rename(join(folder, 'old.yaml'), join(folder, 'moved.yaml'))
    await saw('new.yaml', 'old.yaml', 'moved.yaml')
    seen = []
    await writeFile(join(folder, 'kept.yaml'), 'ab')
    await saw('kept.yaml')
  })

  it('tells of what lies deeper where asked to, also in folders that come later', async () => {
    await mkdir(join(folder, 'src/deep'), { recursive: true })
    await mkdir(join(folder, 'node_modules/one'), { recursive: true })
    await mkdir(join(folder, '.git'))
    await symlink('/proc/self', join(folder, 'src/link'))
    await begin(true)
    await writeFile(join(folder, 'node_modules/one/a.js'), '')
    await writeFile(join(folder, '.git/index'), '')
    await writeFile(join(folder, 'src/deep/a.ts'), '')
    await saw('src/deep/a.ts')
    await mkdir(join(folder, 'src/later'))
    await writeFile(join(folder, 'src/later/b.ts'), '')
    await saw('src/deep/a.ts', 'src/later/b.ts')
    seen = []
    await rm(join(folder, 'src/later'), { recursive: true })
    await saw('src/later/b.ts')
  })

  it('goes on in a folder that another one took the place of', async () => {
    await mkdir(join(folder, 'src'))
    await mkdir(join(folder, 'other'))
    await begin(true)
    await rm(join(folder, 'src'), { recursive: true })
    await rename(join(folder, 'other'), join(folder, 'src'))
    await writeFile(join(folder, 'mark'), '')
    await saw('mark')
    await writeFile(join(folder, 'src/a'), '')
    await saw('mark', 'src/a')
  })

  it('leaves out what lies deeper where not asked to', async () => {
    await mkdir(join(folder, 'deep'))
    await begin(false)
    await writeFile(join(folder, 'deep/a'), '')
    await writeFile(join(folder, 'b'), '')
    await saw('b')
  })

  it('says that it is missing, and goes on once it is there', async () => {
    await begin(false, 'later')
    expect(troubles).toEqual(['folder-missing'])
    await mkdir(join(folder, 'later'))
    await writeFile(join(folder, 'later/a.yaml'), '')
    clock.advance(5_000)
    await saw('a.yaml')
    expect(troubles).toEqual(['folder-missing', null])
    seen = []
    await rm(join(folder, 'later'), { recursive: true })
    await saw('a.yaml')
    await vi.waitFor(() => {
      clock.advance(5_000)
      expect(troubles.at(-1)).toBe('folder-missing')
    })
  })

  it('tells nothing once its scope is closed', async () => {
    await begin(false)
    await scope.close()
    expect(clock.pending()).toBe(0)
    await writeFile(join(folder, 'a'), '')
    clock.advance(5_000)
    expect(seen).toEqual([])
  })
})
