import type { Refusal } from '../../shared/domain/decision.ts'

/** The answer to a command on which the host's own code broke. `what` names it. */
export function hostError(what: string): Refusal {
  return {
    code: 'host-error',
    message: `Switchyard failed on ${what}; nothing was changed.`,
    remedy: 'Try again; if it happens again, report it with the output of `switchyard doctor`.',
  }
}
