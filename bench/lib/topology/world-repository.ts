import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderFile } from './source-file.ts'
import type { World, WorldFile } from './world.ts'

export interface WorldRepository {
  /** Absolute path of the checkout, on branch main. */
  readonly folder: string
  /** What git is run with: a home of its own, and nobody's settings. */
  readonly environment: Readonly<Record<string, string>>
  git(folder: string, ...args: readonly string[]): string
  /** The same, where failing is an answer: null. */
  tryGit(folder: string, ...args: readonly string[]): string | null
}

const author = 'Ada Example <ada@example.com>'
/** Of the first commit, in seconds; each next one is an hour later. */
const firstCommit = 1_760_000_000
const hour = 3600

/** A real repository whose history holds what the world says changed together. `folder` is empty and its own. */
export function makeWorldRepository(world: World, folder: string): WorldRepository {
  const home = join(folder, 'home')
  const checkout = join(folder, 'project')
  mkdirSync(home, { recursive: true })
  mkdirSync(checkout)
  writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Ada Example\n\temail = ada@example.com\n')
  const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home, LC_ALL: 'C' }
  const run = (where: string, args: readonly string[], input?: string) =>
    execFileSync('git', args, {
      cwd: where,
      env: environment,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      input,
    })
  run(checkout, ['init', '-q', '-b', 'main'])
  run(checkout, ['fast-import', '--quiet'], historyStream(world))
  run(checkout, ['reset', '-q', '--hard', 'main'])
  return {
    folder: checkout,
    environment,
    git: (where, ...args) => run(where, args),
    tryGit: (where, ...args) => {
      try {
        return run(where, args)
      } catch (error) {
        if (error instanceof Error && 'status' in error) return null
        throw error
      }
    },
  }
}

/** All commits at once, in the format of `git fast-import`. */
function historyStream({ files, history }: World): string {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const changes = history.map((paths) => paths.flatMap((path) => byPath.get(path) ?? []))
  return [files, ...changes].map((changed, at) => commitOf(changed, at)).join('')
}

function commitOf(files: readonly WorldFile[], at: number): string {
  const when = `${author} ${firstCommit + at * hour} +0000`
  const blobs = files.map((file) => `M 100644 inline ${file.path}\n${dataOf(renderFile(file, at))}`)
  return `commit refs/heads/main\nauthor ${when}\ncommitter ${when}\n${dataOf(`change ${at}`)}${blobs.join('')}\n`
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
