import { systemClock } from '../../../src/main/adapters/clock/system-clock.ts'
import { dispatchOf, type HostFixture, threadId } from '../../../src/main/gateway/testing/host-fixture.ts'
import type { Clock } from '../../../src/main/ports/clock.ts'
import type { ActivityKind, AgentChoice } from '../../../src/shared/domain/thread/state.ts'
import type { LandingId, RequestId } from '../../../src/shared/kernel/ids.ts'

/** A clock that can be set back, so that what a test reports happened some time ago. */
export class StoryClock implements Clock {
  #behind = 0

  now(): number {
    return systemClock.now() - this.#behind
  }

  monotonic(): number {
    return systemClock.monotonic()
  }

  after(delayMs: number, run: () => void): () => void {
    return systemClock.after(delayMs, run)
  }

  minutesAgo(minutes: number): void {
    this.#behind = minutes * 60_000
  }
}

export interface Story {
  readonly name: string
  readonly title: string
  readonly agent?: AgentChoice
  /** Minutes ago. */
  readonly from: number
  readonly to: number
  readonly end: 'working' | 'asks' | 'failed' | 'ready' | 'unchanged' | 'landed' | 'discarded' | 'queued'
  readonly lines?: readonly [added: number, removed: number]
  readonly cost?: number
  readonly does?: readonly [ActivityKind, string]
}

interface Moment {
  /** Minutes ago. */
  readonly at: number
  readonly happens: () => Promise<unknown>
}

const kinds: readonly ActivityKind[] = ['reading', 'editing', 'thinking', 'editing', 'running', 'editing', 'writing']

/** Tells many stories in the order of their moments, as if they had happened side by side. */
export async function tell(fixture: HostFixture, clock: StoryClock, stories: readonly Story[]): Promise<void> {
  const moments = stories.flatMap((story) => momentsOf(fixture, story)).sort((one, other) => other.at - one.at)
  for (const { at, happens } of moments) {
    clock.minutesAgo(at)
    await happens()
  }
  clock.minutesAgo(0)
}

function momentsOf(fixture: HostFixture, story: Story): readonly Moment[] {
  const dispatched = { at: story.from, happens: () => dispatch(fixture, story) }
  if (story.end === 'queued') return [dispatched]
  const begun = { at: story.from - 0.02, happens: () => begin(fixture, story) }
  const ended = { at: story.to, happens: () => end(fixture, story) }
  return [dispatched, begun, ...activities(fixture, story), ended]
}

async function dispatch({ submit }: HostFixture, { name, title, agent }: Story): Promise<void> {
  const command = dispatchOf(name)
  const payload = { ...command.payload, title, agent: agent ?? command.payload.agent }
  const answer = await submit({ ...command, payload })
  if (!answer.ok) throw new Error(answer.error.message)
}

async function begin({ report }: HostFixture, { name }: Story): Promise<void> {
  const thread = threadId(name)
  const place = { folder: '/w', ledger: '/l', branch: `sy/${name}`, base: 'a'.repeat(40) }
  await report({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  await report({ type: 'session.report-opened', payload: { thread, generation: 1, session: 's1' } })
  await report({ type: 'turn.report-started', payload: { thread, generation: 1 } })
}

/** The same for the same name, so that pictures can be compared. */
function activities({ report }: HostFixture, { name, from, to, cost, does }: Story): readonly Moment[] {
  const payload = { thread: threadId(name), generation: 1 }
  const moments: Moment[] = []
  let at = from - 0.05
  let turn = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  while (at > to) {
    const kind = kinds[turn % kinds.length] ?? 'thinking'
    const activity = { kind, detail: kind === 'running' ? 'npm test' : 'src/billing/invoice.ts' }
    moments.push({ at, happens: () => report({ type: 'activity.report', payload: { ...payload, activity } }) })
    turn = (turn * 31 + 7) % 1009
    at -= ((from - to) / 14) * (0.3 + (turn % 10) / 7)
  }
  const usage = { used: 1000, size: 200_000, cost: cost ?? null }
  const last = { kind: does?.[0] ?? 'editing', detail: does?.[1] ?? 'src/billing/invoice.ts' } as const
  const ending = to + (from - to) * 0.04
  return [
    ...moments.filter((moment) => moment.at > ending),
    { at: ending, happens: () => report({ type: 'usage.report', payload: { ...payload, usage } }) },
    { at: ending, happens: () => report({ type: 'activity.report', payload: { ...payload, activity: last } }) },
  ]
}

async function end(fixture: HostFixture, story: Story): Promise<void> {
  const { report, submit } = fixture
  const thread = threadId(story.name)
  if (story.end === 'working') return
  if (story.end === 'asks') return asks(fixture, story.name, story.does?.[1] ?? 'npm run migrate')
  const failed = {
    code: 'agent',
    message: 'The agent ended by itself. Its work is kept.',
    remedy: 'Prompt again.',
  } as const
  const outcome =
    story.end === 'failed'
      ? ({ kind: 'failed', reason: failed } as const)
      : ({ kind: 'stopped', stopReason: 'end_turn' } as const)
  await report({ type: 'turn.report-ended', payload: { thread, generation: 1, outcome } })
  const [additions, deletions] = story.lines ?? [0, 0]
  const files = story.end === 'unchanged' ? 0 : 3
  const checkpoint = { commit: 'b'.repeat(40), tree: 'c'.repeat(40), files, additions, deletions, omitted: 0 }
  await report({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
  if (story.end === 'landed') await land(fixture, story.name)
  if (story.end === 'discarded') {
    await submit({ type: 'thread.discard', payload: { thread } })
    await report({ type: 'worktree.report-trashed', payload: { thread, trash: '/t' } })
  }
}

export async function asks({ report }: HostFixture, name: string, command: string): Promise<void> {
  const request = {
    id: `request-${name}` as RequestId,
    title: `Run ${command}`,
    detail: command,
    kind: 'execute',
    toolCall: null,
    options: [
      { id: 'yes', kind: 'allow-once', name: 'Yes' },
      { id: 'no', kind: 'deny-once', name: 'No' },
    ],
  } as const
  await report({ type: 'permission.ask', payload: { thread: threadId(name), generation: 1, request } })
}

async function land({ engine, report, submit }: HostFixture, name: string): Promise<void> {
  const thread = threadId(name)
  const landing = `landing-${name}` as LandingId
  await submit({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
  const checkpoint = engine.model.thread.get(thread)?.checkpoint
  if (checkpoint == null) throw new Error(`${name} has nothing to land`)
  await report({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
  const move = { into: 'main', before: 'a'.repeat(40), commit: 'd'.repeat(40), checkouts: [] }
  await report({ type: 'landing.report-moved', payload: { landing, move, notice: null } })
  await report({ type: 'landing.report-followed', payload: { landing, notice: null } })
}
