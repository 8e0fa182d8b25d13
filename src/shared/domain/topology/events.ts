import type { ClusterId, CouplingId, NegotiationId, ProjectId, RunId, TaskId } from '../../kernel/ids.ts'
import type { NegotiationCaps } from '../negotiation/state.ts'
import type { Coupling, CouplingOutcome, Member, Part, Spot } from './state.ts'

interface OnCoupling {
  readonly id: CouplingId
}

export type CouplingEvent =
  | (OnCoupling & {
      readonly type: 'coupling.measured'
      readonly project: ProjectId
      readonly members: readonly [Member, Member]
      readonly score: number
      readonly parts: readonly Part[]
      readonly spots: readonly Spot[]
      readonly conflicts: readonly Spot[]
    })
  /** One asked about the other's area. */
  | (OnCoupling & { readonly type: 'coupling.asked' })
  | (OnCoupling & { readonly type: 'coupling.stood'; readonly standing: Coupling['standing'] })
  /** One of the two has landed or is gone: it leaves the live model. */
  | (OnCoupling & { readonly type: 'coupling.closed'; readonly outcome: CouplingOutcome })

interface OnCluster {
  readonly id: ClusterId
}

interface NewCluster extends OnCluster {
  readonly project: ProjectId
  readonly run: RunId | null
  readonly members: readonly Member[]
  readonly because: string
  readonly spots: readonly Spot[]
  readonly score: number | null
  readonly lead: TaskId | null
  readonly budget: NegotiationCaps
  readonly pinned: boolean
}

export type ClusterEvent =
  /** A person is asked for a yes. */
  | ({ readonly type: 'cluster.proposed' } & NewCluster)
  | ({ readonly type: 'cluster.formed' } & NewCluster)
  /** A person said yes to a proposed one. */
  | (OnCluster & { readonly type: 'cluster.accepted' })
  | (OnCluster & { readonly type: 'cluster.joined'; readonly members: readonly Member[]; readonly because: string })
  | (OnCluster & { readonly type: 'cluster.left'; readonly members: readonly Member[]; readonly because: string })
  /** A person lets it use this much in all. */
  | (OnCluster & { readonly type: 'cluster.allowed'; readonly budget: NegotiationCaps })
  | (OnCluster & { readonly type: 'cluster.pinned'; readonly pinned: boolean })
  | (OnCluster & { readonly type: 'cluster.led'; readonly lead: TaskId | null })
  | (OnCluster & { readonly type: 'cluster.negotiates'; readonly negotiation: NegotiationId | null })
  | (OnCluster & { readonly type: 'cluster.spent'; readonly messages: number; readonly tokens: number })
  /** Members were given messages. `changed`: files were different after it. */
  | (OnCluster & {
      readonly type: 'cluster.heard'
      readonly changed: boolean
      readonly task: TaskId
      /** Messages that its thread had been given by then. */
      readonly given: number
    })
  /** Back to the queue; or, with `into`, its members are part of that one now. */
  | (OnCluster & { readonly type: 'cluster.dissolved'; readonly because: string; readonly into?: ClusterId })
  /** It was dissolved before, and nothing that is live belongs to it any more. */
  | (OnCluster & { readonly type: 'cluster.closed' })
