import type { TestResults } from '../../../shared/domain/verification/state.ts'
import { readJunit } from './junit.ts'
import { readSummary } from './summary.ts'
import { readTap } from './tap.ts'

/**
 * What a test runner said in a form that programs know, best form first; null where none is recognised. Says nothing
 * about whether the gate passed: that is for its exit code alone.
 */
export function readResults(output: string, reports: readonly string[]): TestResults | null {
  return readJunit(reports) ?? readJunit([output]) ?? readTap(output) ?? readSummary(output)
}
