/** What the agent needs from the process it runs in; tests that run it in process give their own. */
export interface AgentHost {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Folder that holds the sessions. */
  readonly stateFolder: string
  /** Every id derives from it. */
  readonly seed: string
  /** Writes a line to the client beside the protocol. */
  writeLine(line: string): Promise<void>
  /** Ends the process at once. */
  exit(code: number): void
  signal(signal: NodeJS.Signals): void
}
