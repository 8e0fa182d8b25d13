/** One client's line, as far as a stream must know it. */
export interface Connection {
  /** Bytes handed over that the client hasn't taken yet; 0 where the transport can't tell. */
  buffered(): number
}

/** What every procedure gets along with its input. */
export interface GatewayContext {
  readonly connection: Connection
}
