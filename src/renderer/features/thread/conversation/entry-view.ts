import type { JsonObject, JsonValue } from '../../../../shared/kernel/json.ts'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import type { PlanEntry } from '../../../../shared/transcript/update.ts'
import { turnEndWords } from '../../../lib/turn-end-words.ts'

const senders: Readonly<Record<string, string | undefined>> = {
  plan: 'From the brief',
  host: 'From Switchyard',
  peer: 'From another thread',
  event: 'From an event outside',
}

/** Who words of a prompt are from where they aren't a person's: shown as a quotation of theirs. */
export function senderOf(origin: string): string | null {
  return origin === 'person' ? null : (senders[origin] ?? 'From elsewhere')
}

export interface PlanStep extends PlanEntry {
  /** Unique within the plan. */
  readonly id: string
}

export function planView({ head }: TranscriptRow): readonly PlanStep[] {
  if (!Array.isArray(head.entries)) return []
  return (head.entries as readonly JsonValue[]).flatMap((entry, at) => {
    if (!isObject(entry) || typeof entry.content !== 'string') return []
    return [{ id: String(at), content: entry.content, status: planStatus(entry.status) }]
  })
}

function planStatus(status: JsonValue | undefined): PlanEntry['status'] {
  return status === 'in_progress' || status === 'completed' ? status : 'pending'
}

export interface ImageView {
  readonly mimeType: string
  readonly data: string
}

const shownImages: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** A picture that can be shown without running anything in it; null for all others. */
export function imageView({
  mimeType,
  data,
}: {
  readonly mimeType: JsonValue | undefined
  readonly data: JsonValue | undefined
}): ImageView | null {
  if (typeof mimeType !== 'string' || typeof data !== 'string') return null
  return shownImages.has(mimeType) && /^[A-Za-z0-9+/]+=*$/.test(data) ? { mimeType, data } : null
}

export interface TurnEndView {
  readonly text: string
  readonly failed: boolean
}

/** How a turn ended, in words; a reason that nobody knows is named as it is. */
export function turnEndView({ head }: TranscriptRow): TurnEndView {
  const reason = typeof head.stopReason === 'string' ? head.stopReason : ''
  const failed = reason !== 'end_turn' && reason !== 'cancelled'
  return { text: turnEndWords(reason), failed }
}

/** The kind of an update that this version doesn't know, and all of it as JSON. */
export function rawView({ head }: TranscriptRow): { readonly kind: string; readonly json: string } {
  const update = head.update ?? null
  const kind = isObject(update) && typeof update.sessionUpdate === 'string' ? update.sessionUpdate : 'no kind'
  return { kind, json: JSON.stringify(update, null, 2) }
}

/** Milliseconds that each turn took, by the entry of its end; from the prompt before it. */
export function turnTimes(rows: readonly TranscriptRow[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  let begun: number | null = null
  for (const { kind, at, entry } of rows) {
    if (kind === 'prompt') begun = at
    if (kind !== 'turn-end') continue
    if (begun !== null) times.set(entry, Math.max(0, at - begun))
    begun = null
  }
  return times
}

/** How many rows are newer than the one at `position`. */
export function newerThan(rows: readonly TranscriptRow[], position: number): number {
  let count = 0
  while (count < rows.length && (rows[rows.length - 1 - count]?.position ?? 0) > position) count += 1
  return count
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
