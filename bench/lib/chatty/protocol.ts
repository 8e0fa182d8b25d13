import type { ToolAccess } from '../../../src/main/ports/tools.ts'

/** What the host of chatty agents says over its control socket, one JSON line each. */
export type FromHost =
  /** An agent was given a prompt; its turn lasts until it is ended. */
  | {
      readonly event: 'turn'
      readonly turn: number
      readonly thread: string
      /** Of its task. */
      readonly key: string
      readonly text: string
      readonly tools: ToolAccess
    }
  /** The turn is over, whether or not it was ended. */
  | { readonly event: 'over'; readonly turn: number }
  | { readonly event: 'answer'; readonly id: number; readonly value: unknown }

/** What it is asked. Every question is answered. */
export type ToHost =
  | { readonly do: 'end'; readonly turn: number }
  /** The host's clock goes so many milliseconds behind the machine's. */
  | { readonly do: 'clock'; readonly behind: number }
  /** Whatever is settled between these is ended by a person, and opened anew. */
  | { readonly do: 'negotiate'; readonly parties: readonly string[] }
  | { readonly do: 'waiting' }
  | { readonly do: 'reset' }
  | { readonly do: 'measure' }
  | { readonly do: 'heap' }
  | { readonly do: 'idle' }

/** Of the event loop, milliseconds, since the last reset. */
export interface Delays {
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly most: number
}
