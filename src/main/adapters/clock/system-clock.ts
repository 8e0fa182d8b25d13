import type { Clock } from '../../ports/clock.ts'

/** Longer delays overflow the timer's 32 bits and would fire at once. */
const longestTimerMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: startTimer,
}

function startTimer(delayMs: number, run: () => void): () => void {
  let timer: NodeJS.Timeout
  let remainingMs = delayMs
  const arm = () => {
    const stepMs = Math.min(remainingMs, longestTimerMs)
    remainingMs -= stepMs
    timer = setTimeout(() => (remainingMs > 0 ? arm() : run()), stepMs)
  }
  arm()
  return () => clearTimeout(timer)
}
