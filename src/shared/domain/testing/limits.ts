import type { Model } from '../model.ts'
import { defaultPoolLimits } from '../pool/state.ts'
import { lineOf } from '../run/own-runs.ts'
import { agentOfNext } from '../task/attempts.ts'
import type { Task } from '../task/state.ts'
import { holdsSlot, keepsSlot } from '../thread/queries.ts'
import type { AgentChoice, Thread } from '../thread/state.ts'
import { heldBehind } from '../topology/behind.ts'

/** How many slots are held of everything that has a limit, by its name. */
export type Held = ReadonlyMap<string, number>

/** The same in every random setting, so that slots have the same names before and after a change of limits. */
export const providerOf: Readonly<Record<string, string>> = { a: 'one', b: 'one', c: 'two' }

function namesOf(model: Model, of: Thread | Task, agent: AgentChoice | undefined): readonly string[] {
  const reads = 'role' in of && of.role !== undefined
  // What a task's own run has at work its parent has too.
  const works = reads ? [] : lineOf(model, of.run).map(({ id }) => `tasks of ${id}`)
  const names = ['the pool', `the project ${of.project}`, ...works]
  if (agent?.kind !== 'catalogue') return names
  const provider = providerOf[agent.id]
  return [...names, `the agent ${agent.id}`, ...(provider === undefined ? [] : [`the provider ${provider}`])]
}

function limitOf(model: Model, name: string): number {
  const pool = model.pool.get('pool')
  const limits = pool?.limits ?? defaultPoolLimits
  const [, what, id = ''] = /^(the pool|the project|tasks of|the agent|the provider) ?(.*)$/.exec(name) ?? []
  switch (what) {
    case 'the pool':
      return pool?.limit ?? 0
    case 'the project':
      return limits.project ?? Number.POSITIVE_INFINITY
    case 'the agent':
      return limits.agents[id] ?? Number.POSITIVE_INFINITY
    case 'the provider':
      return limits.providers[id] ?? Number.POSITIVE_INFINITY
    default:
      return model.run.get(id)?.plan?.policy.limits.parallel ?? Number.POSITIVE_INFINITY
  }
}

const limitsOf = (model: Model) => model.pool.get('pool')?.limits ?? defaultPoolLimits

export function heldIn(model: Model): Held {
  const held = new Map<string, number>()
  const add = (names: readonly string[]) => {
    for (const name of names) held.set(name, (held.get(name) ?? 0) + 1)
  }
  for (const thread of model.thread.values()) {
    if (holdsSlot(thread) || keepsSlot(thread)) add(namesOf(model, thread, thread.agent))
  }
  for (const task of model.task.values()) {
    if (task.state.kind === 'starting') add(namesOf(model, task, agentOfNext(task)))
  }
  return held
}

/** Limits that were exceeded since: a lower limit takes no slot away, but none is granted above it. */
export function exceeded(model: Model, before: Held): readonly string[] {
  return [...heldIn(model)]
    .filter(([name, count]) => count > Math.max(limitOf(model, name), before.get(name) ?? 0))
    .map(([name, count]) => `${count} slots of ${name} are held, ${limitOf(model, name)} may be`)
}

/** What waits although every limit has room for it. */
export function idle(model: Model): readonly string[] {
  if (model.pool.get('pool')?.frozenSince !== undefined) return []
  const held = heldIn(model)
  const hasRoom = (of: Thread | Task, agent: AgentChoice | undefined) =>
    namesOf(model, of, agent).every((name) => (held.get(name) ?? 0) < limitOf(model, name))
  const threads = [...model.thread.values()].filter((thread) => {
    const kinds = lineOf(model, thread.run).map(({ plan }) => plan?.state.kind)
    const held = kinds.includes('paused') || kinds.includes('stopped')
    const waits = held || heldBehind(model, thread) !== undefined
    return thread.state.kind === 'queued' && !waits && hasRoom(thread, thread.agent)
  })
  const tasks = [...model.task.values()].filter((task) => mayStart(model, task) && hasRoom(task, agentOfNext(task)))
  return [...threads, ...tasks].map(({ id }) => `${id} waits beside a free slot`)
}

function mayStart(model: Model, { run, state }: Task): boolean {
  const plan = model.run.get(run)?.plan
  if (state.kind !== 'ready' || plan?.state.kind !== 'running') return false
  return state.again !== undefined || inHand(model, run) < reviewLimitOf(model, run)
}

/** Tasks of a run with work that waits for a person's look; candidates are looked at together. */
export function inReview(model: Model, run: string): number {
  const threads = [...model.thread.values()].filter((thread) => thread.run === run && thread.role === undefined)
  return new Set(threads.filter(isReady).map(({ task }) => task)).size
}

function isReady({ checkpoint, state }: Thread): boolean {
  return state.kind === 'ready' && (checkpoint?.files ?? 0) > 0
}

const atRest: ReadonlySet<string> = new Set(['ready', 'landed', 'discarded'])

/** Another attempt takes its place; only its turn's end is still to come. */
function isSetAside({ state, turn }: Thread): boolean {
  const rest = state.kind === 'verifying' && state.rest.kind === 'parked' ? state.rest.reason : turn?.stopping
  return rest?.code === 'superseded'
}

/** The same, and those of which something is to come that a person would look at. */
export function inHand(model: Model, run: string): number {
  const threads = [...model.thread.values()].filter((thread) => thread.run === run && thread.role === undefined)
  const moving = threads.filter((thread) =>
    thread.state.kind === 'parked'
      ? model.recovery.get(thread.id)?.next != null
      : !atRest.has(thread.state.kind) && !isSetAside(thread),
  )
  const begun = [...model.task.values()].filter(
    ({ state, ...task }) =>
      task.run === run && (state.kind === 'starting' || (state.kind === 'ready' && state.again !== undefined)),
  )
  const tasks = [...threads.filter(isReady), ...moving].map(({ task }) => task)
  return new Set([...tasks, ...begun.map(({ id }) => id)]).size
}

export function reviewLimitOf(model: Model, run: string): number {
  return model.run.get(run)?.plan?.policy.limits.review ?? limitsOf(model).review
}

/** A task that is a run says something else than that run. */
function wrongOwnRun(model: Model, { id, state }: Task, run: string): readonly string[] {
  const tasks = [...model.task.values()].filter((task) => task.run === run && task.state.kind !== 'removed')
  const plan = model.run.get(run)?.plan
  if (plan === undefined) return [`the run of ${id} is not there`]
  const isLanded = plan.confirmed > 0 && tasks.every((task) => task.state.kind === 'landed')
  if (isLanded !== (state.kind === 'landed'))
    return [`${id} is ${state.kind}, and its run ${isLanded ? 'has' : 'has not'} landed`]
  const open = tasks.filter((task) => task.state.kind !== 'landed')
  const isStuck =
    plan.confirmed > 0 && plan.state.kind === 'running' && open.every((task) => task.state.kind === 'parked')
  if (isStuck && !isLanded && state.kind !== 'parked') return [`${id} is ${state.kind}, and its run is stuck`]
  if (state.kind === 'parked' && open.some((task) => task.state.kind === 'ready'))
    return [`${id} is parked while its run moves`]
  return []
}

/** Tasks that have come to no rest, and why that is wrong. */
export function restless(model: Model): readonly string[] {
  const waitsForPerson = [...model.thread.values()].some(({ state }) => state.kind === 'needs-you')
  return [...model.task.values()].flatMap((task) => {
    const { kind } = task.state
    if (task.child !== undefined) return wrongOwnRun(model, task, task.child)
    const held = model.run.get(task.run)?.plan?.state.kind !== 'running'
    if (kind === 'starting') return [`${task.id} starts for ever`]
    if (kind === 'parked' && task.state.reason.message === '') return [`${task.id} is parked without a reason`]
    if (kind === 'ready' && !held && !waitsForPerson && idle(model).length > 0) return [`${task.id} never starts`]
    if (kind !== 'waiting' || held) return []
    const open = task.after.some(({ on }) => model.task.get(on)?.state.kind !== 'landed')
    return open ? [] : [`${task.id} waits for nothing`]
  })
}
