import type { ContractId, ContractVersionId, ProjectId, ThreadId } from '../../kernel/ids.ts'

/** A named interface that one thread publishes and others build on. Its texts are instances of their own. */
export interface Contract {
  readonly id: ContractId
  readonly project: ProjectId
  /** Unique in its project; letters, digits, `.`, `_`, `-` and `/`, at most 64. */
  readonly name: string
  /** The newest version, from 1. */
  readonly version: number
  /** Who published the first version; only that thread and its team publish further ones. */
  readonly owner: ThreadId
  readonly readers: readonly { readonly thread: ThreadId; readonly version: number }[]
  readonly at: number
  /** No thread that published or read it is live: it leaves the live model, and its name is free again. */
  readonly closed: boolean
}

export interface ContractVersion {
  readonly id: ContractVersionId
  readonly contract: ContractId
  readonly project: ProjectId
  readonly name: string
  readonly version: number
  readonly by: ThreadId
  /** At most `contractLimits.text` UTF-16 units. */
  readonly text: string
  /** What changed, in one sentence. */
  readonly note: string
  readonly at: number
  /** A newer one is there, or its contract is closed: it leaves the live model and stays in the history. */
  readonly superseded: boolean
}

export const contractLimits = { text: 16_000, note: 500, name: 64, ofProject: 200, readers: 100 } as const
