import type { Failure } from '../../../shared/kernel/failure.ts'

/** Exit codes of the command line: done, refused with a reason, called wrongly. */
export const exitCodes = { ok: 0, refused: 1, usage: 2 } as const

/** Ends a command with a refusal; caught at the top, printed, exit code 1. */
export class Refused extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** Ends a command with what was asked for, but not reached: printed like success, exit code 1. */
export class NotReached extends Error {
  readonly answer: object
  readonly text: () => string

  constructor(answer: object, text = () => JSON.stringify(answer, null, 2)) {
    super('not reached')
    this.answer = answer
    this.text = text
  }
}

export function refuse(code: string, message: string, remedy: string): never {
  throw new Refused({ code, message, remedy })
}
