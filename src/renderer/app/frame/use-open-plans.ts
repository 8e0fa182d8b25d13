import type { Model } from '../../../shared/domain/model.ts'
import { titleOf } from '../../../shared/domain/run/title.ts'
import { derived } from '../../client/derived.ts'

export interface OpenPlan {
  readonly run: string
  /** The first line of its goal that says something. */
  readonly title: string
  /** Whether a person has to look at it before anything starts. */
  readonly draft: boolean
}

const listed = 6

/** Plans that somebody may still want to look at, newest first. */
function openPlansOf(model: Model): readonly OpenPlan[] {
  return [...model.run.values()]
    .filter(({ plan }) => plan?.kind === 'plan' && plan.state.kind !== 'stopped')
    .filter(({ id, plan }) => plan?.state.kind !== 'running' || hasOpenTask(model, id))
    .sort((one, other) => other.createdAt - one.createdAt)
    .slice(0, listed)
    .map(({ id, goal, plan }) => ({ run: id, title: nameOf(goal), draft: plan?.state.kind === 'draft' }))
}

function nameOf(goal: string): string {
  return titleOf(undefined, [{ kind: 'text', text: goal, origin: 'person' }])
}

function hasOpenTask(model: Model, run: string): boolean {
  for (const task of model.task.values()) {
    if (task.run === run && task.state.kind !== 'landed' && task.state.kind !== 'removed') return true
  }
  return false
}

export const useOpenPlans = derived(openPlansOf, (one, other) => JSON.stringify(one) === JSON.stringify(other))
