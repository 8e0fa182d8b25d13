import type { Automation } from '../../../shared/domain/automation/state.ts'
import { plural } from '../../lib/format-number.ts'
import { relativeTime } from '../../lib/format-time.ts'

export interface Line {
  /** How loud it is: something failed, a person's yes is waited for, or it is just so. */
  readonly kind: 'error' | 'you' | 'note'
  readonly text: string
  /** What to do about it, where there is room to say it. */
  readonly remedy?: string
  /** When it began, in ms since the epoch. */
  readonly since?: number
}

/** 'dispatched 14 times, 12 useful', '3 times', 'never yet'. */
export function countWords({ counts }: Automation): string {
  if (counts.dispatched === 0) return counts.fired === 0 ? 'never yet' : `fired ${times(counts.fired)}, none dispatched`
  return counts.over === 0 ? times(counts.dispatched) : `${times(counts.dispatched)}, ${counts.useful} useful`
}

function times(count: number): string {
  return plural(count, 'time')
}

export interface Around {
  readonly now: number
  /** When it fires next, where that is known. */
  readonly next: number | null
  /** A kind of trigger in words. */
  readonly titleOf: (kind: string) => string
}

/** What is the matter with an automation, worst first; empty where nothing is. */
export function troubleLines(automation: Automation, { now, titleOf }: Omit<Around, 'next'>): readonly Line[] {
  const { problems = [], proposed, goneSince, definition, held, health } = automation
  const lines: Line[] = []
  if (goneSince !== undefined) {
    return [{ kind: 'note', text: `Its file went away ${relativeTime(goneSince, now)}. What it did stays.` }]
  }
  const [first] = problems
  if (first !== undefined) {
    const more = problems.length > 1 ? ` And ${plural(problems.length - 1, 'more problem')}.` : ''
    const inForce = definition === null ? 'Nothing is in force.' : 'The last good version stays in force.'
    lines.push(error(`Line ${first.line}, column ${first.column}: ${first.message}${more} ${inForce}`))
  }
  if (proposed !== undefined) {
    lines.push({ kind: 'you', text: `The file has changed, and may do more: ${proposed.widens.join(' ')}` })
  }
  for (const [kind, { failure, retryAt, since }] of Object.entries(health)) {
    const again = retryAt === null ? '' : ` Next try ${relativeTime(retryAt, now)}.`
    lines.push({ ...error(`${titleOf(kind)}: ${failure.message}${again}`), remedy: failure.remedy, since })
  }
  if (held > 0) lines.push({ kind: 'note', text: `${plural(held, 'event')} held` })
  return lines
}

function error(text: string): Line {
  return { kind: 'error', text }
}

/** What is under way, or comes next: '2 under way', 'next 02:00'. */
export function presentWords({ underWay, on }: Automation, { next, now }: Omit<Around, 'titleOf'>): string | null {
  if (underWay > 0) return `${underWay} under way`
  return on && next !== null ? `next ${relativeTime(next, now)}` : null
}

/**
 * Those of a project by name: the project's before a person's own, and last those whose file is gone, which stand
 * there for what they did.
 */
export function inOrder(automations: Iterable<Automation>): readonly Automation[] {
  const rank = ({ goneSince, scope }: Automation) => (goneSince === undefined ? 0 : 2) + (scope === 'own' ? 1 : 0)
  return [...automations]
    .filter(({ goneSince, counts }) => goneSince === undefined || counts.fired > 0)
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
}

export interface Stoppable {
  readonly underWay: number
  readonly held: number
}

/** What stopping everything would stop: '2 under way are stopped, 1 held is dropped'. */
export function stopWords({ underWay, held }: Stoppable): string {
  const runs = underWay === 1 ? 'One run is stopped' : `${underWay === 0 ? 'No' : underWay} runs are stopped`
  const waiting = held === 1 ? ', one held event is dropped' : `, ${held} held events are dropped`
  return `${runs}${held === 0 ? '' : waiting}, and nothing begins until you resume.`
}
