import type { Failure } from '../../kernel/failure.ts'
import type { ParkCode, ParkReason } from './state.ts'

export const interrupted: ParkReason = {
  code: 'interrupted',
  message: 'You stopped it. Everything it did is kept.',
  remedy: 'Send a prompt to go on.',
}

export const lostTooOften: ParkReason = {
  code: 'crash',
  message: 'Switchyard ended during this turn three times. The work so far is kept.',
  remedy: 'Look at what was done, then send a prompt to go on.',
}

export const frozen: ParkReason = {
  code: 'frozen',
  message: 'Everything was frozen, and it was wound down. Its work is kept.',
  remedy: 'Send a prompt to go on.',
}

export const runStopped: ParkReason = {
  code: 'interrupted',
  message: 'Its run was stopped. Everything it did is kept.',
  remedy: 'Resume the run, or send a prompt to go on with this thread alone.',
  until: 'resume',
}

export const superseded: ParkReason = {
  code: 'superseded',
  message: 'Another attempt at the same task took its place. Everything it did is kept.',
  remedy: 'Look at it for comparison, or discard it.',
}

export function parkedBy(code: ParkCode, failure: Failure): ParkReason {
  return { code, message: failure.message, remedy: failure.remedy }
}
