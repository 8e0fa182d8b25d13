import type { Line } from './open-line.ts'

const everyMs = 15_000
const answerMs = 5000

export interface KeepAlive {
  /** Something came over the line, so that it needn't be asked. */
  heard(): void
  /** Asks at once whether the other side is still there. */
  check(): void
}

/**
 * Closes a line whose host doesn't answer: after sleep a socket may look open and lead nowhere.
 * Asks when nothing was heard for fifteen seconds; an answer may take five.
 */
export function keepAlive(line: Line): KeepAlive {
  let heardAt = performance.now()
  let asking: ReturnType<typeof setTimeout> | null = null
  const check = () => {
    if (asking !== null) return
    asking = setTimeout(() => line.close(), answerMs)
    const answered = () => {
      if (asking !== null) clearTimeout(asking)
      asking = null
      heardAt = performance.now()
    }
    // Any answer will do; a line that is broken reports so by itself.
    line.api.host.info().then(answered, answered)
  }
  const timer = setInterval(() => {
    if (performance.now() - heardAt >= everyMs) check()
  }, everyMs / 3)
  void line.closed.then(() => {
    clearInterval(timer)
    if (asking !== null) clearTimeout(asking)
  })
  return {
    heard: () => {
      heardAt = performance.now()
    },
    check,
  }
}
