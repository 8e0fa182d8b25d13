import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'
import type { SkippedTest, Tally } from './tally.ts'

function skippedIn(suite: JSONReportSuite): readonly SkippedTest[] {
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => ({
        name: `${spec.file} > ${spec.title}`,
        reason: test.annotations.find((one) => one.type === 'skip')?.description ?? 'no reason given',
      })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(skippedIn)]
}

/** A test that passed only at a second try counts as failed, as does an error outside any test. */
export function playwrightTally(report: JSONReport): Tally {
  return {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky + report.errors.length,
    skipped: report.suites.flatMap(skippedIn),
  }
}
