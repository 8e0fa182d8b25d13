import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Model } from '../../../src/shared/domain/model.ts'
import type { Thread } from '../../../src/shared/domain/thread/state.ts'
import type { Worktree } from '../../../src/shared/domain/worktree/state.ts'
import { inventory } from './files.ts'
import type { Inventories } from './plans.ts'
import type { Sandbox } from './sandbox.ts'

/** What the user has that no landing may touch, taken before anything is dispatched. */
export interface Before {
  readonly tip: string
  readonly status: string
  readonly staged: string
  readonly files: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, string>>
}

export function takeBefore(sandbox: Sandbox): Before {
  return {
    tip: sandbox.git('rev-parse', 'main').trim(),
    status: status(sandbox),
    staged: sandbox.git('diff', '--cached'),
    files: inventory(sandbox.repository, ['.git']),
    settings: settings(sandbox),
  }
}

function status(sandbox: Sandbox): string {
  return sandbox.git('--no-optional-locks', 'status', '--porcelain')
}

function settings({ repository }: Sandbox): Readonly<Record<string, string>> {
  const git = path.join(repository, '.git')
  const hooks = inventory(path.join(git, 'hooks'))
  return {
    ...hooks,
    HEAD: readFileSync(path.join(git, 'HEAD'), 'utf8'),
    config: readFileSync(path.join(git, 'config'), 'utf8'),
  }
}

/** What came of it all. */
interface Outcome {
  readonly model: Model
  /** Of a thread that landed, the name in its one file, its id unless this says other: `name.txt` holds `by name`. */
  readonly nameOf?: (thread: Thread) => string
}

/** What is wrong with the user's repository, now that everything is at rest. */
export function checkRepository(sandbox: Sandbox, before: Before, outcome: Outcome): readonly string[] {
  const found: string[] = []
  const must = (holds: boolean, what: string) => holds || found.push(what)
  must(status(sandbox) === before.status, `status is ${status(sandbox)}`)
  must(sandbox.git('diff', '--cached') === before.staged, 'what was staged has changed')
  must(isDeepStrictEqual(settings(sandbox), before.settings), 'HEAD, config or hooks have changed')
  must(sandbox.git('stash', 'list') === '', 'there is a stash')
  const locks = Object.keys(inventory(path.join(sandbox.repository, '.git'))).filter((name) => name.endsWith('.lock'))
  must(locks.length === 0, `locks were left: ${locks.join(', ')}`)
  const strangers = sandbox
    .git('for-each-ref', '--format=%(refname)')
    .split('\n')
    .filter((name) => name !== '' && name !== 'refs/heads/main' && !/^refs\/(switchyard|heads\/sy)\//.test(name))
  must(strangers.length === 0, `references of nobody: ${strangers.join(', ')}`)
  const integrity = sandbox.git('fsck', '--connectivity-only', '--no-dangling', '--no-progress')
  must(integrity.trim() === '', `fsck says ${integrity}`)
  return [...found, ...landedOnce(sandbox, before, outcome.model), ...onlyLanded(sandbox, before, outcome)]
}

function subjects(sandbox: Sandbox, before: Before) {
  const format = '%H%x1f%s%x1f%(trailers:key=Switchyard-Thread,valueonly,separator=%x2c)%x1e'
  return sandbox
    .git('log', `--format=${format}`, `${before.tip}..main`)
    .split('\x1e')
    .map((text) => text.trim().split('\x1f'))
    .filter((fields) => fields.length === 3)
    .map(([, subject = '', thread = '']) => ({ reverts: subject.startsWith('Revert "'), thread }))
}

function landedOnce(sandbox: Sandbox, before: Before, model: Model): readonly string[] {
  const found: string[] = []
  const commits = subjects(sandbox, before)
  for (const thread of model.thread.values()) {
    const landings = commits.filter((commit) => commit.thread === thread.id && !commit.reverts).length
    const reverts = commits.filter((commit) => commit.thread === thread.id && commit.reverts).length
    const expected = thread.state.kind === 'landed' ? 1 : 0
    if (landings - reverts !== expected || landings > 1) {
      found.push(`${thread.id} is ${thread.state.kind}: landed ${landings} times, reverted ${reverts} times`)
    }
  }
  const known = commits.filter((commit) => model.thread.get(commit.thread) === undefined)
  if (known.length > 0) found.push(`${known.length} commits on main are of no thread`)
  return found
}

/** The checkout holds what it held, and the files of the threads that landed. */
function onlyLanded(sandbox: Sandbox, before: Before, { model, nameOf = ({ id }) => id }: Outcome): readonly string[] {
  const landed = [...model.thread.values()].filter((thread) => thread.state.kind === 'landed')
  const now = { ...inventory(sandbox.repository, ['.git']) }
  const found: string[] = []
  for (const thread of landed) {
    const own = nameOf(thread)
    const name = `${own}.txt`
    if (now[name] === undefined || readFileSync(path.join(sandbox.repository, name), 'utf8') !== `by ${own}`) {
      found.push(`the checkout lacks ${name}, which has landed`)
    }
    delete now[name]
  }
  if (!isDeepStrictEqual(now, before.files)) {
    const changed = Object.keys({ ...now, ...before.files }).filter((name) => now[name] !== before.files[name])
    found.push(`the checkout differs in ${changed.join(', ')}`)
  }
  return found
}

/** Worktrees on disk are those of the model, and what was discarded is there to the byte. */
export function checkWorktrees(sandbox: Sandbox, model: Model, inventories: Inventories): readonly string[] {
  const root = path.join(sandbox.data, 'worktrees')
  const worktrees = [...model.worktree.values()]
  const live = worktrees.filter(({ state }) => state.kind === 'ready').flatMap(foldersOf)
  const trashed = worktrees.filter(({ state }) => state.kind === 'trashed').map(({ id }) => id)
  /** Whatever their making left is taken up at the next prompt. */
  const unmade = worktrees
    .filter(({ id, state }) => state.kind === 'leased' && model.thread.get(id)?.state.kind !== 'discarded')
    .flatMap(foldersOf)
  const present = namesIn(root).filter((name) => name !== 'trash' && !unmade.includes(name))
  return [
    ...worktrees
      .filter((worktree) => differs(worktree, inventories))
      .map(({ id }) => `${id} is not what was discarded`),
    ...unlike('worktrees', present, live),
    ...unlike('trash', namesIn(path.join(root, 'trash')), trashed),
  ]
}

function foldersOf({ id }: Worktree): readonly string[] {
  return [id, `${id}.ledger`]
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function differs({ id, state, place }: Worktree, inventories: Inventories): boolean {
  const wanted = inventories.get(id)
  if (wanted === undefined || place === null) return false
  const folder = state.kind === 'trashed' ? path.join(state.trash, 'folder') : place.folder
  return !isDeepStrictEqual(inventory(folder, ['.git']), wanted)
}

function unlike(what: string, present: readonly string[], expected: readonly string[]): readonly string[] {
  const extra = present.filter((name) => !expected.includes(name))
  const missing = expected.filter((name) => !present.includes(name))
  return [
    ...(extra.length > 0 ? [`${what} of nobody: ${extra.join(', ')}`] : []),
    ...(missing.length > 0 ? [`${what} gone: ${missing.join(', ')}`] : []),
  ]
}
