import type { Browser, Page } from '@playwright/test'
import { openPage } from '../browser.ts'
import { pageHeap } from '../page-heap.ts'

/** Milliseconds: between frames, and of tasks that held the page up for more than 50. */
export interface Look {
  readonly frames: readonly number[]
  readonly longTasks: readonly number[]
}

export interface WatchedPage {
  /** What happened since the last look. */
  look(): Promise<Look>
  /** Of page and worker after a collection, in bytes. */
  heap(): Promise<number>
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
    look: () => look(page),
    heap: async () => {
      const { page: ofPage, workers } = await heapOf()
      return ofPage + workers
    },
  }
}

/** A page without any work: what the machine itself does to frames. */
export async function openEmptyPage(browser: Browser): Promise<Pick<WatchedPage, 'look'>> {
  const { page } = await openPage(browser, 'about:blank')
  return { look: () => look(page) }
}

function look(page: Page): Promise<Look> {
  return page.evaluate(() => {
    const { frames, longTasks } = window.recorded
    const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
    const seen = { frames: gaps, longTasks: [...longTasks] }
    frames.splice(0, frames.length - 1)
    longTasks.length = 0
    return seen
  })
}
