import type { Page } from '@playwright/test'
import type { HostClient } from '../../src/main/shells/attach/host-client.ts'
import { trackSummary } from '../../src/renderer/features/board/track-words.ts'
import { nowLine } from '../../src/renderer/lib/thread-words.ts'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import type { TranscriptRow } from '../../src/shared/transcript/entry.ts'

type Api = HostClient['api']

interface ShownRow {
  readonly thread: string
  readonly now: string
  readonly track: string
}

interface ShownEntry {
  readonly position: number
  readonly kind: string
  readonly text: string
}

const axisMs = 15 * 60_000
/** The axis moves on every two seconds, and both ends are written down in whole units. */
const slackMs = 5000
const patienceMs = 10_000
const leastEntries = 5
const tall = { width: 1440, height: 3600 } as const

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

/** 'editing 4 min, waited for you 2 s in the last 15 min' as lengths by what was done. */
function lengthsOf(summary: string): ReadonlyMap<string, number> {
  const parts = summary.replace(/ in the last .*$/, '').split(', ')
  return new Map(
    parts.flatMap((part) => {
      const [, what, amount, unit] = /^(.+) ([\d.]+) (ms|s|min|h)\b/.exec(part) ?? []
      return what === undefined ? [] : [[what, Number(amount) * (units[unit ?? ''] ?? 1)] as const]
    }),
  )
}

function trackDiffers(shown: string, expected: string): boolean {
  const [one, other] = [lengthsOf(shown), lengthsOf(expected)]
  return [...new Set([...one.keys(), ...other.keys()])].some((what) => {
    const [length, wanted] = [one.get(what) ?? 0, other.get(what) ?? 0]
    const rounding = Math.max(length, wanted) >= 59_500 ? 60_000 : 0
    return Math.abs(length - wanted) > slackMs + rounding
  })
}

function shownRows(page: Page): Promise<readonly ShownRow[]> {
  return page.$$eval('[role="row"][data-thread]', (rows) =>
    rows.map((row) => ({
      thread: row.getAttribute('data-thread') ?? '',
      now: row.children[2]?.textContent ?? '',
      track: row.querySelector('canvas')?.getAttribute('aria-label') ?? '',
    })),
  )
}

function shownEntries(page: Page): Promise<readonly ShownEntry[]> {
  return page.$$eval('li[data-kind]', (entries) =>
    entries.map((entry) => ({
      position: Number(entry.getAttribute('aria-posinset')),
      kind: entry.getAttribute('data-kind') ?? '',
      text: entry.textContent ?? '',
    })),
  )
}

async function boardComplaint(api: Api, page: Page, count: number): Promise<string | undefined> {
  const { states } = await api.model.snapshot()
  const threads = states.flatMap((entry) => (entry.aggregate === 'thread' ? [entry.state] : []))
  const now = Date.now()
  const ids = threads.map(({ id }) => id as ThreadId)
  const { tracks } = await api.history.tracks({ threads: ids, since: now - axisMs })
  const shown = new Map((await shownRows(page)).map((row) => [row.thread, row]))
  if (shown.size !== count) return `${shown.size} of ${count} threads are on the board`
  for (const thread of threads) {
    const row = shown.get(thread.id)
    const { text, code } = nowLine(thread)
    if (row?.now !== text + (code ?? '')) return `${thread.id} shows ${row?.now}, it does ${text} ${code}`
    const track = tracks.find((one) => one.thread === thread.id)?.track ?? []
    const expected = trackSummary(track, { since: now - axisMs, now })
    if (track.length === 0) return `the host has no track of ${thread.id}`
    if (trackDiffers(row.track, expected)) return `${thread.id}'s track shows ${row.track}, it is ${expected}`
  }
  return undefined
}

const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

function entryDiffers({ kind, text }: ShownEntry, row: TranscriptRow): boolean {
  if (kind !== row.kind) return true
  if (row.kind === 'message') return words(text) !== words(row.text)
  return row.kind === 'tool' && !words(text).includes(words(String(row.head.title)))
}

async function conversationComplaint(api: Api, page: Page, thread: string): Promise<string | undefined> {
  const { rows } = await api.transcript.page({ thread: thread as ThreadId, limit: 100 })
  const byPosition = new Map(rows.map((row) => [row.position, row]))
  const shown = (await shownEntries(page)).filter(({ position }) => byPosition.has(position))
  if (shown.length < leastEntries) return `only ${shown.length} entries of ${thread} are shown`
  const newest = rows.at(-1)?.position
  if (!shown.some(({ position }) => position === newest)) return `the newest entry of ${thread} is not shown`
  const wrong = shown.find((entry) => {
    const row = byPosition.get(entry.position)
    return row === undefined || entryDiffers(entry, row)
  })
  return wrong === undefined ? undefined : `entry ${wrong.position} of ${thread} shows ${wrong.text.slice(0, 200)}`
}

/**
 * What the page shows differently from the host once nothing happens any more, or undefined: what every thread does,
 * its track, and every entry in view of the open conversation. The page may take a moment to catch up.
 */
export async function boardDiffers(
  api: Api,
  page: Page,
  wanted: { readonly threads: number; readonly open: string },
): Promise<string | undefined> {
  await page.setViewportSize(tall)
  const until = performance.now() + patienceMs
  for (;;) {
    const board = await boardComplaint(api, page, wanted.threads)
    const complaint = board ?? (await conversationComplaint(api, page, wanted.open))
    if (complaint === undefined || performance.now() > until) return complaint
    await page.waitForTimeout(200)
  }
}
