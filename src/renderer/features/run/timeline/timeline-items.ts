import type { DomainEvent, StoredEvent } from '../../../../shared/domain/event.ts'
import { plural } from '../../../lib/format-number.ts'
import type { GlyphKind } from '../../../ui/glyph.tsx'
import type { TimelineNames } from './timeline-names.ts'
import { type ItemKind, kindOf, timelineWords } from './timeline-words.ts'

export interface TimelineItem {
  readonly sequence: number
  readonly at: number
  readonly by: StoredEvent['actor']
  readonly kind: ItemKind
  readonly glyph: GlyphKind
  readonly text: string
  readonly evidence: readonly string[]
  /** Null where it is about the run as a whole. */
  readonly task: string | null
  readonly thread: string | null
}

export interface Minute {
  /** When it began, milliseconds since the epoch. */
  readonly at: number
  readonly items: readonly TimelineItem[]
}

export interface ItemsOf {
  readonly names: TimelineNames
  readonly agents: readonly { readonly id: string; readonly name: string }[]
}

/** What happened, oldest first. Tasks that were planned together are one line. */
export function timelineItems(newestFirst: readonly StoredEvent[], facts: ItemsOf): readonly TimelineItem[] {
  const items: TimelineItem[] = []
  let titles: string[] = []
  let planning: string | null = null
  const answered = answeredIn(newestFirst)
  for (const stored of newestFirst.toReversed()) {
    const { command, event } = stored
    if (isSaid(stored, answered)) continue
    const goesOn = event.type === 'task.planned' && command === planning
    planning = event.type === 'task.planned' ? command : null
    if (event.type === 'task.planned') titles = goesOn ? [...titles, event.planned.title] : [event.planned.title]
    if (goesOn) items.splice(-1, 1, asOne(items.at(-1), titles))
    else items.push(itemOf(stored, facts))
  }
  return items
}

/** By command and thread: what the host does about trouble, where it does something. */
function answeredIn(events: readonly StoredEvent[]): ReadonlyMap<string, 'asks' | 'acts'> {
  const answered = new Map<string, 'asks' | 'acts'>()
  for (const { command, event } of events) {
    if (event.type !== 'recovery.diagnosed') continue
    answered.set(`${command} ${event.id}`, event.diagnosis.step.kind === 'ask' ? 'asks' : 'acts')
  }
  return answered
}

/** Another line that comes with it tells it already, and more of it. */
function isSaid({ command, event }: StoredEvent, answered: ReturnType<typeof answeredIn>): boolean {
  const answer = answered.get(`${command} ${event.id}`)
  switch (event.type) {
    case 'task.starting':
      return true
    case 'verification.failed':
      return answer !== undefined
    case 'thread.parked':
      return answer === 'acts' || event.reason.code === 'superseded'
    default:
      return false
  }
}

function asOne(last: TimelineItem | undefined, titles: readonly string[]): TimelineItem {
  const first = last ?? { sequence: 0, at: 0, by: 'host', kind: 'plan', glyph: 'wait', thread: null }
  return { ...first, task: null, text: `${plural(titles.length, 'task')} were planned`, evidence: [...new Set(titles)] }
}

function itemOf({ actor, at, event, sequence }: StoredEvent, { agents, names }: ItemsOf): TimelineItem {
  const thread = threadOf(event, names)
  const known = thread === null ? undefined : names.taskOf.get(thread)
  const { evidence, text } = timelineWords(event, names, agents)
  const task = taskOf(event) ?? known ?? null
  return {
    sequence,
    at,
    by: actor,
    kind: kindOf(event),
    glyph: glyphOf(event),
    text,
    evidence: [...new Set(evidence)],
    task,
    thread,
  }
}

function taskOf(event: DomainEvent): string | null {
  if (event.type.startsWith('task.')) return event.id
  return event.type === 'run.noted' ? event.task : null
}

function threadOf(event: DomainEvent, names: TimelineNames): string | null {
  if (event.type === 'task.attempted' || event.type === 'task.chosen' || event.type === 'task.landed')
    return event.thread
  const [family = ''] = event.type.split('.')
  if (family === 'landing') return names.threadOf.get(event.id) ?? null
  return family === 'thread' || family === 'verification' || family === 'recovery' ? event.id : null
}

const glyphs: { readonly [Type in DomainEvent['type']]?: GlyphKind } = {
  'run.paused': 'stopped',
  'run.stopped': 'stopped',
  'run.budget-reached': 'error',
  'negotiation.capped': 'wait',
  'thread.put-behind': 'wait',
  'thread.released': 'work',
  'task.attempted': 'work',
  'task.retried': 'work',
  'task.parked': 'wait',
  'task.landed': 'done',
  'task.budget-reached': 'error',
  'verification.passed': 'ok',
  'verification.failed': 'error',
  'verification.verifier-asked': 'work',
  'recovery.diagnosed': 'error',
  'thread.parked': 'you',
  'thread.discarded': 'stopped',
  'landing.refused': 'clash',
}

function glyphOf({ type }: DomainEvent): GlyphKind {
  return glyphs[type] ?? 'wait'
}

const minute = 60_000

export function byMinute(items: readonly TimelineItem[]): readonly Minute[] {
  const minutes: { at: number; items: TimelineItem[] }[] = []
  for (const item of items) {
    const at = Math.floor(item.at / minute) * minute
    const last = minutes.at(-1)
    if (last?.at === at) last.items.push(item)
    else minutes.push({ at, items: [item] })
  }
  return minutes
}

export interface TimelineFilter {
  readonly what: 'all' | 'recovery' | 'gates'
  /** Of one task; all where null. */
  readonly task: string | null
}

export function filtered(items: readonly TimelineItem[], { task, what }: TimelineFilter): readonly TimelineItem[] {
  return items.filter((item) => (what === 'all' || item.kind === what) && (task === null || item.task === task))
}
