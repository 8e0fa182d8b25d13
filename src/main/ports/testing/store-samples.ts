import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { ActivityKind } from '../../../shared/domain/thread/state.ts'
import type { CommandId, EffectKey, ThreadId } from '../../../shared/kernel/ids.ts'
import type { TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { CommitBatch, Receipt, StateRow, StoredEffect } from '../store.ts'

/** Small values to fill a store with. */
export function batchOf(parts: Partial<CommitBatch>): CommitBatch {
  return { events: [], states: [], receipts: [], effects: [], settledEffects: [], ...parts }
}

export function sampleEvent(sequence: number, id = 'thread-1'): StoredEvent {
  return {
    sequence,
    at: 1_000 + sequence,
    actor: 'host',
    command: `command-${sequence}` as CommandId,
    cause: sequence > 1 ? sequence - 1 : null,
    event: { type: 'thread.noticed', id: id as ThreadId, notices: [`Größe ${sequence} 🚦`] },
  }
}

export function sampleActivity(sequence: number, kind: ActivityKind): StoredEvent {
  const activity = { kind, detail: `file ${sequence}`, since: 1 }
  return {
    ...sampleEvent(sequence),
    event: { type: 'thread.activity-changed', id: 'thread-1' as ThreadId, activity },
  }
}

export function sampleState(id: string, sequence: number, archived = false): StateRow {
  return { aggregate: 'thread', id, state: { id, sequence, nested: { list: [1, null, 'x'] } }, archived, sequence }
}

export function sampleReceipt(command: string, sequence = 1): Receipt {
  return { command: command as CommandId, digest: `digest of ${command}`, sequence }
}

export function sampleEffect(key: string): StoredEffect {
  return {
    key: key as EffectKey,
    kind: 'prompt',
    lane: 'thread-1',
    interrupting: key.length % 2 === 0,
    payload: { for: key },
    intent: null,
  }
}

export function put(
  thread: string,
  entry: string,
  place: { position: number; sequence: number; text?: string },
): TranscriptWrite {
  const { position, sequence, text = '' } = place
  const row = { entry, kind: 'message', position, sequence, at: 5_000 + position, head: { by: 'agent' }, text } as const
  return { op: 'put', thread: thread as ThreadId, row }
}

export function append(thread: string, entry: string, change: { sequence: number; text: string }): TranscriptWrite {
  return { op: 'append', thread: thread as ThreadId, entry, ...change }
}
