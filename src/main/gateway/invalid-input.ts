import { ValidationError } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import { failure } from '../../shared/kernel/failure.ts'

const shownIssues = 5

/** Turns what the schema found wrong into a rejection like any other; other errors stay as they are. */
export function asRejection(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return error
  const { cause } = error
  const issues = cause instanceof ValidationError ? cause.issues.slice(0, shownIssues) : []
  const problems = issues.map((issue) => `${pathText(issue.path)}${issue.message}`)
  const data = failure('invalid-input', 'The request was not understood; nothing was done.', {
    remedy: 'Use a client of the same version as the host.',
    facts: { problems },
  })
  return new ORPCError('INVALID', { status: 422, message: data.message, data, cause: error })
}

type IssuePath = ValidationError['issues'][number]['path']

function pathText(path: IssuePath): string {
  if (path === undefined || path.length === 0) return ''
  return `${path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.')}: `
}
