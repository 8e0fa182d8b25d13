import type { Model } from '../model.ts'
import { policyOf } from '../run/queries.ts'
import type { ParkCode, ParkReason, Thread } from '../thread/state.ts'
import type { Evidence } from './evidence.ts'
import type { Diagnosis, RecoveryStep, TroubleClass } from './state.ts'

const codes: { readonly [Class in TroubleClass]: ParkCode } = {
  'rate-limit': 'rate-limit',
  overloaded: 'overloaded',
  auth: 'auth',
  'context-overflow': 'context-overflow',
  'tool-hang': 'hang',
  'waiting-for-person': 'interrupted',
  loop: 'loop',
  setup: 'setup',
  'gate-failed': 'gate-failed',
  refuted: 'refuted',
  'landing-conflict': 'conflict',
  crash: 'crash',
  refusal: 'refusal',
  budget: 'budget',
  error: 'error',
  'nothing-changed': 'unchanged',
  'changed-files': 'changed-files',
}

/** The code of a thread whose turn recovery ends, or that recovery gives to a person. */
export function codeOf(trouble: TroubleClass): ParkCode {
  return codes[trouble]
}

/** What a thread is parked with once nothing more is done by itself: what is wrong, what was tried, what can be done. */
export function finalReason(
  model: Model,
  thread: Thread,
  asked: { diagnosis: Diagnosis; evidence: Evidence },
): ParkReason {
  const { diagnosis, evidence } = asked
  const parked = evidence.kind === 'parked' ? evidence.reason : null
  const cause = diagnosis.class === 'nothing-changed' ? causeOf(model, thread) : undefined
  const options = diagnosis.step.kind === 'ask' ? diagnosis.step.options : []
  return {
    ...(parked ?? {}),
    code: parked?.code ?? codeOf(cause?.class ?? diagnosis.class),
    message: [
      ...(cause === undefined ? [] : [causeWords(cause)]),
      ...diagnosis.evidence,
      ...tried(model, thread),
      ...(parked === null ? ['The work is kept.'] : []),
    ].join(' '),
    remedy: inSentences(options),
    options,
  }
}

/** 'Send a prompt to go on. Or discard it.' */
function inSentences(options: readonly string[]): string {
  return options
    .map((one, at) => (at === 0 ? `${one}.` : `Or ${one.charAt(0).toLowerCase()}${one.slice(1)}.`))
    .join(' ')
}

const steps: readonly (readonly [RecoveryStep['kind'], string])[] = [
  ['resend', 'sent again'],
  ['resend-fresh-session', 'sent again in a new conversation'],
  ['prompt', 'told what was wrong'],
  ['steer', 'given a hint'],
  ['interrupt', 'interrupted and sent again'],
  ['fresh', 'given to another thread'],
]

/** Why nothing was changed, where the task's attempts had gone round in circles or stood still. */
function causeOf(model: Model, thread: Thread): Diagnosis | undefined {
  return diagnosesOf(model, thread).findLast((before) => before.class === 'loop' || before.class === 'tool-hang')
}

function causeWords(cause: Diagnosis): string {
  const what = cause.class === 'loop' ? 'It went around in circles' : 'Its agent stood still'
  return `${what}, and then changed nothing. What was seen of that: ${cause.evidence.join(' ')}`
}

/** Of all threads of the task, in their order. */
function diagnosesOf(model: Model, thread: Thread): readonly Diagnosis[] {
  const threads = policyOf(model, thread)?.task?.threads.map((attempt) => attempt.thread) ?? []
  const ids = threads.includes(thread.id) ? threads : [...threads, thread.id]
  return ids.flatMap((id) => model.recovery.get(id)?.diagnoses ?? [])
}

/** One sentence about all that recovery did in the threads of the task; nothing where it did nothing. */
function tried(model: Model, thread: Thread): readonly string[] {
  const done = diagnosesOf(model, thread)
  const parts = steps.flatMap(([kind, words]) => {
    const count = done.filter(({ step }) => step.kind === kind).length
    return count === 0 ? [] : [`${words} ${count === 1 ? 'once' : `${count} times`}`]
  })
  return parts.length === 0 ? [] : [`Tried before: ${parts.join(', ')}.`]
}
