import { join } from 'node:path'
import { databaseFile } from '../src/main/shells/compose/data-folder.ts'
import { atMost, type BenchContext, type Outcome, type Row } from './benchmark.ts'
import { median } from './harness.ts'
import { openBrowser } from './lib/browser.ts'
import { type Audit, auditLog } from './lib/chatty/audit.ts'
import { type Chat, openChat } from './lib/chatty/chat.ts'
import type { Delays } from './lib/chatty/protocol.ts'
import { databaseBytes, readLog } from './lib/chatty/read-log.ts'
import { pause } from './lib/chatty/talker.ts'
import { type Look, openEmptyPage, openWatchedPage, type WatchedPage } from './lib/chatty/watched-page.ts'
import { quantile } from './lib/quantile.ts'
import { type StartedHost, startHost } from './lib/started-host.ts'

export const name = 'chatty'

const threads = 15
const minutesWanted = 10
const minute = 60_000
/** Between two looks at pages, heaps and the listener's inbox. */
const roundMs = 15_000
/** Frames are 16.7 ms apart. */
const frameMs = 17
/** Before anything is measured the pages come to rest. */
const settleMs = 3000

interface Pages {
  readonly board: WatchedPage
  readonly peers: WatchedPage
  /** Beside them, without any work. */
  readonly empty: Pick<WatchedPage, 'look'>
}

interface Round {
  readonly board: Look
  readonly peers: Look
  readonly empty: Look
  readonly delays: Delays
  /** The listener's first page of its full inbox, milliseconds, and what was left. */
  readonly firstPage: number
  readonly left: number
  /** MB. */
  readonly hostHeap: number
  readonly pageHeap: number
}

/** The machine was free enough to draw every frame of a page without work. */
function isSteady({ empty: { frames, longTasks } }: Round): boolean {
  return quantile(frames, 0.95) <= frameMs && longTasks.length === 0
}

async function lookAt(chat: Chat, pages: Pages): Promise<Round> {
  await chat.host.ask({ do: 'reset' })
  await Promise.all(Object.values(pages).map((page) => page.look()))
  await pause(roundMs)
  const delays = await chat.host.ask<Delays>({ do: 'measure' })
  const [board, peers, empty] = await Promise.all([pages.board.look(), pages.peers.look(), pages.empty.look()])
  const { left, ms: firstPage } = await chat.listener.readPage()
  await chat.negotiate()
  // Collections hold up whoever is collected: what happens meanwhile is not looked at.
  const pageHeap = ((await pages.board.heap()) + (await pages.peers.heap())) / 1e6
  const hostHeap = (await chat.host.ask<number>({ do: 'heap' })) / 1e6
  return { board, peers, empty, delays, firstPage, left, hostHeap, pageHeap }
}

interface Watched {
  readonly rounds: readonly Round[]
  /** 99.9th percentile of the event loop's delay of an idle process, milliseconds. */
  readonly idle: number
  readonly minutes: number
  /** Milliseconds from the navigation to the board, whose model has a full inbox. */
  readonly firstView: number
}

async function watch(chat: Chat, context: BenchContext, idle: StartedHost): Promise<Watched> {
  const browser = await openBrowser()
  try {
    const from = performance.now()
    const { host, listener } = chat
    const board = await openWatchedPage({ browser, host, place: '/board', shows: 'Change part 14' })
    const firstView = performance.now() - from
    const place = `/board?thread=${listener.account.thread}&tab=peers`
    const peers = await openWatchedPage({ browser, host, place, shows: 'Conversations' })
    const pages = { board, peers, empty: await openEmptyPage(browser) }
    chat.start()
    await chat.negotiate()
    await pause(settleMs)
    idle.signal('SIGUSR2')
    const rounds: Round[] = []
    const began = performance.now()
    const passed = () => performance.now() - began
    while (passed() < (context.minutes ?? minutesWanted) * minute) {
      const round = await lookAt(chat, pages)
      rounds.push(round)
      context.note(`${(passed() / 1000).toFixed(0)} s: ${saying(round)}${isSteady(round) ? '' : ' (void)'}`)
    }
    await idle.stop()
    const last: { readonly delay: number } = JSON.parse((await idle.printed).at(-1) ?? 'null')
    return { rounds, idle: last.delay, minutes: passed() / minute, firstView }
  } finally {
    await browser.close()
  }
}

function saying({ board, empty, hostHeap, left, pageHeap, peers }: Round): string {
  const of = ({ frames, longTasks }: Look) => `${quantile(frames, 0.95).toFixed(1)} ms, ${longTasks.length} long`
  const heaps = `host ${hostHeap.toFixed(1)} MB, pages ${pageHeap.toFixed(1)} MB`
  return `${left} wait, board ${of(board)}, peers ${of(peers)}, empty ${of(empty)}, ${heaps}`
}

/** MB a minute, from the first third of the samples to the last. */
function slope(values: readonly number[], minutes: number): number {
  const third = Math.max(1, Math.floor(values.length / 3))
  const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))]
  const apart = (minutes * (values.length - third)) / Math.max(1, values.length - 1)
  return (last - first) / apart
}

interface Ended {
  readonly audit: Audit
  readonly watched: Watched
  readonly drained: readonly number[]
  readonly perMessage: number
}

/** Of the rounds in which the machine was free; of all where it never was. */
function looksOf(rounds: readonly Round[], which: 'board' | 'peers') {
  const steady = rounds.filter(isSteady)
  const looks = (steady.length > 0 ? steady : rounds).map((round) => round[which])
  return { frames: looks.flatMap(({ frames }) => frames), longTasks: looks.flatMap(({ longTasks }) => longTasks) }
}

function row(what: string, median: number, worst: number): Row {
  return { what, median, worst }
}

function outcomeOf({ audit, drained, perMessage, watched }: Ended): Outcome {
  const { firstView, idle, minutes, rounds } = watched
  const [board, peers] = [looksOf(rounds, 'board'), looksOf(rounds, 'peers')]
  const values = (pick: (round: Round) => number) => rounds.map(pick)
  const spread = (what: string, all: readonly number[]) => row(what, median(all), Math.max(...all))
  const count = (what: string, value: number) => row(what, value, value)
  const [hostHeaps, pageHeaps] = [values(({ hostHeap }) => hostHeap), values(({ pageHeap }) => pageHeap)]
  const firstPages = values(({ firstPage }) => firstPage)
  const loop = values(({ delays }) => delays.p999)
  const [boardFrames, peersFrames] = [quantile(board.frames, 0.95), quantile(peers.frames, 0.95)]
  return {
    rows: [
      count('minutes', minutes),
      row('rounds; of them steady', rounds.length, rounds.filter(isSteady).length),
      count('messages accepted', audit.sent),
      count('refused', audit.refused),
      count('read', audit.read),
      count('expired', audit.expired),
      row('exchanges; of them at a cap', audit.negotiations, audit.capped),
      row('waiting for the listener', median(values(({ left }) => left)), audit.mostWaiting),
      spread('read_inbox, first page of the full inbox, ms', firstPages),
      spread('read_inbox, pages while it is emptied, ms', drained),
      spread('host, p99.9 of the loop’s delay, ms', loop),
      count('idle process beside it, p99.9, ms', idle),
      row('board: between frames, median and p95, ms', quantile(board.frames, 0.5), boardFrames),
      row('Peers tab: between frames, median and p95, ms', quantile(peers.frames, 0.5), peersFrames),
      count('navigation to a board with a full inbox, ms', firstView),
      spread('heap of the host, MB', hostHeaps),
      spread('heap of both pages, MB', pageHeaps),
      count('database, bytes a message', perMessage),
    ],
    gates: [
      atMost('board: between frames, p95, ms', boardFrames, frameMs),
      atMost('Peers tab: between frames, p95, ms', peersFrames, frameMs),
      atMost('board: tasks over 50 ms', board.longTasks.length, 0),
      atMost('Peers tab: tasks over 50 ms', peers.longTasks.length, 0),
      atMost('host above the idle process, p99.9 of the loop’s delay, ms', median(loop) - idle, 3),
      atMost('read_inbox at 10,000, p95, ms', quantile(firstPages, 0.95), 50),
      atMost('heap of the host, MB a minute', slope(hostHeaps, minutes), 1),
      atMost('heap of both pages, MB a minute', slope(pageHeaps, minutes), 1),
      atMost('database, bytes a message', perMessage, 8192),
    ],
    ratios: {},
  }
}

/** Fifteen threads that talk as much as the limits allow, one of which never reads, in front of two open pages. */
export async function run(context: BenchContext): Promise<Outcome> {
  const folder = join(context.folder, 'chatty')
  const file = databaseFile(join(folder, 'host'))
  const idle = await startHost([join(import.meta.dirname, 'programs/idle-host.ts')])
  const chat = await openChat({ folder, threads, seed: context.seed ?? 1 })
  try {
    context.note('the inbox is filled')
    const watched = await watch(chat, context, idle)
    const drained = await chat.stop()
    await chat.host.stop()
    const accounts = [...chat.talkers.values()].map(({ account }) => account)
    const audit = auditLog(readLog(file), accounts)
    const reasons = accounts.flatMap(({ refused }) => [...refused.keys()])
    for (const reason of new Set(reasons)) context.note(`refused: ${reason}`)
    if (audit.wrong.length > 0) throw new Error(`the log is wrong:\n${audit.wrong.slice(0, 20).join('\n')}`)
    return outcomeOf({ audit, watched, drained, perMessage: databaseBytes(file) / audit.sent })
  } finally {
    await idle.kill()
    await chat.host.kill()
  }
}
