import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitPort, PreparedLanding, WorktreePlace } from '../../../ports/git.ts'
import { createGitPort } from '../git-port.ts'
import { childProcesses } from '../testing/child-processes.ts'
import { makeRepository, type TestRepository, writeFiles } from '../testing/repository.ts'
import { differences, type Observation, observe } from './testing/observation.ts'
import { act, type Choice, pathOf, type UserActionName, userActions } from './testing/user-actions.ts'

interface Thread {
  readonly place: WorktreePlace
  state: 'live' | 'trashed'
  checkpoint: string | null
}

interface World {
  readonly repository: TestRepository
  readonly port: GitPort
  readonly threads: Thread[]
  readonly landings: PreparedLanding[]
  clock: number
}

/** How often what came about, so that a run which never landed anything doesn't pass for proof. */
const tally: Record<string, number> = {}

function count(what: string): void {
  tally[what] = (tally[what] ?? 0) + 1
}

/** What an operation of the app's reported: a landing that succeeded, or nothing that may show. */
type Outcome = PreparedLanding | null
type Step = Choice & { readonly name: UserActionName | AppActionName; readonly meanwhile: UserActionName | null }
type AppAction = (world: World, step: Step) => Promise<Outcome>

const appActions = {
  create: async (world) => {
    const base = await world.port.branchTip(world.repository.gitDirectory, 'main')
    const thread = `t${world.threads.length}`
    const at = (name: string) => path.join(world.repository.sandbox, name, thread)
    const place = {
      thread,
      repository: world.repository.gitDirectory,
      folder: at('work'),
      ledger: at('ledgers'),
      branch: `sy/${thread}`,
    }
    const created = await world.port.createWorktree({ ...place, base: unwrap(base) })
    if (created.ok) world.threads.push({ place: { ...place, base: unwrap(base) }, state: 'live', checkpoint: null })
    return null
  },
  checkpoint: async (world, step) => {
    const thread = pick(world.threads, step, 'live')
    if (thread === undefined) return null
    writeAsAgent(thread, step)
    const options = { previous: thread.checkpoint, message: 'checkpoint', timestampMs: tick(world) }
    const taken = await world.port.checkpoint(thread.place, options)
    if (taken.ok) thread.checkpoint = taken.value.commit
    return null
  },
  land: async (world, step) => {
    const thread = pick(world.threads, step, 'live')
    if (thread?.checkpoint == null) return null
    const { place, checkpoint: commit } = thread
    const before = observe(world.repository)
    const request = { place, commit, into: 'main', message: 'landed', timestampMs: tick(world) }
    return settle(world, step, { before, prepared: await world.port.prepareLanding(request) })
  },
  undo: async (world, step) => {
    const landing = world.landings.at(-1 - (step.pick % 2))
    const ledger = world.threads[0]?.place.ledger
    if (landing === undefined || ledger === undefined || !existsSync(ledger)) return null
    const gitDirectory = world.repository.gitDirectory
    const { into, commit: landed, before: previous } = landing
    const before = observe(world.repository)
    const request = { gitDirectory, ledger, into, landed, before: previous, message: 'undo', timestampMs: tick(world) }
    return settle(world, step, { before, prepared: await world.port.prepareUndo(request) })
  },
  trash: async (world, step) => {
    const thread = pick(world.threads, step, 'live')
    if (thread === undefined) return null
    const moved = await world.port.moveToTrash(thread.place, trashOf(world, thread))
    if (moved.ok) thread.state = 'trashed'
    return null
  },
  restore: async (world, step) => {
    const thread = pick(world.threads, step, 'trashed')
    if (thread === undefined) return null
    const restored = await world.port.restoreFromTrash(thread.place, trashOf(world, thread))
    if (restored.ok) thread.state = 'live'
    return null
  },
  locate: async (world) => {
    const [landing] = world.landings
    if (landing !== undefined) await world.port.locate(world.repository.gitDirectory, 'main', landing.commit)
    return null
  },
} satisfies Record<string, AppAction>

type AppActionName = keyof typeof appActions

/** The second half of a landing, with what a person may do between the two. */
async function settle(
  world: World,
  step: Step,
  first: { readonly before: Observation; readonly prepared: Result<PreparedLanding, GitFailure> },
): Promise<Outcome> {
  const { prepared } = first
  expectUntouched(first.before, observe(world.repository))
  if (!prepared.ok) {
    count(`refused: ${prepared.error.code}`)
    return null
  }
  if (step.meanwhile !== null) act(step.meanwhile, world.repository, step)
  const { into: branch, before, commit: after } = prepared.value
  const start = observe(world.repository)
  const move = { branch, before, after, reason: 'switchyard' }
  const moved = await world.port.moveReference(world.repository.gitDirectory, move)
  for (const checkout of moved.ok ? prepared.value.checkouts : []) {
    expect(await world.port.followCheckout(checkout, { branch, before, after })).toMatchObject({ ok: true })
  }
  const end = observe(world.repository)
  count(moved.ok ? 'moved' : `not moved: ${moved.error.code}`)
  if (!moved.ok) {
    expectUntouched(start, end)
    return null
  }
  expectLanded(world, prepared.value, { start, end })
  world.landings.push(prepared.value)
  return prepared.value
}

function expectUntouched(before: Observation, after: Observation): void {
  expect(differences(before, after)).toEqual({ files: [], references: [], index: [] })
}

/** Exactly the branch, and in its checkout exactly the touched paths, none of which held uncommitted work. */
function expectLanded(
  { repository }: World,
  landing: PreparedLanding,
  { start, end }: { readonly start: Observation; readonly end: Observation },
): void {
  const changed = differences(start, end)
  const reference = `refs/heads/${landing.into}`
  expect(changed.references).toEqual([reference])
  expect(end.references[reference]).toBe(landing.commit)
  const isCheckedOut = headOf(repository) === reference
  const range = [landing.before ?? '', landing.commit]
  const touched = repository
    .git('diff-tree', '-r', '-z', '--name-only', '--no-renames', ...range)
    .split('\0')
    .slice(0, -1)
  expect(changed.index).toEqual(isCheckedOut ? touched.toSorted() : [])
  const isLog = (name: string) =>
    name === `.git/logs/${reference}` || (isCheckedOut && /^\.git\/(logs\/HEAD|index)$/.test(name))
  expect(changed.files.filter((name) => !isLog(name))).toEqual(isCheckedOut ? touched.toSorted() : [])
  if (isCheckedOut) expect(touched.filter((name) => start.uncommitted.has(name))).toEqual([])
  expect([...end.uncommitted].toSorted()).toEqual([...start.uncommitted].toSorted())
}

function headOf(repository: TestRepository): string | null {
  const head = readFileSync(path.join(repository.gitDirectory, 'HEAD'), 'utf8')
  return /^ref: (.*)$/m.exec(head)?.[1] ?? null
}

function writeAsAgent(thread: Thread, step: Step): void {
  const name = pathOf(step)
  const isFolder = name === 'dir' && existsSync(path.join(thread.place.folder, 'dir'))
  writeFiles(thread.place.folder, {
    [isFolder ? 'dir/by agent' : name]: step.pick % 5 === 0 ? null : `agent ${step.content}\n`,
  })
}

function pick(threads: readonly Thread[], step: Step, state: Thread['state']): Thread | undefined {
  const candidates = threads.filter((thread) => thread.state === state)
  return candidates[step.pick % Math.max(1, candidates.length)]
}

function trashOf(world: World, thread: Thread): string {
  return path.join(world.repository.sandbox, 'trash', thread.place.thread)
}

function tick(world: World): number {
  world.clock += 1000
  return world.clock
}

function unwrap<T>(result: Result<T, GitFailure>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

async function perform(world: World, step: Step): Promise<void> {
  if (step.name in userActions) return act(step.name as UserActionName, world.repository, step)
  const before = observe(world.repository)
  const action: AppAction = appActions[step.name as AppActionName]
  const outcome = await action(world, step)
  // A landing checks itself, since a person may have acted in the middle of it.
  if (outcome === null && step.meanwhile === null) expectUntouched(before, observe(world.repository))
}

async function run(steps: readonly Step[]): Promise<void> {
  const repository = makeRepository({ files: { a: 'a\n', b: 'b\n', 'dir/c': 'c\n', '.gitignore': '*.env\n' } })
  const clock = { now: () => 0, monotonic: () => 0, after: () => () => undefined }
  const { home: homeFolder, environment } = repository
  const port = createGitPort({ processes: childProcesses(), gitFile: 'git', homeFolder, environment, clock })
  const world: World = { repository, port, threads: [], landings: [], clock: 1_780_000_000_000 }
  try {
    const opening: Choice = { pick: 0, content: 'opening' }
    await perform(world, { ...opening, name: 'create', meanwhile: null })
    await perform(world, { ...opening, pick: 6, name: 'checkpoint', meanwhile: null })
    for (const step of steps) await perform(world, step)
  } finally {
    await port.close()
    repository.dispose()
  }
}

const userNames = Object.keys(userActions) as UserActionName[]
const appNames = Object.keys(appActions) as AppActionName[]
const stepOf = (names: readonly Step['name'][], meanwhile: fc.Arbitrary<UserActionName | null>): fc.Arbitrary<Step> =>
  fc.record({
    name: fc.constantFrom(...names),
    pick: fc.nat(20),
    content: fc.constantFrom('x', 'y', 'z'),
    meanwhile,
  })
const anyStep = fc.oneof(
  { weight: 4, arbitrary: stepOf(userNames, fc.constant(null)) },
  { weight: 1, arbitrary: stepOf(['edit', 'stageAll', 'commitAll', 'unlock'], fc.constant(null)) },
  { weight: 2, arbitrary: stepOf(appNames, fc.constant(null)) },
  {
    weight: 3,
    arbitrary: stepOf(['checkpoint', 'land', 'land', 'undo'], fc.option(fc.constantFrom(...userNames), { freq: 2 })),
  },
)

describe('invariant 1: what is the user’s changes only by a landing that succeeded', () => {
  it('holds under random interleavings of a person and the app', async () => {
    const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 40)
    const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))
    process.stdout.write(`invariant one: seed ${seed}, ${numRuns} runs\n`)
    const steps = fc.array(anyStep, { minLength: 12, maxLength: 12 })
    await fc.assert(fc.asyncProperty(steps, run), { numRuns, seed, endOnFailure: true })
    process.stdout.write(`invariant one: ${JSON.stringify(tally)}\n`)
    expect(tally.moved ?? 0).toBeGreaterThan(numRuns / 20)
  }, 600_000)
})
