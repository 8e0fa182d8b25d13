import type { Page } from '@playwright/test'
import { median } from '../harness.ts'

/** What a page lived through while it was watched; times in milliseconds. */
export interface Watched {
  /** Frames a second: the median of quarters of a second. */
  readonly framesPerSecond: number
  /** Tasks that held the page up for more than 50 ms. */
  readonly longTasks: readonly number[]
  /** From each key press to the frame after it being painted. */
  readonly keyToPaint: readonly number[]
  /** How old the newest thing was that the page showed, each time it was looked at. */
  readonly age: readonly number[]
}

interface Recorder {
  /** When the first rows of a board were painted, since the navigation began. */
  readonly board: number[]
  readonly frames: number[]
  readonly longTasks: number[]
  readonly keys: number[]
  readonly ages: number[]
}

declare global {
  interface Window {
    recorded: Recorder
  }
}

/** Runs in the page, before any script of its own. */
function record(): void {
  const recorded: Recorder = { board: [], frames: [], longTasks: [], keys: [], ages: [] }
  window.recorded = recorded
  const lookEveryMs = 250
  let hasBoard = false
  const frame = (at: number) => {
    recorded.frames.push(at)
    requestAnimationFrame(frame)
    if (hasBoard || document.querySelector('[data-thread]') === null) return
    hasBoard = true
    painted(() => recorded.board.push(performance.now()))
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) recorded.longTasks.push(duration)
  }).observe({ type: 'longtask' })
  const painted = (done: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        done()
      }
      port2.postMessage(null)
    })
  addEventListener('keydown', ({ timeStamp }) => painted(() => recorded.keys.push(performance.now() - timeStamp)), {
    capture: true,
  })
  setInterval(() => {
    const entries = document.querySelectorAll('[data-kind="message"]')
    const times = entries.item(entries.length - 1)?.textContent?.match(/said at (\d+)/g)
    const newest = times?.at(-1)?.slice('said at '.length)
    if (newest !== undefined) recorded.ages.push(Date.now() - Number(newest))
  }, lookEveryMs)
}

const keyEveryMs = 150
const binFrames = 15

/** From the times of frames, so many at a time, that one lost frame shows in one value only. */
function framesPerSecond(frames: readonly number[]): number {
  const values: number[] = []
  for (let first = 0; first + binFrames < frames.length; first += binFrames) {
    values.push((binFrames * 1000) / ((frames[first + binFrames] ?? 0) - (frames[first] ?? 0)))
  }
  return values.length === 0 ? 0 : median(values)
}

/** Has every document of a page recorded from its beginning on. */
export async function recordPage(page: Page): Promise<void> {
  await page.addInitScript(record)
}

/** Milliseconds from the navigation to the first rows of a board on the screen. */
export async function firstBoard(page: Page): Promise<number> {
  await page.waitForFunction(() => window.recorded.board.length > 0)
  return page.evaluate(() => window.recorded.board[0] ?? 0)
}

/** Watches a page for a while; `keys` are pressed in turn meanwhile. */
export async function watchPage(page: Page, forMs: number, keys: readonly string[]): Promise<Watched> {
  await page.evaluate(() => {
    const { frames, longTasks, keys, ages } = window.recorded
    for (const values of [frames, longTasks, keys, ages]) values.length = 0
    // Where there is a field to write to the agent, the keys go there.
    document.querySelector('textarea')?.focus()
  })
  const until = performance.now() + forMs
  for (let press = 0; performance.now() < until; press += 1) {
    const key = keys[press % keys.length]
    if (key !== undefined) await page.keyboard.press(key)
    await new Promise<void>((resolve) => void setTimeout(resolve, keyEveryMs))
  }
  const { frames, longTasks, keys: keyToPaint, ages } = await page.evaluate(() => window.recorded)
  return { framesPerSecond: framesPerSecond(frames), longTasks, keyToPaint, age: ages }
}
