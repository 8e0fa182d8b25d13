import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { workFolder } from './work-folder.ts'

function worktree(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'switchyard-work-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

it('is the folder named, made where it is missing', async () => {
  const top = worktree()
  mkdirSync(path.join(top, 'päckages'))
  expect(await workFolder(top, '')).toBe(top)
  expect(await workFolder(top, 'päckages/my app')).toBe(path.join(top, 'päckages', 'my app'))
  expect(existsSync(path.join(top, 'päckages', 'my app'))).toBe(true)
})

it('never leaves the worktree', async () => {
  const top = worktree()
  const outside = worktree()
  symlinkSync(outside, path.join(top, 'link'))
  writeFileSync(path.join(top, 'file'), '')
  for (const below of ['link', 'link/deeper', '../outside', 'file', 'file/deeper']) {
    expect(await workFolder(top, below)).toBe(top)
  }
  expect(existsSync(path.join(outside, 'deeper'))).toBe(false)
})

it('is left to the start of the agent where the worktree is gone', async () => {
  const gone = path.join(worktree(), 'gone')
  expect(await workFolder(gone, 'a/b')).toBe(gone)
  expect(existsSync(gone)).toBe(false)
})
