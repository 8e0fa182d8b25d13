import type { AwakePort } from '../../ports/awake.ts'

export interface HostOptions {
  readonly dataFolder: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly host: string
  /** Threads that may hold a slot at once, whatever the settings say; null follows the settings. */
  readonly pool: number | null
  /** The variables of the process that started the host; agents see only what their launch names. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Keeps the machine awake in the place of the system's own program. */
  readonly awake?: AwakePort
  /** Told of faults of the host itself. */
  readonly problem: (message: string, error: unknown) => void
}
