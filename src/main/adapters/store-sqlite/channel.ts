import type { Answer, Question, StoreCall } from './wire.ts'

/** Where the store's questions go: to its thread, or straight to a session. */
export interface Channel {
  ask<Call extends StoreCall>(call: Call, body: Question<Call>): Promise<Answer<Call>>
  /** Frees the thread; after the `close` question was answered. */
  end(): Promise<void>
}

/** Whoever answered is gone; the file is as its last transaction left it. */
export class ChannelLost extends Error {}
