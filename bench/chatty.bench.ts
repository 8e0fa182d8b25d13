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
import { openWatchedPage, type WatchedPage } from './lib/chatty/watched-page.ts'
import { quantile } from './lib/quantile.ts'
import { type StartedHost, startHost } from './lib/started-host.ts'

export const name = 'chatty'

const threads = 15
const ofTheIssue = 10
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
}

interface Looks {
  readonly board: { readonly frames: number[]; readonly longTasks: number[] }
  readonly peers: { readonly frames: number[]; readonly longTasks: number[] }
  /** Of the listener's inbox while it is full, milliseconds. */
  readonly firstPages: number[]
  readonly left: number[]
  readonly hostHeaps: number[]
  readonly pageHeaps: number[]
}

async function lookAt(chat: Chat, pages: Pages, looks: Looks): Promise<void> {
  for (const which of ['board', 'peers'] as const) {
    const { frames, longTasks } = await pages[which].look()
    looks[which].frames.push(...frames)
    looks[which].longTasks.push(...longTasks)
  }
  const { left, ms } = await chat.listener.readPage()
  looks.firstPages.push(ms)
  looks.left.push(left)
  await chat.negotiate()
}

/** Collections hold up whoever is collected, so that what happened meanwhile is not looked at. */
async function weigh(chat: Chat, pages: Pages, looks: Looks): Promise<void> {
  const heaps = [await pages.board.heap(), await pages.peers.heap()]
  looks.pageHeaps.push(heaps.reduce((sum, heap) => sum + heap, 0) / 1e6)
  await pages.board.look()
  await pages.peers.look()
  looks.hostHeaps.push((await chat.host.ask<number>({ do: 'heap' })) / 1e6)
}

interface Watched extends Looks {
  readonly delays: readonly Delays[]
  /** 99.9th percentile of the event loop's delay of an idle process, milliseconds. */
  readonly idle: number
  readonly minutes: number
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
    const looks: Looks = {
      board: { frames: [], longTasks: [] },
      peers: { frames: [], longTasks: [] },
      firstPages: [],
      left: [],
      hostHeaps: [],
      pageHeaps: [],
    }
    const pages = { board, peers }
    chat.start()
    await chat.negotiate()
    await pause(settleMs)
    await weigh(chat, pages, looks)
    idle.signal('SIGUSR2')
    const delays: Delays[] = []
    const wanted = (context.minutes ?? ofTheIssue) * minute
    const began = performance.now()
    while (performance.now() - began < wanted) {
      await chat.host.ask({ do: 'reset' })
      await pause(Math.min(roundMs, wanted))
      delays.push(await chat.host.ask<Delays>({ do: 'measure' }))
      await lookAt(chat, pages, looks)
      await weigh(chat, pages, looks)
      context.note(`${Math.round((performance.now() - began) / 1000)} s: ${looks.left.at(-1)} wait, ${saying(looks)}`)
    }
    await idle.stop()
    const last = JSON.parse((await idle.printed).at(-1) ?? '{}') as { readonly delay: number }
    return { ...looks, delays, idle: last.delay, minutes: (performance.now() - began) / minute, firstView }
  } finally {
    await browser.close()
  }
}

function saying({ board, hostHeaps, pageHeaps, peers }: Looks): string {
  const of = ({ frames, longTasks }: Looks['board']) =>
    `${quantile(frames, 0.95).toFixed(1)} ms, ${longTasks.length} long`
  return `board ${of(board)}, peers ${of(peers)}, host ${hostHeaps.at(-1)?.toFixed(1)} MB, pages ${pageHeaps.at(-1)?.toFixed(1)} MB`
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

function outcomeOf({ audit, drained, perMessage, watched }: Ended): Outcome {
  const { board, delays, firstPages, firstView, hostHeaps, idle, left, minutes, pageHeaps, peers } = watched
  const worst = (key: keyof Delays) => Math.max(...delays.map((delay) => delay[key]))
  const middle = (key: keyof Delays) => median(delays.map((delay) => delay[key]))
  const row = (what: string, median: number, most: number): Row => ({ what, median, worst: most })
  const count = (what: string, value: number): Row => row(what, value, value)
  return {
    rows: [
      count('minutes', minutes),
      count('messages accepted', audit.sent),
      count('refused', audit.refused),
      count('read', audit.read),
      count('expired', audit.expired),
      row('exchanges; of them at a cap', audit.negotiations, audit.capped),
      row('waiting for the listener', median(left), audit.mostWaiting),
      row('read_inbox, first page of the full inbox, ms', median(firstPages), Math.max(...firstPages)),
      row('read_inbox, pages while it is emptied, ms', median(drained), Math.max(...drained)),
      row('host, p99.9 of the loop’s delay, ms', middle('p999'), worst('p999')),
      count('idle process beside it, p99.9, ms', idle),
      row('board: time between frames, ms', quantile(board.frames, 0.5), quantile(board.frames, 0.95)),
      row('Peers tab: time between frames, ms', quantile(peers.frames, 0.5), quantile(peers.frames, 0.95)),
      count('navigation to a board with a full inbox, ms', firstView),
      row('heap of the host, MB', median(hostHeaps), Math.max(...hostHeaps)),
      row('heap of both pages, MB', median(pageHeaps), Math.max(...pageHeaps)),
      count('database, bytes a message', perMessage),
    ],
    gates: [
      atMost('board: frames, p95, ms', quantile(board.frames, 0.95), frameMs),
      atMost('Peers tab: frames, p95, ms', quantile(peers.frames, 0.95), frameMs),
      atMost('board: tasks over 50 ms', board.longTasks.length, 0),
      atMost('Peers tab: tasks over 50 ms', peers.longTasks.length, 0),
      atMost('host above the idle process, p99.9 of the loop’s delay, ms', middle('p999') - idle, 3),
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
