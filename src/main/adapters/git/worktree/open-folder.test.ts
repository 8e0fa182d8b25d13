import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { valueIn } from '../testing/worktree-fixture.ts'
import { openFolder } from './open-folder.ts'

let sandbox: string
let root: string
beforeEach(() => {
  sandbox = mkdtempSync(path.join(tmpdir(), 'switchyard-folder-'))
  root = path.join(sandbox, 'root')
  mkdirSync(path.join(root, 'dir'), { recursive: true })
  mkdirSync(path.join(sandbox, 'outside'))
})
afterEach(() => rmSync(sandbox, { recursive: true, force: true }))

/** What this process holds open below the sandbox. */
function held(): readonly string[] {
  if (!existsSync('/proc/self/fd')) return []
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`)
    } catch {
      return 'closed meanwhile'
    }
  })
  return targets.filter((target) => target.startsWith(sandbox))
}

describe('a folder of a worktree, held open', () => {
  it.runIf(process.platform === 'linux')('stays the one it was when a link takes its place', async () => {
    const folder = valueIn(await openFolder(root, { path: 'dir/a.txt', create: false }))
    if (folder === null) throw new Error('it is there')
    renameSync(path.join(root, 'dir'), path.join(root, 'moved'))
    symlinkSync(path.join(sandbox, 'outside'), path.join(root, 'dir'))
    writeFileSync(folder.entry('a.txt'), 'mine')
    await folder.close()
    expect([readdirSync(path.join(sandbox, 'outside')), readdirSync(path.join(root, 'moved'))]).toEqual([[], ['a.txt']])
  })

  it('is null where it is missing, unless it is to be made', async () => {
    expect(valueIn(await openFolder(root, { path: 'new/deep/a.txt', create: false }))).toBeNull()
    expect(existsSync(path.join(root, 'new'))).toBe(false)
    const made = valueIn(await openFolder(root, { path: 'new/deep/a.txt', create: true }))
    await made?.close()
    expect(readdirSync(path.join(root, 'new'))).toEqual(['deep'])
    expect(valueIn(await openFolder(path.join(sandbox, 'none'), { path: 'a', create: true }))).toBeNull()
  })

  it('leaves nothing open behind, however it ends', async () => {
    symlinkSync('dir', path.join(root, 'link'))
    mkdirSync(path.join(root, 'nested/.git'), { recursive: true })
    for (const name of ['link/a', 'nested/a', 'gone/a', 'dir/gone/a']) {
      const opened = await openFolder(root, { path: name, create: false })
      expect(opened.ok ? opened.value : opened.error.code).toSatisfy((end) => end === null || end === 'path-refused')
    }
    expect(held()).toEqual([])
  })
})
