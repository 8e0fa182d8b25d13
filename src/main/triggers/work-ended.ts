import { runRest } from '../../shared/domain/automation/rest.ts'
import type { Firing } from '../../shared/domain/automation/state.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import { lineOf } from '../../shared/domain/run/own-runs.ts'
import { canMove } from '../../shared/domain/run/progress.ts'
import { runSpend } from '../../shared/domain/run/spend.ts'
import type { Run } from '../../shared/domain/run/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { TriggerEvent } from '../ports/trigger.ts'
import type { HostReads } from './services.ts'

export interface WorkEnded {
  readonly project: string
  readonly event: TriggerEvent
}

interface Ended {
  readonly thread: Thread
  readonly run: Run | null
  readonly outcome: 'landed' | 'ready' | 'parked'
  readonly commit: string
  /** Tells this end from an earlier or later one. */
  readonly mark: string
}

/** A landing that is done; null where nothing is known of it any more. */
export async function landingEnded(host: HostReads, id: string): Promise<WorkEnded | null> {
  const landing = host.model.landing.get(id) ?? (await stored<Landing>(host, 'landing', id))
  if (landing === null || !('move' in landing.state)) return null
  const thread = await threadOf(host, landing.thread)
  if (thread === null) return null
  const run = await beginningOf(host, thread.run)
  return told(host, { thread, run, outcome: 'landed', commit: landing.state.move.commit, mark: `landing:${id}` })
}

/** A run that is at rest now, after an event of one of its threads or tasks; null while it isn't. */
export async function runRested(host: HostReads, { id, type }: DomainEvent): Promise<WorkEnded | null> {
  const part = type.startsWith('task.') ? host.model.task.get(id) : await threadOf(host, id)
  if (part === undefined || part === null) return null
  const run = await beginningOf(host, part.run)
  if (run === null) return null
  const rest = restOf(host, run)
  if (rest === null) return null
  const thread = await threadOf(host, rest.thread)
  if (thread === null) return null
  const commit = thread.state.kind === 'landed' ? thread.state.commit : (thread.checkpoint?.commit ?? '')
  const mark = `run:${run.id}:${rest.outcome}:${thread.id}:${thread.since}`
  return told(host, { thread, run, outcome: rest.outcome, commit, mark })
}

/** How a run is at rest; null while anything of it may move by itself. */
function restOf({ model }: HostReads, run: Run): (Pick<Ended, 'outcome'> & { readonly thread: string }) | null {
  if (run.plan?.kind === 'plan') return planRest({ model }, run)
  const rest = runRest(model, run)
  if (rest === null || rest.kind === 'moving') return null
  if (rest.kind === 'rested') return { outcome: rest.as, thread: rest.thread }
  return rest.outcome === 'landed' ? { outcome: 'landed', thread: rest.thread } : null
}

function planRest(
  { model }: Pick<HostReads, 'model'>,
  run: Run,
): (Pick<Ended, 'outcome'> & { readonly thread: string }) | null {
  if (run.plan?.confirmed === 0 || canMove(model, run)) return null
  const tasks = [...model.task.within(run.id)].filter(({ state }) => state.kind !== 'removed')
  const latest = tasks.toSorted((one, other) => other.since - one.since).find(({ threads }) => threads.length > 0)
  const thread = latest?.threads.at(-1)?.thread
  if (thread === undefined) return null
  if (tasks.every(({ state }) => state.kind === 'landed')) return { outcome: 'landed', thread }
  const ready = tasks
    .flatMap(({ threads }) => threads)
    .find((one) => model.thread.get(one.thread)?.state.kind === 'ready')
  return ready === undefined ? { outcome: 'parked', thread } : { outcome: 'ready', thread: ready.thread }
}

async function told(host: HostReads, { commit, mark, outcome, run, thread }: Ended): Promise<WorkEnded> {
  const begunBy = run?.automation
  const firing = begunBy === undefined ? null : await firingOf(host, begunBy.firing)
  const { additions = 0, deletions = 0, files = 0 } = thread.checkpoint ?? {}
  const event: TriggerEvent = {
    id: mark,
    source: {
      words: mark.startsWith('landing:') ? 'a landing of this project' : 'a run of this project',
      link: firing?.source.link ?? null,
      // Words of strangers stay theirs: its title is from them.
      outside: firing?.source.outside ?? false,
      reply: firing?.source.reply ?? null,
    },
    subject: thread.title,
    fields: {
      title: thread.title,
      outcome,
      automation: begunBy?.name ?? '',
      run: thread.run,
      thread: thread.id,
      commit,
      files,
      additions,
      deletions,
      cost: (run === null ? null : runSpend(host.model, run, 0).cost) ?? 0,
    },
    ...(begunBy === undefined ? {} : { chain: [...(firing?.chain ?? []), begunBy.id] }),
  }
  return { project: thread.project, event }
}

/** The run that a person or an automation began, of which this one may be a part. */
async function beginningOf(host: HostReads, id: string): Promise<Run | null> {
  return lineOf(host.model, id).at(-1) ?? (await stored<Run>(host, 'run', id))
}

async function threadOf(host: HostReads, id: string): Promise<Thread | null> {
  return host.model.thread.get(id) ?? (await stored<Thread>(host, 'thread', id))
}

async function firingOf(host: HostReads, id: string): Promise<Firing | null> {
  return host.model.firing.get(id) ?? (await stored<Firing>(host, 'firing', id))
}

/** What has left the live model, as its reducer wrote it. */
async function stored<State>(host: HostReads, aggregate: string, id: string): Promise<State | null> {
  const [row] = await host.loadStates([{ aggregate, id }])
  return row === undefined ? null : (row.state as unknown as State)
}
