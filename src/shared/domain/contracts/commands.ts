import type { ContractId, ThreadId } from '../../kernel/ids.ts'

export interface ContractCommands {
  /** Under a name that is new in the project, or as the next version of one that the thread may change. */
  readonly 'contract.publish': {
    readonly payload: {
      readonly by: ThreadId
      /** Used where the name is new. */
      readonly contract: ContractId
      readonly name: string
      readonly text: string
      readonly note: string
      /** The version it was written on top of; refused where a newer one is there. Absent: a new name. */
      readonly on?: number | undefined
    }
  }
  /** The thread has fetched the newest version, and is told of the next ones. */
  readonly 'contract.read': { readonly payload: { readonly by: ThreadId; readonly contract: ContractId } }
}
