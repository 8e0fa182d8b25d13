import type { PayloadOf } from '../../command.ts'
import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { Overlay } from '../../overlay.ts'
import { messageLimits } from '../../peers/limits.ts'
import { opening } from '../../peers/opening.ts'
import { provisional } from '../../provisional.ts'
import type { MeasuredPair } from '../commands.ts'
import { measure } from '../measure.ts'
import { threadOf } from '../member.ts'
import { ruleOf } from '../rules.ts'
import { memberStanding, pairOf, projectOf } from '../standing.ts'

type Payload = PayloadOf<'coupling.report'>

/** Pairs measured anew, and at once what their scores lead to; the closest pairs first. */
export const decideReportCoupling: Decide<'coupling.report'> = (model, payload, { actor, now }) => {
  const { ids, project } = payload
  if (model.project.get(project) === undefined) return nothing
  const after = new Overlay(model)
  const all: DomainEvent[] = []
  const add = (next: readonly DomainEvent[]) => {
    for (const event of next) after.apply(provisional(event, now, actor))
    all.push(...next)
  }
  add(touched(model, payload))
  const left = [...ids]
  const nextId = () => left.shift() ?? null
  const pairs = payload.pairs.filter((pair) => isLive(model, project, pair))
  for (const pair of pairs) {
    const measured = measure(after.model, project, pair)
    if (measured.length > 0) add([...opened(after.model, pair), ...measured])
  }
  const rows = pairs.flatMap((pair) => after.model.coupling.get(pairOf(...pair.members).id) ?? [])
  for (const { id } of rows.toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))) {
    const row = after.model.coupling.get(id)
    if (row !== undefined) add(ruleOf(after.model, row, { now, nextId }))
  }
  return events(...all)
}

function isLive(model: Model, project: Payload['project'], { members }: MeasuredPair): boolean {
  const [one, other] = members
  if (one.task === other.task) return false
  return members.every((member) => {
    return projectOf(model, member) === project && memberStanding(model, member).kind !== 'gone'
  })
}

function opened(model: Model, { members }: MeasuredPair): readonly DomainEvent[] {
  return members.flatMap((member) => {
    const thread = threadOf(model, member)
    return thread === undefined ? [] : opening(model, thread.id)
  })
}

function touched(model: Model, { touched: all = [] }: Payload): readonly DomainEvent[] {
  return all.flatMap(({ paths, thread }): readonly DomainEvent[] => {
    if (model.thread.get(thread) === undefined) return []
    const kept = paths.slice(0, messageLimits.touched)
    if ((model.mailbox.get(thread)?.touched ?? []).join('\n') === kept.join('\n')) return []
    return [{ type: 'mailbox.touched', id: thread, paths: kept }]
  })
}
