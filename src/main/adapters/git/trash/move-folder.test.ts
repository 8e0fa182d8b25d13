import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { moveFolder } from './move-folder.ts'

let sandbox = ''
let from = ''
let to = ''
beforeEach(() => {
  sandbox = mkdtempSync(path.join(tmpdir(), 'switchyard-move-'))
  from = path.join(sandbox, 'from')
  to = path.join(sandbox, 'far', 'to')
  mkdirSync(path.join(from, 'sub'), { recursive: true })
  writeFileSync(path.join(from, 'sub', 'script'), 'x', { mode: 0o751 })
  writeFileSync(Buffer.from([...Buffer.from(`${from}/`), 0xff, 0xfe]), 'odd')
  symlinkSync('sub/script', path.join(from, 'link'))
})
afterEach(() => rmSync(sandbox, { recursive: true, force: true }))

const otherFileSystem = () => Promise.reject(Object.assign(new Error('cross-device link'), { code: 'EXDEV' }))

function listing(folder: string): string {
  const script = "find . -mindepth 1 -printf '%p %M %T@ %l\\n' | LC_ALL=C sort"
  return execFileSync('sh', ['-c', script], { cwd: folder }).toString('latin1')
}

describe('moveFolder', () => {
  it('renames where it can', async () => {
    expect(await moveFolder(from, to)).toBe('moved')
    expect([existsSync(from), existsSync(path.join(to, 'link'))]).toEqual([false, true])
  })

  it('copies across file systems and removes the original after comparing', async () => {
    const before = listing(from).replace(/\.\d+ /g, ' ')
    expect(await moveFolder(from, to, otherFileSystem)).toBe('moved')
    expect(listing(to).replace(/\.\d+ /g, ' ')).toBe(before)
    expect([existsSync(from), existsSync(`${from}.moved`), existsSync(`${to}.partial`)]).toEqual([false, false, false])
  })

  it('starts a half copy over', async () => {
    mkdirSync(`${to}.partial/stale`, { recursive: true })
    expect(await moveFolder(from, to, otherFileSystem)).toBe('moved')
    expect(existsSync(path.join(to, 'stale'))).toBe(false)
  })

  it('finishes when it was broken off before or while the original was removed', async () => {
    execFileSync('cp', ['-a', from, path.join(sandbox, 'copy')])
    mkdirSync(path.dirname(to))
    renameSync(path.join(sandbox, 'copy'), to)
    expect(await moveFolder(from, to, otherFileSystem)).toBe('moved')
    expect(existsSync(from)).toBe(false)
    mkdirSync(`${from}.moved`)
    expect(await moveFolder(from, to)).toBe('moved')
    expect(existsSync(`${from}.moved`)).toBe(false)
  })

  it('removes nothing when the place is taken by something else', async () => {
    mkdirSync(to, { recursive: true })
    writeFileSync(path.join(to, 'mine'), 'mine')
    expect(await moveFolder(from, to)).toBe('differs')
    expect(readFileSync(path.join(to, 'mine'), 'utf8')).toBe('mine')
    expect(existsSync(path.join(from, 'link'))).toBe(true)
  })

  it('says when there is nothing', async () => {
    expect(await moveFolder(path.join(sandbox, 'gone'), to)).toBe('nothing-there')
  })

  it('passes on any other error, with everything where it was', async () => {
    const denied = () => Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }))
    await expect(moveFolder(from, to, denied)).rejects.toThrow('denied')
    expect(existsSync(path.join(from, 'link'))).toBe(true)
  })
})
