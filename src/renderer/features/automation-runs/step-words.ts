import type { ThenStep } from '../../../shared/domain/automation/definition.ts'
import type { Automation, Firing } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'

export interface StepState {
  readonly id: string
  readonly words: string
  readonly done: boolean
}

const words: Readonly<Record<ThenStep['kind'], string>> = {
  review: 'Waits for your review',
  notify: 'Tells you',
  comment: 'Comments where it came from',
  'pull-request': 'Opens a pull request',
  start: 'Starts another automation',
}

/** The steps after a dispatch with what was begun; those to come only where its definition is still in force. */
export function stepsOf(
  { done, revision, state }: Pick<Firing, 'done' | 'revision' | 'state'>,
  automation: Pick<Automation, 'definition' | 'revision'>,
): readonly StepState[] {
  if (state.kind === 'skipped') return []
  const known = revision === automation.revision ? (automation.definition?.afterwards ?? []) : []
  const listed = known.map((step) => ({ id: idOf(step), words: wordsOf(step), done: done.includes(step.kind) }))
  const others = done.filter((kind) => !known.some((step) => step.kind === kind))
  return [...listed, ...others.map((kind) => ({ id: kind, words: words[kind], done: true }))]
}

function idOf(step: ThenStep): string {
  return step.kind === 'start' ? `start ${step.name}` : step.kind
}

function wordsOf(step: ThenStep): string {
  return step.kind === 'start' ? `Starts “${automationTitle(step.name)}”` : words[step.kind]
}
