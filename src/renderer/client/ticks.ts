import { useCallback, useSyncExternalStore } from 'react'
import { type MessageTick, tickLimits } from '../../shared/contract/channels/topology.ts'
import type { MessageId, ThreadId } from '../../shared/kernel/ids.ts'
import { ask } from './ask.ts'
import { hostStream } from './host-stream.ts'
import { useHost } from './store.ts'
import type { InstanceChange } from './stream/messages.ts'
import { type Ticks, withTicks } from './stream/with-ticks.ts'

export interface TickWindow {
  readonly threads: readonly string[]
  /** Milliseconds since the epoch. */
  readonly since: number
}

/** In ms. Scrolling asks once it has come to rest; messages that came and went between two patches are asked for later. */
const calm = 120
const later = 2000
/** In ms: what is asked again reaches back so far, for messages that were told late. */
const overlap = 10_000

const nothing: Ticks = []
const ticks = new Map<string, Ticks>()
const listeners = new Map<string, Set<() => void>>()
let wanted: TickWindow = { threads: [], since: 0 }
let shown: ReadonlySet<string> = new Set()
let timer: ReturnType<typeof setTimeout> | null = null

/** Keeps the messages of these threads from then on; those of others are let go. */
export function setTickWindow(window: TickWindow): void {
  wanted = { ...window, threads: window.threads.slice(0, tickLimits.threads) }
  shown = new Set(wanted.threads)
  for (const thread of ticks.keys()) if (!shown.has(thread)) ticks.delete(thread)
  read(wanted.since, calm)
}

/** Messages of a thread of the window, oldest first; renders again for its own only. */
export function useTicks(thread: string): Ticks {
  const subscribe = useCallback(
    (listener: () => void) => {
      const own = listeners.get(thread) ?? new Set()
      own.add(listener)
      listeners.set(thread, own)
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(thread)
      }
    },
    [thread],
  )
  return useSyncExternalStore(subscribe, () => ticks.get(thread) ?? nothing)
}

hostStream.onPatch(({ model }) => {
  let touched = false
  for (const change of model?.changed ?? []) {
    if (change.aggregate === 'message') addMessage(change)
    touched ||= change.aggregate === 'mailbox' && shown.has(change.id)
  }
  if (touched) read(Math.max(wanted.since, Date.now() - later - overlap), later)
})

useHost.subscribe(({ api }, before) => {
  if (api !== before.api && api !== null) read(wanted.since, 0)
})

/** One that is new: only then are all of its fields told. */
function addMessage({ id, fields }: InstanceChange): void {
  const { from, to, sentAt, state } = fields as {
    readonly from?: ThreadId | null
    readonly to?: ThreadId
    readonly sentAt?: number
    readonly state?: { readonly kind: string }
  }
  if (to === undefined || from === undefined || sentAt === undefined || state?.kind === 'refused') return
  const message = id as MessageId
  add(to, [{ at: sentAt, other: from, direction: 'from', message }])
  if (from !== null) add(from, [{ at: sentAt, other: to, direction: 'to', message }])
}

function add(thread: string, more: readonly MessageTick[]): void {
  if (!shown.has(thread)) return
  const before = ticks.get(thread) ?? nothing
  const after = withTicks(before, more)
  if (after === before) return
  ticks.set(thread, after)
  for (const listener of listeners.get(thread) ?? []) listener()
}

let from = Number.POSITIVE_INFINITY

/** One question at a time, for the longest stretch that anybody wants. */
function read(since: number, wait: number): void {
  from = Math.min(from, since)
  if (timer !== null && wait > calm) return
  if (timer !== null) clearTimeout(timer)
  timer = setTimeout(() => void readNow(), wait)
}

async function readNow(): Promise<void> {
  const since = from
  timer = null
  from = Number.POSITIVE_INFINITY
  if (wanted.threads.length === 0 || useHost.getState().api === null) return
  const threads = wanted.threads as ThreadId[]
  const answer = await ask((api) => api.topology.ticks({ threads, since: Math.max(0, Math.floor(since)) }))
  // Without an answer the tracks are drawn without messages: the next change asks again.
  if (!answer.ok) return
  for (const own of answer.value.threads) add(own.thread, own.ticks)
}
