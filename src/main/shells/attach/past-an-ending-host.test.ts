import { describe, expect, it } from 'vitest'
import { Refused } from './failure-exit.ts'
import { pastAnEndingHost } from './past-an-ending-host.ts'

/** Time passes only while somebody waits. */
function waitingClock() {
  let now = 0
  return {
    monotonic: () => now,
    after: (delayMs: number, run: () => void) => {
      now += delayMs
      queueMicrotask(run)
      return () => undefined
    },
  }
}

function refusing(code: string, times: number) {
  let attempts = 0
  const attempt = async () => {
    attempts += 1
    if (attempts <= times) throw new Refused({ code, message: 'No.', remedy: 'Wait.' })
    return 'done'
  }
  return { attempt, attempts: () => attempts }
}

describe('a command that meets an ending host', () => {
  it('goes to the next one', async () => {
    const { attempt, attempts } = refusing('host-ending', 3)
    expect(await pastAnEndingHost(attempt, waitingClock())).toBe('done')
    expect(attempts()).toBe(4)
  })

  it('is refused when that host never ends', async () => {
    const { attempt } = refusing('host-ending', Number.POSITIVE_INFINITY)
    await expect(pastAnEndingHost(attempt, waitingClock())).rejects.toMatchObject({ failure: { code: 'host-ending' } })
  })

  it('is not repeated after any other refusal', async () => {
    const { attempt, attempts } = refusing('host-gone', 1)
    await expect(pastAnEndingHost(attempt, waitingClock())).rejects.toMatchObject({ failure: { code: 'host-gone' } })
    expect(attempts()).toBe(1)
  })
})
