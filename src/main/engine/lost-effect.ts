import type { Command } from '../../shared/domain/command.ts'
import type { GitFailureCode } from '../ports/git.ts'

const lost: GitFailureCode = 'git-lost'

/** Whether an outcome is nothing but that its git went under, which says nothing about what was to be done. */
export function wentUnder(outcome: readonly Command[]): boolean {
  return outcome.some(({ payload }) => 'failure' in payload && payload.failure?.code === lost)
}
