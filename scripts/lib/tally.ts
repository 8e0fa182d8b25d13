export interface SkippedTest {
  readonly name: string
  readonly reason: string
}

/** What a suite of tests came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly SkippedTest[]
}

export const noTests: Tally = { passed: 0, failed: 0, skipped: [] }

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, one) => sum + one.passed, 0),
    failed: tallies.reduce((sum, one) => sum + one.failed, 0),
    skipped: tallies.flatMap((one) => one.skipped),
  }
}

/**
 * The tally of a suite that ended with `code`, from what it reported (null: nothing). A suite that reported no test, or
 * that ended badly without naming a failed test, counts as one failure.
 */
export function judgeSuite(code: number, reported: Tally | null): Tally {
  const tally = reported ?? noTests
  const ranNothing = tally.passed + tally.failed === 0
  const unexplained = code !== 0 && tally.failed === 0
  return ranNothing || unexplained ? { ...tally, failed: tally.failed + 1 } : tally
}

/** The last line of a test run. */
export function summaryLine(tally: Tally): string {
  const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : ''
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`
}
