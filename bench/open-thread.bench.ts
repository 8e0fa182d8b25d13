import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { databaseFile } from '../src/main/shells/compose/data-folder.ts'
import { atMost, type BenchContext, type Outcome, type Row } from './benchmark.ts'
import { median } from './harness.ts'
import { openBrowser, openPage } from './lib/browser.ts'
import { makeEventStore } from './lib/event-store.ts'
import { fillTranscripts, newestText } from './lib/long-transcripts.ts'
import { firstBoard } from './lib/page-recorder.ts'
import { quantile } from './lib/quantile.ts'
import { startHost } from './lib/started-host.ts'

export const name = 'open-thread'

const many = 200_000
const few = 1000
/** Conversations of each length that a page opens once, and those that it switches among. */
const copies = 4
const switched = 20
const pagesPerRound = 2
const limitMs = 80
const patienceMs = 10_000
const program = join(import.meta.dirname, '../out/main/cli.js')

const ids = (count: number, from: number) => Array.from({ length: count }, (_, at) => `thread-${from + at}`)
const switchedThreads = ids(switched, 0)
const longThreads = ids(copies, switched)
const shortThreads = ids(copies, switched + copies)
/** Opened first, so that the code of the panel is there. */
const firstThread = `thread-${switched + 2 * copies}`

interface Samples {
  readonly long: number[]
  readonly short: number[]
  /** Among twenty: the first visit of each, and the later ones. */
  readonly first: number[]
  readonly again: number[]
  readonly board: number[]
}

interface Opening {
  readonly thread: string
  /** Text that only the newest entry has. */
  readonly newest: string
  readonly patienceMs: number
}

/** Runs in the page: milliseconds from the navigation until the newest entry was painted in view; -1 when it never was. */
function openInPage({ thread, newest, patienceMs: patience }: Opening): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now()
    location.hash = `#/board?thread=${thread}`
    const isInView = () => {
      const entry = [...document.querySelectorAll('li[data-kind]')].find((one) => one.textContent?.includes(newest))
      const list = entry?.closest('[aria-label="Conversation"]')?.getBoundingClientRect()
      const box = entry?.getBoundingClientRect()
      return list !== undefined && box !== undefined && box.bottom > list.top && box.top < list.bottom
    }
    const look = () => {
      if (performance.now() - begun > patience) resolve(-1)
      else if (!isInView()) requestAnimationFrame(look)
      else afterPaint(() => resolve(performance.now() - begun))
    }
    // What is in the page when a frame begins is painted in it; a message posted now comes after that.
    const afterPaint = (done: () => void) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        done()
      }
      port2.postMessage(null)
    }
    requestAnimationFrame(look)
  })
}

async function open(page: Page, thread: string, entries: number): Promise<number> {
  const took = await page.evaluate(openInPage, { thread, newest: newestText(thread, entries), patienceMs })
  if (took < 0) throw new Error(`the newest entry of ${thread} was never shown`)
  // What opening left to do is not the next one's.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })))
  return took
}

async function measurePage(page: Page, samples: Samples): Promise<void> {
  samples.board.push(await firstBoard(page))
  await open(page, firstThread, few)
  for (let copy = 0; copy < copies; copy += 1) {
    samples.short.push(await open(page, shortThreads[copy] ?? '', few))
    samples.long.push(await open(page, longThreads[copy] ?? '', many))
  }
  for (const visits of [samples.first, samples.again]) {
    for (const thread of switchedThreads) visits.push(await open(page, thread, few))
  }
}

function row(what: string, values: readonly number[]): Row {
  return { what, median: median(values), p95: quantile(values, 0.95), worst: Math.max(...values) }
}

function outcomeOf({ again, board, first, long, short }: Samples): Outcome {
  const growth = quantile(long, 0.95) / quantile(short, 0.95)
  return {
    rows: [
      row('200,000 entries, ms', long),
      row('1,000 entries, ms', short),
      row('among 20: for the first time, ms', first),
      row('among 20: back to one, ms', again),
      row('navigation to the board’s first paint, ms', board),
    ],
    gates: [
      atMost('200,000 entries, p95, ms', quantile(long, 0.95), limitMs),
      atMost('among 20, p95, ms', quantile([...first, ...again], 0.95), limitMs),
      atMost('200,000 over 1,000 entries, p95', growth, 1.2),
    ],
    ratios: { '200,000 over 1,000 entries': median(long) / median(short) },
  }
}

/** How long a person waits for a conversation, however long it is; in the page, over the built host and its store. */
export async function run({ folder, note, rounds }: BenchContext): Promise<Outcome> {
  const data = join(folder, 'data')
  await makeEventStore({ dataFolder: data, threads: 100, events: 0 })
  const lengths = [...longThreads.map((thread) => [thread, many] as const)]
  const shorts = [...switchedThreads, ...shortThreads, firstThread].map((thread) => [thread, few] as const)
  fillTranscripts(databaseFile(data), new Map([...lengths, ...shorts]))
  note(`made ${copies} conversations of ${many} entries`)
  const host = await startHost([program, 'serve', '--data', data], { HOME: folder })
  const browser = await openBrowser()
  const samples: Samples = { long: [], short: [], first: [], again: [], board: [] }
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (let visit = 0; visit < pagesPerRound; visit += 1) {
        const { page, context } = await openPage(browser, `${host.url}/#/board`, host)
        await measurePage(page, samples)
        await context.close()
      }
      note(
        `round ${round}: 200k ${median(samples.long).toFixed(0)} ms, 1k ${median(samples.short).toFixed(0)} ms so far`,
      )
    }
  } finally {
    await browser.close()
    await host.stop()
  }
  return outcomeOf(samples)
}
