import type { TestResults } from '../../../shared/domain/verification/state.ts'

export type Counts = Pick<TestResults, 'passed' | 'failed' | 'skipped'>
export type TestFailure = TestResults['failures'][number]

/** Told of a run; there may be thousands, and the first ones say most. */
export const failuresTold = 10
const nameLength = 200
const messageLength = 500

export function testFailure(name: string, message: string): TestFailure {
  return { name: name.trim().slice(0, nameLength), message: message.trim().slice(0, messageLength) }
}
