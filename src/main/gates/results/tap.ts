import type { TestResults } from '../../../shared/domain/verification/state.ts'
import { failuresTold, type TestFailure, testFailure } from './counts.ts'

const point = /^(not )?ok\b(?: +(\d+))?(?: +-)?([^#\n]*)(?:#\s*(skip|todo)?.*)?$/i
const plan = /^1\.\.\d+/m
const version = /^TAP version \d+/m

/** Test points of the top level: those of subtests are told by the one they are part of. */
export function readTap(output: string): TestResults | null {
  if (!version.test(output) && !plan.test(output)) return null
  let [passed, failed, skipped] = [0, 0, 0]
  const failures: TestFailure[] = []
  const lines = output.split('\n')
  for (const [at, line] of lines.entries()) {
    const found = point.exec(line)
    if (found === null) continue
    const [, not, number = '', name = '', directive] = found
    // A test that is known not to work yet is no failure.
    if (directive !== undefined) skipped += 1
    else if (not === undefined) passed += 1
    else {
      failed += 1
      if (failures.length < failuresTold) failures.push(testFailure(name.trim() || number, diagnosis(lines, at + 1)))
    }
  }
  return passed + failed + skipped === 0 ? null : { format: 'tap', passed, failed, skipped, failures }
}

/** What the block below a failed point calls the error; of several lines the first. */
function diagnosis(lines: readonly string[], from: number): string {
  const block = lines.slice(from, from + 40)
  const end = block.findIndex((line) => /^(?:not )?ok\b|^\s*\.\.\.\s*$/.test(line))
  const own = end < 0 ? block : block.slice(0, end)
  const at = own.findIndex((line) => /^\s+(?:error|message):/.test(line))
  if (at < 0) return ''
  const said = (own[at] ?? '').replace(/^\s+(?:error|message):\s*/, '').trim()
  const text = /^[|>][-+]?$/.test(said) ? (own.slice(at + 1).find((line) => line.trim() !== '') ?? '') : said
  return text.trim().replace(/^(['"])(.*)\1$/, '$2')
}
