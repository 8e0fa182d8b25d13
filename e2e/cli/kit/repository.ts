import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type Files = Readonly<Record<string, string>>

const identity = { GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z', GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z', LC_ALL: 'C' }

/** A real repository, changed with git as a person would. */
export class Repository {
  readonly folder: string
  readonly #environment: Readonly<Record<string, string>>

  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.folder = folder
    this.#environment = environment
  }

  /** Runs git and returns what it printed, without the last line break. */
  git(...args: readonly string[]): string {
    return gitIn(this.folder, this.#environment, args)
  }

  write(files: Files): void {
    writeFiles(this.folder, files)
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8')
  }

  /** Writes, stages all and commits; returns the commit. */
  commit(files: Files, message = 'change'): string {
    this.write(files)
    this.git('add', '-A')
    this.git('commit', '-q', '--allow-empty', '-m', message)
    return this.git('rev-parse', 'HEAD')
  }

  /** Everything of the user's: references, HEAD, index, stash, config, hooks and every file. */
  state(): object {
    const references = this.git('for-each-ref', '--format=%(refname) %(objectname)').split('\n')
    return {
      references: references.filter((line) => !/^refs\/(switchyard|heads\/sy)\//.test(line)),
      head: readFileSync(path.join(this.folder, '.git', 'HEAD'), 'utf8'),
      config: readFileSync(path.join(this.folder, '.git', 'config'), 'utf8'),
      hooks: treeOf(path.join(this.folder, '.git', 'hooks')),
      index: this.git('ls-files', '--stage', '--debug').replace(/^ {2}(ctime|mtime|dev|uid|size).*\n?/gm, ''),
      files: treeOf(this.folder, ['.git']),
    }
  }
}

export function gitIn(folder: string, environment: Readonly<Record<string, string>>, args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    env: { ...environment, ...identity },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  }).replace(/\n$/, '')
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, name)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
}

/** Every file, link and empty folder below a folder, with its bytes. */
export function treeOf(folder: string, without: readonly string[] = []): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const walk = (below: string) => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.join(below, entry.name)
      if (without.includes(name)) continue
      if (entry.isDirectory()) {
        found[`${name}/`] = ''
        walk(name)
      } else if (entry.isSymbolicLink()) found[name] = `-> ${readlinkSync(path.join(folder, name))}`
      else found[name] = readFileSync(path.join(folder, name), 'latin1')
    }
  }
  walk('')
  return found
}
