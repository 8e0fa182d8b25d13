import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A home, a data folder and a user's repository of their own. */
export interface Sandbox {
  readonly folder: string
  readonly data: string
  readonly repository: string
  readonly environment: Readonly<Record<string, string>>
  git(...args: readonly string[]): string
  remove(): void
}

export function makeSandbox(name: string): Sandbox {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `sy-crash-${name}-`)))
  const repository = path.join(folder, 'repo')
  const environment = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: path.join(folder, 'home'),
    GIT_CONFIG_NOSYSTEM: '1',
    LANG: 'C.UTF-8',
  }
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: repository,
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  mkdirSync(path.join(folder, 'home'))
  mkdirSync(path.join(repository, 'src'), { recursive: true })
  fill(repository, git)
  return {
    folder,
    repository,
    environment,
    git,
    data: path.join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Tracked files, and beside them what a user may have going on: staged, modified, untracked, ignored. */
function fill(repository: string, git: Sandbox['git']): void {
  const write = (name: string, text: string) => writeFileSync(path.join(repository, name), text)
  git('init', '-q', '-b', 'main')
  git('config', 'user.name', 'User')
  git('config', 'user.email', 'user@example.com')
  write('.gitignore', 'ignored/\n')
  write('staged.txt', 'one\n')
  write('modified.txt', 'one\n')
  write('src/code.txt', 'line 1\nline 2\n')
  git('add', '.')
  git('commit', '-q', '-m', 'Begin')
  write('staged.txt', 'two\n')
  git('add', 'staged.txt')
  write('modified.txt', 'two\n')
  write('draft.txt', 'not tracked\n')
}
