import type { Browser } from '@playwright/test'
import { openPage } from '../browser.ts'
import { pageHeap } from '../page-heap.ts'

export interface WatchedPage {
  /** What happened since the last look: milliseconds between frames, and of tasks that held it up. */
  look(): Promise<{ readonly frames: readonly number[]; readonly longTasks: readonly number[] }>
  /** Of page and worker after a collection, in bytes. */
  heap(): Promise<number>
  close(): Promise<void>
}

export interface ToWatch {
  readonly browser: Browser
  readonly host: { readonly url: string; readonly token: string }
  /** What of the page is open, as the part of its address after `#`. */
  readonly place: string
  /** Text that is there once it is. */
  readonly shows: string
}

/** A page that somebody leaves open; resolves once it shows what it should. */
export async function openWatchedPage({ browser, host, place, shows }: ToWatch): Promise<WatchedPage> {
  const { context, page } = await openPage(browser, `${host.url}/#${place}`, host)
  await page.getByText(shows).first().waitFor({ timeout: 60_000 })
  const heapOf = await pageHeap(context, page)
  return {
    look: () =>
      page.evaluate(() => {
        const { frames, longTasks } = window.recorded
        const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
        const seen = { frames: gaps, longTasks: [...longTasks] }
        frames.splice(0, frames.length - 1)
        longTasks.length = 0
        return seen
      }),
    heap: async () => {
      const { page: ofPage, workers } = await heapOf()
      return ofPage + workers
    },
    close: () => context.close(),
  }
}
