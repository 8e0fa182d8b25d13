import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { PlanFileProblem } from '../../../shared/contract/channels/plans.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { ask } from '../../client/ask.ts'
import { sendCommand } from '../../client/commands.ts'
import { untilModel } from '../../client/until-model.ts'
import { newId } from '../../lib/new-id.ts'
import type { StartDraft } from './start-draft.ts'
import type { StartPlace } from './use-start-place.ts'

type PlanPayload = Extract<PublicCommand, { type: 'run.plan' }>['payload']

export type Started =
  | { readonly kind: 'started'; readonly run: string }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Of the file, at their lines. */
  | { readonly kind: 'problems'; readonly problems: readonly PlanFileProblem[] }

export interface Start {
  readonly draft: StartDraft
  readonly place: StartPlace
  /** Who plans it, where an agent does. */
  readonly agent: string
}

/** Makes a draft of what was written; nothing of it is started before it is approved. */
export async function sendPlan(start: Start): Promise<Started> {
  const { draft, place, agent } = start
  const read = draft.way === 'file' ? await readFile(start) : { kind: 'plan' as const, plan: handWritten(draft.goal) }
  if (read.kind !== 'plan') return read
  const run = newId()
  const payload: PlanPayload = {
    run,
    project: place.project?.id ?? newId(),
    repository: place.folder,
    initialize: false,
    ...(place.base === '' ? {} : { base: place.base }),
    ...(place.into === '' ? {} : { into: place.into }),
    plan: read.plan,
    autoLand: false,
    approve: false,
    ...(draft.way === 'planner' ? { planner: planner(agent) } : {}),
  }
  const refused = await sendCommand({ type: 'run.plan', payload })
  if (refused !== null) return { kind: 'refused', failure: refused }
  await untilModel((model) => model.run.get(run) !== undefined)
  return { kind: 'started', run }
}

function planner(id: string): PlanPayload['planner'] {
  return { thread: newId(), task: newId(), prompt: newId(), agent: { kind: 'catalogue', id } }
}

function handWritten(goal: string): PlanPayload['plan'] {
  const limits = { parallel: null, review: null }
  return { goal: goal.trim(), effort: 'standard', gates: [], budget: {}, limits, tasks: [] }
}

type Read = { readonly kind: 'plan'; readonly plan: PlanPayload['plan'] } | Exclude<Started, { kind: 'started' }>

async function readFile({ draft: { file }, place }: Start): Promise<Read> {
  const where = {
    ...(place.folder === '' ? {} : { repository: place.folder }),
    ...(place.base === '' ? {} : { base: place.base }),
  }
  const answer = await ask((api) => api.plans.parse({ text: file, ...where }))
  if (!answer.ok) return { kind: 'refused', failure: answer.error }
  if (answer.value.kind === 'problems') return answer.value
  const { plan } = answer.value
  // What the host wrote out is what it takes again.
  return { kind: 'plan', plan: structuredClone(plan) as unknown as PlanPayload['plan'] }
}

export const fileTooLarge = failure(
  'file-too-large',
  'The file is too large for a plan; nothing of it was read.',
  'Split it into several plans.',
)
