import type { Recovery, RecoveryStep, TroubleClass } from '../../shared/domain/recovery/state.ts'

const names: { readonly [Class in TroubleClass]: string } = {
  'rate-limit': 'rate limit',
  overloaded: 'service overloaded',
  auth: 'not signed in',
  'context-overflow': 'conversation too large',
  'tool-hang': 'stands still',
  'waiting-for-person': 'waits for a person',
  loop: 'goes in circles',
  setup: 'set-up failed',
  'gate-failed': 'a gate failed',
  refuted: 'refuted',
  'landing-conflict': 'conflicts with what has landed',
  crash: 'its agent crashed',
  refusal: 'its agent refused',
  budget: 'budget spent',
  error: 'its agent failed',
  'nothing-changed': 'changed nothing',
  'changed-files': 'changed files it was only to read',
}

const steps: { readonly [Kind in RecoveryStep['kind']]: string } = {
  resend: 'goes on',
  'resend-fresh-session': 'goes on in a new conversation',
  prompt: 'is told what is wrong',
  steer: 'gets a hint',
  interrupt: 'is interrupted and goes on',
  fresh: 'another thread takes over',
  ask: 'you decide',
  leave: 'is left alone',
}

export function troubleName(trouble: TroubleClass): string {
  return names[trouble]
}

/** For a row: 'rate limit: goes on in 4:12'. Null where recovery has nothing more to do. */
export function troubleLine(recovery: Recovery | undefined, now: number): string | null {
  const diagnosis = recovery?.diagnoses.at(-1)
  if (recovery === undefined || recovery.next === null || diagnosis === undefined) return null
  return `${names[diagnosis.class]}: ${nextLine(recovery.next, diagnosis.dueAt, now)}`
}

/** What comes next and when: 'goes on in 4:12'. */
export function nextLine({ kind }: RecoveryStep, dueAt: number, now: number): string {
  const left = dueAt - now
  return left > 0 ? `${steps[kind]} in ${countdown(left)}` : `${steps[kind]} now`
}

/** Of `ms`, whole seconds, never 0 before it is over: '0:07', '4:12', '1:02:30'. */
export function countdown(ms: number): string {
  const whole = Math.max(0, Math.ceil(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours === 0 ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`
}
