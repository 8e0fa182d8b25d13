import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { ActivityKind } from '../../../shared/domain/thread/state.ts'
import type { TrackEvent } from '../../../shared/domain/track/advance-track.ts'
import type { CommandId, EffectKey, ThreadId } from '../../../shared/kernel/ids.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import type { TranscriptRow, TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { CommitBatch, Receipt, StateRow, StoredEffect } from '../../ports/store.ts'
import { decodeText, encodeText } from './surrogates.ts'
import type {
  CommitRows,
  EffectRow,
  EventRow,
  KeptRow,
  NewEventRow,
  Question,
  ReceiptRow,
  StateTuple,
  TrackRow,
  TranscriptOperation,
  TranscriptTuple,
} from './wire.ts'

/** The one place where the port's values become rows and rows become values again. */
export function encodeBatch(batch: CommitBatch): CommitRows {
  return {
    events: batch.events.map(encodeEvent),
    states: batch.states.map((row) => [
      row.aggregate,
      row.id,
      row.archived ? 1 : 0,
      row.sequence,
      JSON.stringify(row.state),
      row.group ?? null,
    ]),
    receipts: batch.receipts.map((receipt) => [receipt.command, receipt.digest, receipt.sequence]),
    effects: batch.effects.map(encodeEffect),
    settledEffects: batch.settledEffects,
  }
}

function encodeEvent(stored: StoredEvent): NewEventRow {
  const { sequence, at, actor, command, cause, event } = stored
  const aggregate = event.type.slice(0, event.type.indexOf('.'))
  const activity = event.type === 'thread.activity-changed' ? event.activity.kind : null
  return [sequence, at, actor, command, cause, aggregate, event.id, event.type, JSON.stringify(event), activity]
}

export function decodeTrackEvent(thread: ThreadId, [, at, activity, body]: TrackRow): TrackEvent {
  return { at, event: activity === null ? JSON.parse(body ?? '') : changedActivity(thread, activity, at) }
}

function changedActivity(id: ThreadId, kind: string, since: number): TrackEvent['event'] {
  return { type: 'thread.activity-changed', id, activity: { kind: kind as ActivityKind, detail: '', since } }
}

export function decodeEvent([sequence, at, actor, command, cause, , , , body]: EventRow): StoredEvent {
  return {
    sequence,
    at,
    actor: actor as StoredEvent['actor'],
    command: command as CommandId,
    cause,
    event: JSON.parse(body),
  }
}

export function decodeState([aggregate, id, archived, sequence, state]: StateTuple): StateRow {
  return { aggregate, id, state: JSON.parse(state), archived: archived === 1, sequence }
}

export function decodeReceipt([command, digest, sequence]: ReceiptRow): Receipt {
  return { command: command as CommandId, digest, sequence }
}

/** A key is `<sequence>:<reactor>:<number>`; another one is a bug of its maker. */
function encodeEffect(effect: StoredEffect): EffectRow {
  const parts = /^(\d+):(.+):(\d+)$/s.exec(effect.key)
  if (parts === null) throw new Error(`not an effect key: ${effect.key}`)
  return [
    effect.key,
    Number(parts[1]),
    parts[2] ?? '',
    Number(parts[3]),
    effect.kind,
    effect.lane,
    effect.interrupting ? 1 : 0,
    JSON.stringify(effect.payload),
    encodeIntent(effect.intent),
  ]
}

export function encodeIntent(intent: StoredEffect['intent']): string | null {
  return intent === null ? null : JSON.stringify(intent)
}

export function decodeEffect([key, , , , kind, lane, interrupting, payload, intent]: EffectRow): StoredEffect {
  return {
    key: key as EffectKey,
    kind,
    lane,
    interrupting: interrupting === 1,
    payload: JSON.parse(payload),
    intent: intent === null ? null : JSON.parse(intent),
  }
}

export function encodeWrite(write: TranscriptWrite): TranscriptOperation {
  if (write.op === 'append') {
    return { append: [encodeText(write.text), write.sequence, write.thread, encodeText(write.entry)] }
  }
  const { entry, kind, position, sequence, at, head, text } = write.row
  return {
    put: [write.thread, encodeText(entry), kind, position, sequence, at, JSON.stringify(head), encodeText(text)],
  }
}

/** Null stands for a key to remove. */
export function encodeKept(values: ReadonlyMap<string, JsonValue>): Question<'keep'>['rows'] {
  return [...values].map(([key, value]) => [key, value === null ? null : JSON.stringify(value)])
}

export function decodeKept([key, value]: KeptRow): readonly [string, JsonValue] {
  return [key, JSON.parse(value)]
}

export function decodeTranscript([, entry, kind, position, sequence, at, head, text]: TranscriptTuple): TranscriptRow {
  return {
    entry: decodeText(entry),
    kind: kind as TranscriptRow['kind'],
    position,
    sequence,
    at,
    head: JSON.parse(head),
    text: decodeText(text),
  }
}
