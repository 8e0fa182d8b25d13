import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { connectHost, type HostClient } from '../src/main/shells/attach/host-client.ts'
import { atLeast, atMost, type BenchContext, type Outcome, type Row } from './benchmark.ts'
import { median } from './harness.ts'
import { boardDiffers } from './lib/board-check.ts'
import { openBrowser, openPage } from './lib/browser.ts'
import { type LoadHost, startLoadHost } from './lib/load-host.ts'
import { serveNaivePage } from './lib/naive-page.ts'
import { pageHeap } from './lib/page-heap.ts'
import { firstBoard, type Watched, watchPage } from './lib/page-recorder.ts'
import { quantile } from './lib/quantile.ts'

export const name = 'board-load'

const threads = 100
const open = 'thread-0'
/** All threads' updates in a second. */
const naiveRates = [250, 500, 1000, 2000, 4000, 8000]
const rates = [1000, 5000, 10_000, 20_000, 30_000]
const gated = 10_000
const settleMs = 600
const watchMs = 2000
const gatedMs = 4000
const longMs = 5 * 60_000
const filling = 30_000
const fillMs = 30_000
const slopeSamples = 9
const sampleMs = 5000
const longestKeyMs = 34
const leastFrames = 58
const keys = ['a', 'b', 'Backspace', 'Backspace']
const attemptsPerRound = 4

interface World {
  readonly browser: Browser
  readonly host: LoadHost
  readonly api: HostClient['api']
  readonly naive: string
}

interface Measured extends Watched {
  readonly rate: number
  /** Updates that were made in a second. */
  readonly made: number
}

/** The longest time between two messages of one agent, and a moment to show it. */
const oldest = (rate: number) => 500 + (5000 * threads) / rate

/** Why so many updates are too many for the page, or undefined. */
function failing({ age, framesPerSecond, keyToPaint, longTasks, made, rate }: Measured): string | undefined {
  const key = quantile(keyToPaint, 0.95)
  if (made < rate * 0.9) return `only ${made.toFixed(0)} updates a second were made`
  if (longTasks.length > 0) return `long tasks of ${longTasks.map(Math.round).join(', ')} ms`
  if (framesPerSecond < leastFrames) return `${framesPerSecond.toFixed(1)} frames a second`
  if (key > longestKeyMs) return `${key.toFixed(0)} ms from key to paint`
  return quantile(age, 0.5) > oldest(rate) ? `${quantile(age, 0.5).toFixed(0)} ms behind` : undefined
}

async function measure({ host }: World, page: Page, [rate, forMs]: readonly [number, number]): Promise<Measured> {
  await host.setRate(rate)
  await page.waitForTimeout(settleMs)
  const [from, before] = [performance.now(), await host.setRate(rate)]
  const watched = await watchPage(page, forMs, keys)
  const made = (((await host.setRate(rate)) - before) * 1000) / (performance.now() - from)
  return { ...watched, rate, made }
}

/** A page without any work: what this machine can show at best. */
async function isSteady({ browser }: World): Promise<boolean> {
  const { page, context } = await openPage(browser, 'about:blank')
  const watched = await watchPage(page, 1000, keys)
  await context.close()
  return failing({ ...watched, rate: 1, made: 1 }) === undefined
}

interface Sustained {
  readonly rate: number
  readonly why: string | undefined
}

async function naiveLimit(world: World): Promise<Sustained> {
  const query = new URLSearchParams({ feed: `${world.host.feed}/feed`, count: String(threads) })
  const { page, context } = await openPage(world.browser, `${world.naive}?${query}`)
  let sustained = 0
  let why: string | undefined
  for (const rate of naiveRates) {
    why = failing(await measure(world, page, [rate, watchMs]))
    if (why !== undefined) break
    sustained = rate
  }
  await world.host.setRate(0)
  await context.close()
  // One that bears nothing counts as bearing the least.
  return { rate: Math.max(sustained, naiveRates[0] ?? 0), why }
}

interface BoardRound extends Sustained {
  readonly atGated: Measured
  readonly firstPaint: number
}

async function boardLimit(world: World): Promise<BoardRound> {
  const { browser, host } = world
  const { page, context } = await openPage(browser, `${host.url}/#/board?thread=${open}`, host)
  const firstPaint = await firstBoard(page)
  let sustained = 0
  let why: string | undefined
  let atGated: Measured | undefined
  for (const rate of rates) {
    if (why !== undefined && atGated !== undefined) break
    const measured = await measure(world, page, [rate, rate === gated ? gatedMs : watchMs])
    if (rate === gated) atGated = measured
    why ??= failing(measured)
    if (why === undefined) sustained = rate
  }
  await host.setRate(0)
  const wrong = await boardDiffers(world.api, page, { threads, open })
  await context.close()
  if (wrong !== undefined) throw new Error(`the page is wrong: ${wrong}`)
  if (atGated === undefined) throw new Error('the gated rate was not measured')
  return { rate: sustained, why, atGated, firstPaint }
}

interface Round {
  readonly naive: Sustained
  readonly board: BoardRound
}

async function measureRounds(world: World, { note, rounds }: BenchContext): Promise<readonly Round[]> {
  const valid: Round[] = []
  let attempts = 0
  for (; valid.length < rounds && attempts < rounds * attemptsPerRound; attempts += 1) {
    if (!(await isSteady(world))) {
      note('void: a page without any work was held up')
      continue
    }
    const naive = await naiveLimit(world)
    const board = await boardLimit(world)
    note(`naive ${naive.rate}/s (then ${naive.why}), board ${board.rate}/s (then ${board.why ?? 'no limit found'})`)
    valid.push({ naive, board })
  }
  if (valid.length < rounds) throw new Error(`too noisy: only ${valid.length} of ${attempts} rounds were steady`)
  return valid
}

function row(what: string, values: readonly number[], worst: 'least' | 'most'): Row {
  return { what, median: median(values), worst: worst === 'least' ? Math.min(...values) : Math.max(...values) }
}

function outcomeOf(rounds: readonly Round[], slope: number): Outcome {
  const boards = rounds.map(({ board }) => board)
  const ratio = median(rounds.map(({ board, naive }) => board.rate / naive.rate))
  const keyPaints = boards.flatMap(({ atGated }) => atGated.keyToPaint)
  const longTasks = boards.map(({ atGated }) => atGated.longTasks.length)
  const frames = boards.map(({ atGated }) => atGated.framesPerSecond)
  return {
    rows: [
      row(
        'naive list, updates/s',
        rounds.map(({ naive }) => naive.rate),
        'least',
      ),
      row(
        'board, updates/s',
        boards.map(({ rate }) => rate),
        'least',
      ),
      row('at 10,000/s: frames/s', frames, 'least'),
      row('at 10,000/s: long tasks', longTasks, 'most'),
      row(
        'at 10,000/s: key to paint p95, ms',
        boards.map(({ atGated }) => quantile(atGated.keyToPaint, 0.95)),
        'most',
      ),
      row(
        'at 10,000/s: behind the host, ms',
        boards.map(({ atGated }) => quantile(atGated.age, 0.5)),
        'most',
      ),
      { what: 'at 10,000/s: heap growth, MB a minute', median: slope, worst: slope },
      row(
        'navigation to the board’s first paint, ms',
        boards.map(({ firstPaint }) => firstPaint),
        'most',
      ),
    ],
    gates: [
      atLeast('updates/s over the naive list’s', ratio, 20),
      atMost('long tasks at 10,000/s, median of the rounds', median(longTasks), 0),
      atLeast('frames/s at 10,000/s', median(frames), leastFrames),
      atMost('key to paint at 10,000/s, p95, ms', quantile(keyPaints, 0.95), longestKeyMs),
      atMost('heap growth at 10,000/s, MB a minute', slope, 1),
    ],
    ratios: { 'naive list over the board': 1 / ratio },
  }
}

/** How a page's heap grows, in MB a minute, once its conversation has as many rows as are kept. */
async function heapSlope({ browser, host }: World, { note }: BenchContext): Promise<number> {
  const { page, context } = await openPage(browser, `${host.url}/#/board?thread=${open}`, host)
  const heapOf = await pageHeap(context, page)
  await host.setRate(filling)
  await page.waitForTimeout(fillMs)
  await host.setRate(gated)
  const heaps: number[] = []
  for (let sample = 0; sample < slopeSamples; sample += 1) {
    await page.waitForTimeout(sampleMs)
    const heap = await heapOf()
    heaps.push((heap.page + heap.workers) / 1e6)
  }
  await host.setRate(0)
  await context.close()
  note(`heaps of page and worker: ${heaps.map((heap) => heap.toFixed(1)).join(', ')} MB`)
  const third = slopeSamples / 3
  const minutes = ((slopeSamples - third) * sampleMs) / 60_000
  return (median(heaps.slice(-third)) - median(heaps.slice(0, third))) / minutes
}

/** Five minutes at the gated rate on one page: does its heap stay where it is? */
async function longRun(world: World, { note }: BenchContext): Promise<Outcome> {
  const { page, context } = await openPage(world.browser, `${world.host.url}/#/board?thread=${open}`, world.host)
  const heapOf = await pageHeap(context, page)
  const heaps: number[] = []
  const workers: number[] = []
  const watched: Measured[] = []
  const begun = performance.now()
  while (performance.now() - begun < longMs) {
    watched.push(await measure(world, page, [gated, 15_000]))
    const heap = await heapOf()
    heaps.push((heap.page + heap.workers) / 1e6)
    workers.push(heap.workers / 1e6)
    note(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${heaps.at(-1)?.toFixed(1)} MB`)
  }
  await world.host.setRate(0)
  const wrong = await boardDiffers(world.api, page, { threads, open })
  await context.close()
  if (wrong !== undefined) throw new Error(`the page is wrong: ${wrong}`)
  // Conversation and tracks reach their limits in the first half.
  const half = Math.floor(heaps.length / 2)
  const [first, last] = [median(heaps.slice(half, half + 3)), median(heaps.slice(-3))]
  const minutes = (longMs * (1 - half / heaps.length) * 0.8) / 60_000
  const longTasks = watched.flatMap((one) => one.longTasks)
  const keyToPaint = watched.flatMap((one) => one.keyToPaint)
  return {
    rows: [
      row(
        'updates made a second',
        watched.map(({ made }) => made),
        'least',
      ),
      row('heap of page and worker after a collection, MB', heaps, 'most'),
      row('the worker’s part, MB', workers, 'most'),
      { what: 'long tasks in 5 minutes', median: longTasks.length, worst: Math.max(0, ...longTasks) },
      { what: 'key to paint, ms', median: quantile(keyToPaint, 0.5), worst: quantile(keyToPaint, 0.95) },
    ],
    gates: [
      atMost('heap grown a minute in the second half, MB', (last - first) / minutes, 1),
      atMost('key to paint, p95, ms', quantile(keyToPaint, 0.95), longestKeyMs),
    ],
    ratios: {},
  }
}

/** The board under more and more load, against a list without any of its means, in turns on the same host. */
export async function run(context: BenchContext): Promise<Outcome> {
  const naive = await serveNaivePage(join(context.folder, 'naive'))
  const host = await startLoadHost(context.folder, threads)
  const connected = await connectHost(host)
  if (!connected.ok) throw new Error(connected.error.message)
  const browser = await openBrowser()
  try {
    const world = { browser, host, api: connected.value.api, naive: naive.url }
    if (context.long) return await longRun(world, context)
    const measured = await measureRounds(world, context)
    return outcomeOf(measured, await heapSlope(world, context))
  } finally {
    await browser.close()
    connected.value.close()
    await host.stop()
    await naive.close()
  }
}
