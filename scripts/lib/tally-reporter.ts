import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { SkippedTest, Tally } from './tally.ts'

function isSkipped(test: TestCase): boolean {
  return test.result().state === 'skipped'
}

function skippedTest(test: TestCase): SkippedTest {
  const result = test.result()
  const reason = result.state === 'skipped' ? result.note : undefined
  return { name: `${test.module.relativeModuleId} > ${test.fullName}`, reason: reason ?? 'no reason given' }
}

/** A file that can't be loaded, or an error outside any test, has no failed test to count. */
function brokenModules(modules: readonly TestModule[]): number {
  const failedWithoutTest = (module: TestModule): boolean =>
    module.state() === 'failed' && ![...module.children.allTests('failed')].some(Boolean)
  return modules.filter(failedWithoutTest).length
}

/** Writes the run's counts, and why tests were skipped, to `file`. */
export class TallyReporter implements Reporter {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const tally: Tally = {
      passed: tests.filter((test) => test.result().state === 'passed').length,
      failed: tests.filter((test) => test.result().state === 'failed').length + brokenModules(modules) + errors.length,
      skipped: tests.filter(isSkipped).map(skippedTest),
    }
    writeFileSync(this.#file, JSON.stringify(tally))
  }
}
