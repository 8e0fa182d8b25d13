import type { TestResults } from '../../../shared/domain/verification/state.ts'
import { readJunit } from './junit.ts'
import { readSummary } from './summary.ts'
import { readTap } from './tap.ts'

/**
 * What a test runner said in a form that programs know, best form first; null where none is recognised. Says nothing
 * about whether the gate passed: that is for its exit code alone.
 */
export function readResults(output: string, reports: readonly string[]): TestResults | null {
  const lines = shortLines(output)
  return readJunit(reports) ?? readJunit([output]) ?? readTap(lines) ?? readSummary(lines)
}

/** No runner sums up in longer ones; the time that patterns take grows with the square of a line's length. */
const lineLength = 500

/** With every character that ends a line for a pattern as a line break. */
function shortLines(output: string): string {
  const lines = output.split(/[\n\r\u2028\u2029]/)
  return lines.map((line) => line.slice(0, lineLength)).join('\n')
}
