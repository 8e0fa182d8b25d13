import type { ClusterId, CouplingId, NegotiationId, ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Topology } from '../plan/plan.ts'
import type { Coordination, Evidence, Member } from './state.ts'

interface On {
  readonly cluster: ClusterId
}

/** What the host measured about one pair. Whatever it doesn't name has no evidence (any more). */
export interface MeasuredPair {
  readonly members: readonly [Member, Member]
  readonly evidence: readonly Evidence[]
}

export interface TopologyCommands {
  /** Of the host: pairs of one project, measured anew. Scores, proposals and teams follow in the same decision. */
  readonly 'coupling.report': {
    readonly payload: {
      readonly project: ProjectId
      readonly pairs: readonly MeasuredPair[]
      /** Paths that each thread touches by now, for findings. */
      readonly touched?: readonly { readonly thread: ThreadId; readonly paths: readonly string[] }[] | undefined
      /** Ids for clusters and negotiations that may come of it, minted by the host. */
      readonly ids: readonly string[]
    }
  }
  readonly 'coupling.ignore': { readonly payload: { readonly coupling: CouplingId } }
  /** One after the other: `first` goes on, the other waits for its landing. Absent: the host chooses, and says why. */
  readonly 'coupling.serialize': {
    readonly payload: { readonly coupling: CouplingId; readonly first?: TaskId | undefined }
  }
  /** A person brings threads together; they are introduced. Members of other clusters bring these along. */
  readonly 'cluster.introduce': {
    readonly payload: On & {
      readonly members: readonly Member[]
      readonly because?: string | undefined
      /** Of the negotiation that opens where the pair has something to settle. */
      readonly negotiation: NegotiationId
    }
  }
  readonly 'cluster.accept': { readonly payload: On & { readonly negotiation: NegotiationId } }
  readonly 'cluster.decline': { readonly payload: On }
  /** A person lets a team use more than it may; no less than it has used. */
  readonly 'cluster.allow': { readonly payload: On & { readonly messages: number; readonly tokens: number } }
  readonly 'cluster.pin': { readonly payload: On & { readonly pinned: boolean } }
  readonly 'cluster.merge': { readonly payload: On & { readonly other: ClusterId } }
  /** These leave; several become a cluster of their own under `into`. */
  readonly 'cluster.split': { readonly payload: On & { readonly members: readonly Member[]; readonly into: ClusterId } }
  readonly 'cluster.dissolve': { readonly payload: On }
  readonly 'cluster.lead': { readonly payload: On & { readonly lead: TaskId } }
  /** Of agents. Joining follows the rules of the project: at once where teams are automatic, else as a proposal. */
  readonly 'cluster.join': {
    readonly payload: On & { readonly by: ThreadId; readonly peer: ThreadId; readonly because: string }
  }
  readonly 'cluster.leave': { readonly payload: { readonly by: ThreadId; readonly because: string } }
  /** A person switches a run by hand, at any time. */
  readonly 'run.switch': {
    readonly payload: {
      readonly run: RunId
      readonly topology: Topology
      readonly teams?: Coordination['teams'] | undefined
      readonly cluster: ClusterId
    }
  }
  /** The same for whatever of a project has no plan. */
  readonly 'project.coordinate': {
    readonly payload: { readonly project: ProjectId; readonly coordination: Coordination }
  }
}
