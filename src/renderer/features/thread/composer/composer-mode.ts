import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { assertNever } from '../../../../shared/kernel/assert-never.ts'

export interface ComposerMode {
  /** What sending does now. */
  readonly send: 'Send' | 'Queue' | 'Start a new attempt'
  readonly placeholder: string
  /** A turn runs, that can be ended for a prompt. */
  readonly inTurn: boolean
  /** Nothing goes on: a prepared prompt may be offered. */
  readonly atRest: boolean
}

/** What a prompt to a thread in this state comes to. */
export function composerMode({ state }: Pick<Thread, 'state'>): ComposerMode {
  switch (state.kind) {
    case 'running':
    case 'needs-you':
      return {
        send: 'Queue',
        placeholder: 'Write what comes next, or @ another thread to bring it in',
        inTurn: true,
        atRest: false,
      }
    case 'queued':
    case 'preparing':
    case 'verifying':
      return { send: 'Queue', placeholder: 'Write what comes next', inTurn: false, atRest: false }
    case 'ready':
    case 'parked':
    case 'landing':
      return {
        send: 'Send',
        placeholder: 'Reply, or @ another thread to bring it in',
        inTurn: false,
        atRest: state.kind !== 'landing',
      }
    case 'discarded':
      return { send: 'Send', placeholder: 'Restore it to reply', inTurn: false, atRest: false }
    case 'landed':
      return { send: 'Start a new attempt', placeholder: 'What is still to be done', inTurn: false, atRest: true }
    default:
      return assertNever(state)
  }
}

/** When a waiting prompt has its turn; `at` is its place among those that wait. */
export function queueWords({ state, prompts }: Pick<Thread, 'state' | 'prompts'>, at: number): string {
  if (at > 0) return `Then, ${at === 1 ? 'after one prompt' : `after ${at} prompts`}`
  if (prompts[0]?.steers === true) return 'Next, as soon as the turn has stopped and its work is saved'
  switch (state.kind) {
    case 'queued':
      return 'Next, once an executor is free'
    case 'preparing':
      return 'Next, once the worktree is ready'
    case 'verifying':
      return 'Next, once the work is saved'
    case 'parked':
      return 'Next, once the thread goes on'
    default:
      return 'Next, once this turn has ended'
  }
}
