import type { Asking } from '../../../ports/agent.ts'

/** Models that think for minutes without a word are no rarity. */
export const modelQuietMs = 600_000

/** One agent as data. What differs between agents lives in its entry and nowhere else. */
export interface CatalogueEntry {
  readonly id: string
  readonly name: string
  /** One plain sentence for the person who chooses. */
  readonly description: string
  /** Whose models it asks; null where the person's own configuration decides. One limit may hold for all agents of one. */
  readonly provider: string | null
  /** It asks no model, so that it costs nothing and works without a network. */
  readonly offline: boolean
  /** How long it may be still while it waits for its model, milliseconds. */
  readonly quietMs: number
  readonly locate: Location
  /** After the program's own arguments. */
  readonly launchArgs: readonly string[]
  /** Prints the version and exits. */
  readonly versionArgs: readonly string[]
  /** Names of the host's variables that it may see: sign-in, endpoint, configuration folder. */
  readonly passEnvironment: readonly string[]
  readonly setEnvironment: Readonly<Record<string, string>>
  /** Selected once the session is open, so that the agent asks the person. Absent where the environment does it. */
  readonly mode?: string
  /** What makes it ask about as much as it can, by mode or environment. */
  readonly asking: Asking
  readonly resumable: boolean
  /** A turn that is broken off for a message goes on after it as if it had not been. */
  readonly steerable: boolean
  /** The exact command that installs the version which was measured. */
  readonly install: string
  /** What is odd about it, for whoever maintains the entry. */
  readonly notes: readonly string[]
}

export type Location =
  /** The first of these names found in `PATH`, then in the folders (relative to the home folder). */
  | { readonly kind: 'search'; readonly names: readonly string[]; readonly homeFolders: readonly string[] }
  /** Shipped with the application. */
  | { readonly kind: 'shipped'; readonly file: string; readonly args: readonly string[] }
