import type { FiringOutcome, FiringState } from '../../shared/domain/automation/state.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { formatDuration } from './format-duration.ts'
import type { NowLine } from './thread-words.ts'
import { visibleLine } from './visible-text.ts'

/** What a list of firings can be narrowed to. */
export type FiringKind = 'dispatched' | 'skipped' | 'held'

export function kindOf({ kind }: FiringState): FiringKind {
  return kind === 'skipped' || kind === 'held' ? kind : 'dispatched'
}

export interface FiringFacts {
  readonly state: FiringState
  readonly reason: string
  readonly decidedAt: number
  /** What works on it, where that is live. */
  readonly thread?: Thread | undefined
  readonly landing?: Landing | undefined
}

const outcomes: Readonly<Record<FiringOutcome, string>> = {
  landed: 'landed',
  answered: 'answered where it came from',
  discarded: 'discarded',
  nothing: 'over, came to nothing',
}

/** What was decided about a firing, what came of it, and why. */
export function firingLine({ state, reason, decidedAt, thread, landing }: FiringFacts, now: number): NowLine {
  switch (state.kind) {
    case 'skipped':
      return say(state.code === 'dropped' ? `dropped: ${reason}` : `not dispatched: ${reason}`)
    case 'held':
      return say(`held: ${reason}`)
    case 'dispatching':
      return say('dispatched, about to begin')
    case 'under-way':
      return thread?.state.kind === 'needs-you' ? needsYou(thread) : say(`dispatched, ${lasting(decidedAt, now)}`)
    case 'rested':
      return state.as === 'ready' ? say('ready to review') : stopped(thread)
    case 'over':
      return landed(state.outcome, thread, landing)
  }
}

/** Whether a person is waited for. */
export function waitsForPerson({ state, thread }: Pick<FiringFacts, 'state' | 'thread'>): boolean {
  if (state.kind === 'rested') return state.as === 'parked'
  return state.kind === 'under-way' && thread?.state.kind === 'needs-you'
}

function say(text: string, code: string | null = null): NowLine {
  return { text: visibleLine(text), code: code === null ? null : visibleLine(code) }
}

function lasting(since: number, now: number): string {
  // The clock of a list is looked at rarely: a part of a second would stand there for long.
  return now - since < 1000 ? 'running' : `running ${formatDuration(now - since)}`
}

function needsYou({ requests: [first] }: Thread): NowLine {
  return first === undefined ? say('needs you') : say('needs you:', first.title)
}

function stopped(thread: Thread | undefined): NowLine {
  return say(thread?.state.kind === 'parked' ? `needs you: ${thread.state.reason.message}` : 'needs you: it stopped')
}

function landed(outcome: FiringOutcome, thread: Thread | undefined, landing: Landing | undefined): NowLine {
  if (outcome !== 'landed' || thread?.state.kind !== 'landed') return say(outcomes[outcome])
  const into = landing?.into
  return say(into === undefined ? 'landed as' : `landed on ${into} as`, thread.state.commit.slice(0, 7))
}
