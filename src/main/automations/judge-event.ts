import type { Delivery } from '../../shared/domain/automation/commands.ts'
import { automationLimits } from '../../shared/domain/automation/definition.ts'
import type { EventFacts } from '../../shared/domain/automation/event-facts.ts'
import { type CompiledPatterns, judgeFilters } from '../../shared/domain/automation/filter.ts'
import { visibleSubject } from '../../shared/domain/automation/made-visible.ts'
import { renderBrief } from '../../shared/domain/automation/render-brief.ts'
import { renderKey } from '../../shared/domain/automation/render-key.ts'
import type { Automation, FiringSource } from '../../shared/domain/automation/state.ts'
import { subjectLine } from '../../shared/domain/automation/title.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { isShallow } from '../../shared/kernel/is-shallow.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { TriggerEvent } from '../ports/trigger.ts'
import { claimIdOf, firingIdOf } from './firing-ids.ts'

export type Judged = Pick<Automation, 'id' | 'name' | 'definition' | 'revision'>

/** UTF-16 units of what is said of an event's source. */
const sourceLimit = 240
const linkLimit = 2_000

/** An event as it is kept and shown: what strangers wrote is one bounded line in which everything can be seen. */
export function factsOfEvent({
  fields,
  source,
  subject,
}: Pick<TriggerEvent, 'fields' | 'source' | 'subject'>): EventFacts {
  return { source: boundedSource(source), subject: subjectLine(subject), fields }
}

/**
 * What a definition makes of an event. Pure: nothing is decided, and of the event's own text there is but a bounded
 * line in it. `patterns` hold each pattern of the definition's filters.
 */
export function judgeEvent(automation: Judged, event: TriggerEvent, patterns: CompiledPatterns): Delivery {
  const { definition, id, revision } = automation
  const facts = factsOfEvent(event)
  const told = {
    firing: firingIdOf(id, event.id),
    source: facts.source,
    subject: facts.subject,
    revision,
    chain: event.chain ?? [],
  }
  const nothing = { verdicts: [], key: null, claim: null, fault: null } as const
  if (definition === null) return { ...told, ...nothing }
  const unfit = unfitEvent(event.fields)
  if (unfit !== null) return { ...told, ...nothing, fault: unfit }
  const { fault, verdicts } = judgeFilters(definition.if, event.fields, patterns)
  if (fault !== null) return { ...told, ...nothing, verdicts, fault }
  // What a filter keeps out needs neither key nor brief, and may lack what these ask for.
  if (verdicts.some(({ passed }) => !passed)) return { ...told, ...nothing, verdicts }
  const key = definition.dedupe === null ? null : renderKey(definition.dedupe, event.fields)
  if (key?.ok === false) return { ...told, ...nothing, verdicts, fault: key.error }
  const keyed = key === null ? { key: null, claim: null } : { key: key.value, claim: claimIdOf(id, key.value) }
  const brief = renderBrief({ name: automation.name, definition }, facts)
  return { ...told, ...keyed, verdicts, fault: brief.ok ? null : brief.error }
}

/** What is kept of an event's text. One that is too large or too deep is not kept at all: it was not dispatched either. */
export function payloadOf({ fields }: TriggerEvent): JsonObject | null {
  return unfitEvent(fields) === null ? fields : null
}

function unfitEvent(fields: JsonObject): Failure | null {
  if (!isShallow(fields)) return tooDeep
  const size = JSON.stringify(fields).length
  return size > automationLimits.event ? tooLarge(size) : null
}

function boundedSource({ link, outside, reply, words }: FiringSource): FiringSource {
  return { words: visibleSubject(words, sourceLimit), link: plainLink(link), outside, reply }
}

/** Shown as a link, so nothing but a web address is one. */
function plainLink(link: string | null): string | null {
  if (link === null || link.length > linkLimit || !/^https?:\/\//.test(link)) return null
  return URL.canParse(link) ? link : null
}

const tooDeep = failure(
  'event-too-deep',
  'Too much stands in each other in the event; nothing was dispatched and its text was not kept.',
  'Have its source send less.',
)

function tooLarge(size: number): Failure {
  return failure(
    'event-too-large',
    `The event has ${size} characters, the limit is ${automationLimits.event}; nothing was dispatched and its text was not kept.`,
    'Have its source send less.',
  )
}
