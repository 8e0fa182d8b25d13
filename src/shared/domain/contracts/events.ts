import type { ContractId, ContractVersionId, ProjectId, ThreadId } from '../../kernel/ids.ts'

interface On {
  readonly id: ContractId
}

export type ContractEvent =
  | (On & {
      readonly type: 'contract.named'
      readonly project: ProjectId
      readonly name: string
      readonly owner: ThreadId
    })
  | (On & { readonly type: 'contract.published'; readonly version: number; readonly by: ThreadId })
  | (On & { readonly type: 'contract.read'; readonly by: ThreadId; readonly version: number })
  | (On & { readonly type: 'contract.closed' })

export type ContractVersionEvent =
  | {
      readonly type: 'contractVersion.published'
      readonly id: ContractVersionId
      readonly contract: ContractId
      readonly project: ProjectId
      readonly name: string
      readonly version: number
      readonly by: ThreadId
      readonly text: string
      readonly note: string
    }
  | { readonly type: 'contractVersion.superseded'; readonly id: ContractVersionId }
