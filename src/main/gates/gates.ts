import type { Proof } from '../../shared/domain/verification/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'
import { GateRuns } from './gate-runs.ts'
import { GateSlots } from './gate-slots.ts'
import type { GateServices } from './services.ts'
import { runSubmittedTest, type SubmittedTest } from './submitted-test.ts'

/** The gates of one host: what runs of them, and how many may. */
export class Gates {
  readonly services: GateServices
  readonly slots: GateSlots
  readonly runs = new GateRuns()
  #tests = 0

  constructor(services: GateServices) {
    this.services = services
    this.slots = new GateSlots(services.atOnce)
  }

  /** Runs a test that somebody submitted on a commit, in a scratch copy. Fails where it can't be put there. */
  tryTest(test: SubmittedTest): Promise<Result<Proof, Failure>> {
    this.#tests += 1
    // Several may run at once; what a killed host left is replaced by the next one's of that number.
    const name = `test-${test.thread}-${this.#tests}`
    return this.runs.during(test.thread, (signal) => runSubmittedTest(this, test, { name, signal }))
  }

  /** Ends what runs; whoever waits for it never hears of it. */
  close(): Promise<void> {
    return this.runs.close()
  }
}
