import type { SessionUpdate } from '@agentclientprotocol/sdk'
import type { SessionRecord } from './session-record.ts'
import { floodMessages } from './steps/trouble.ts'

/** The updates that show a client the conversation so far, the person's side included. */
export function* replayUpdates(records: readonly SessionRecord[]): Generator<SessionUpdate> {
  for (const record of records) {
    if (record.kind === 'update') yield record.update
    else if (record.kind === 'flood') yield* floodMessages(record)
    else if (record.kind === 'prompted') {
      for (const content of record.blocks) yield { sessionUpdate: 'user_message_chunk', content }
    }
  }
}
