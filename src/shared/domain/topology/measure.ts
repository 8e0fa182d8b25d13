import type { ProjectId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { MeasuredPair } from './commands.ts'
import { declaredIn } from './declared.ts'
import { type Found, keyOf, partsOf, scoreOf, spotsOf } from './score.ts'
import { pairOf } from './standing.ts'
import { type Coupling, type Evidence, evidenceLimits, type Spot } from './state.ts'
import { thresholds, values } from './weights.ts'

/** What was found out about a pair, beside what the model knows; nothing where that says what is known already. */
export function measure(model: Model, project: ProjectId, pair: MeasuredPair): readonly DomainEvent[] {
  const { id, members } = pairOf(...pair.members)
  const before = model.coupling.get(id)
  const questions = questionsOf(before)
  const parts = partsOf([questions, ...strongest([declaredIn(model, members), ...pair.evidence])])
  const score = scoreOf(parts)
  const conflicts = pair.evidence.filter(({ kind, value }) => kind === 'conflict' && value > 0).flatMap(spotsIn)
  const now = { score, spots: spotsOf(pair.evidence), conflicts: conflicts.slice(0, evidenceLimits.spots) }
  if (!isNews(before, now)) return []
  return [
    { type: 'coupling.measured', id, project, members, parts, ...now },
    ...(isOpenedAgain(before, now.conflicts)
      ? [{ type: 'coupling.stood', id, standing: { kind: 'open' } } as const]
      : []),
  ]
}

function spotsIn({ spots }: Evidence): readonly Spot[] {
  return spots
}

/** Of each kind once: the strongest. */
function strongest(evidence: readonly Found[]): readonly Found[] {
  const best = new Map<string, Found>()
  for (const one of evidence) {
    if ((best.get(one.kind)?.value ?? -1) < one.value) best.set(one.kind, one)
  }
  return [...best.values()]
}

export function questionsOf(before: Coupling | undefined): Found {
  const asked = before?.questions ?? 0
  const details = asked === 0 ? [] : [`${asked === 1 ? 'One question was' : `${asked} questions were`} asked.`]
  return { kind: 'questions', value: Math.min(1, asked * values.question), details }
}

type Measured = Pick<Coupling, 'score' | 'spots' | 'conflicts'>

function isNews(before: Coupling | undefined, now: Measured): boolean {
  if (before === undefined) return now.score >= thresholds.keep
  if (before.outcome !== null) return now.score >= thresholds.keep
  if (Math.abs(before.score - now.score) >= thresholds.moved) return true
  return !areSame(before.spots, now.spots) || !areSame(before.conflicts, now.conflicts)
}

function areSame(one: readonly Spot[], other: readonly Spot[]): boolean {
  return one.map(keyOf).join('\n') === other.map(keyOf).join('\n')
}

/** What was set aside is looked at again where they conflict in a file in which they did not. */
function isOpenedAgain(before: Coupling | undefined, conflicts: readonly Spot[]): boolean {
  if (before?.standing.kind !== 'ignored') return false
  return conflicts.some(({ path }) => !before.conflicts.some((one) => one.path === path))
}
