/** How much the gateway keeps or sends at once, whatever clients do. Sizes are in UTF-16 units of JSON. */
export interface GatewayLimits {
  /** Committed events kept in memory for all clients together. */
  readonly recentEvents: number
  readonly recentSize: number
  /** Events read from the store at once: one of them may be as large as a prompt. */
  readonly storedRows: number
  /** How far behind a client may come back and get the events; further behind it gets a snapshot. */
  readonly replayEvents: number
  /** One batch of a stream. */
  readonly batchRows: number
  readonly batchSize: number
  /** Writes that wait for one reader of a transcript. */
  readonly waitingWrites: number
  readonly waitingSize: number
  /** Bytes a client may leave unread before its streams pause. */
  readonly bufferedBytes: number
}

export const defaultLimits: GatewayLimits = {
  recentEvents: 5000,
  recentSize: 4_000_000,
  storedRows: 100,
  replayEvents: 5000,
  batchRows: 1000,
  batchSize: 512_000,
  waitingWrites: 2000,
  waitingSize: 1_000_000,
  bufferedBytes: 1_000_000,
}
