import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGitRunner, type GitRunner } from '../runner.ts'
import { childProcesses } from './child-processes.ts'

/** Contents by path; null deletes. */
export type TestFiles = Readonly<Record<string, string | Buffer | null>>

export interface TestRepositoryOptions {
  /** Files of the first commit; an unborn branch when absent. */
  readonly files?: TestFiles
  /** Further commits, one for each. */
  readonly commits?: readonly TestFiles[]
  /** Name of the repository's folder inside the temporary folder; may hold slashes. */
  readonly folderName?: string
  /** Branch of HEAD; main when absent. */
  readonly branch?: string
  /** Lines of ~/.gitconfig instead of the usual identity. */
  readonly globalConfig?: string
  readonly initArguments?: readonly string[]
}

export interface TestRepository {
  /** Temporary folder that holds everything; its symlinks are resolved. */
  readonly sandbox: string
  readonly home: string
  readonly folder: string
  readonly gitDirectory: string
  readonly environment: Readonly<Record<string, string>>
  readonly runner: GitRunner
  /** Runs git in the repository's folder and returns its output without the last line break; throws on failure. */
  git(...args: readonly string[]): string
  gitIn(folder: string, ...args: readonly string[]): string
  write(files: TestFiles): void
  /** Writes, stages all and commits; returns the commit's oid. */
  commit(files: TestFiles, message?: string): string
  dispose(): void
}

const GLOBAL_CONFIG = '[user]\n\tname = Ada Example\n\temail = ada@example.com\n[init]\n\tdefaultBranch = trunk\n'

/** A real repository under its own HOME, with fixed dates so that commits are the same in every run. */
export function makeRepository(options: TestRepositoryOptions = {}): TestRepository {
  const sandbox = realpathSync(mkdtempSync(path.join(tmpdir(), 'switchyard-git-')))
  const home = path.join(sandbox, 'home')
  const folder = path.join(sandbox, options.folderName ?? 'project')
  mkdirSync(home)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(home, '.gitconfig'), options.globalConfig ?? GLOBAL_CONFIG)
  const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home }
  const gitIn = (where: string, ...args: readonly string[]) => runGit({ where, args, environment })
  const git = (...args: readonly string[]) => gitIn(folder, ...args)
  const write = (files: TestFiles) => writeFiles(folder, files)
  const commit = (files: TestFiles, message = 'change') => {
    write(files)
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', message)
    return git('rev-parse', 'HEAD')
  }
  git('init', '-q', '-b', options.branch ?? 'main', ...(options.initArguments ?? []))
  const all = [...(options.files === undefined ? [] : [options.files]), ...(options.commits ?? [])]
  for (const [index, files] of all.entries()) commit(files, `commit ${index + 1}`)
  const gitDirectory = git('rev-parse', '--absolute-git-dir')
  const runner = createGitRunner({ processes: childProcesses(), gitFile: 'git', homeFolder: home, environment })
  const dispose = () => rmSync(sandbox, { recursive: true, force: true })
  return { sandbox, home, folder, gitDirectory, environment, runner, git, gitIn, write, commit, dispose }
}

/** Writes files below a folder; null deletes. */
export function writeFiles(folder: string, files: TestFiles): void {
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, name)
    if (content === null) {
      rmSync(target, { recursive: true, force: true })
      continue
    }
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
}

/** An executable that leaves a file behind when it is run: planted where nothing may ever run it. */
export function makeTripwire(
  sandbox: string,
  name = 'tripwire',
): { readonly command: string; readonly evidence: string } {
  const command = path.join(sandbox, `${name}.sh`)
  const evidence = path.join(sandbox, `${name}.ran`)
  writeFileSync(command, `#!/bin/sh\necho "$0 $*" >> '${evidence}'\ncat\n`)
  chmodSync(command, 0o755)
  return { command, evidence }
}

function runGit(call: {
  where: string
  args: readonly string[]
  environment: Readonly<Record<string, string>>
}): string {
  const date = '2026-01-02T03:04:05Z'
  return execFileSync('git', call.args, {
    cwd: call.where,
    env: { ...call.environment, LC_ALL: 'C', GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  }).replace(/\n$/, '')
}
