import type { DomainEvent } from '../event.ts'
import type { FollowUp } from '../follow-up.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { touchedBy } from './declared.ts'
import { questionsOf } from './measure.ts'
import { memberOf } from './member.ts'
import { partsOf, scoreOf } from './score.ts'
import { pairOf } from './standing.ts'
import type { Coupling } from './state.ts'

/** A question that names what the other touches says that the two depend on each other. */
export const askedAbout: FollowUp<'message.sent'> = (model, { from, kind, text, to }) => {
  if (kind !== 'question' || from === null) return []
  const [asker, other] = [model.thread.get(from), model.thread.get(to)]
  if (asker === undefined || other === undefined || asker.project !== other.project) return []
  const row = model.coupling.get(pairOf(memberOf(asker), memberOf(other)).id)
  if (row === undefined || row.outcome !== null || !names(model, text, other)) return []
  return [{ type: 'coupling.asked', id: row.id }, ...measuredAgain({ ...row, questions: (row.questions ?? 0) + 1 })]
}

/** Shorter ones are part of ordinary words. */
const shortestPath = 4

function names(model: Model, text: string, other: Thread): boolean {
  const expected = model.task.get(other.task)?.paths ?? []
  const paths = [...touchedBy(model, memberOf(other)), ...expected.filter((glob) => !/[*?]/.test(glob))]
  return paths.some((path) => path.length >= shortestPath && text.includes(path))
}

function measuredAgain(row: Coupling): readonly DomainEvent[] {
  const { conflicts, id, members, project, spots } = row
  const parts = partsOf([...row.parts.filter(({ kind }) => kind !== 'questions'), questionsOf(row)])
  return [{ type: 'coupling.measured', id, project, members, score: scoreOf(parts), parts, spots, conflicts }]
}
