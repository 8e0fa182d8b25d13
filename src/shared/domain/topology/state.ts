import type { ClusterId, CouplingId, NegotiationId, ProjectId, RunId, TaskId } from '../../kernel/ids.ts'
import type { NegotiationCaps } from '../negotiation/state.ts'
import type { Topology } from '../plan/plan.ts'

/** One side of a coupling, one part of a cluster. A task dispatched by itself has no row: its run says which thread it is. */
export interface Member {
  readonly run: RunId
  readonly task: TaskId
}

/** How the work of a project, or a run, is to go together. */
export interface Coordination {
  readonly topology: Topology
  /** Whether the host makes a team when the threshold is crossed, or proposes it to a person. Only adaptive makes one. */
  readonly teams: 'ask' | 'automatic'
}

export const defaultCoordination: Coordination = { topology: 'queue', teams: 'ask' }

/** Lines of a file, in the version that both started from; both inclusive, from 1. Null: the whole file. */
export interface Spot {
  readonly path: string
  readonly lines: { readonly from: number; readonly to: number } | null
}

export type PartKind =
  /** A link of the plan between them, or paths that both are expected to touch. */
  | 'declared'
  /** Their paths changed together in the repository's history. */
  | 'history'
  /** What one touches refers to what the other touches. */
  | 'reach'
  /** Files, and lines of them, that both have changed by now. */
  | 'overlap'
  /** Merging what they have by now conflicts. */
  | 'conflict'
  /** One asked about the other's area. */
  | 'questions'

/** What the host found out about a pair, outside the model; each from 0 to 1. */
export interface Evidence {
  readonly kind: Exclude<PartKind, 'questions'>
  readonly value: number
  /** What it rests on, in plain words, most telling first: at most `evidenceLimits.details`. */
  readonly details: readonly string[]
  readonly spots: readonly Spot[]
}

export interface Part {
  readonly kind: PartKind
  readonly value: number
  readonly weight: number
  readonly details: readonly string[]
}

export const evidenceLimits = { details: 5, spots: 20 } as const

/** What became of a pair, recorded when one of them has landed or is gone. */
export interface CouplingOutcome {
  readonly conflicted: boolean
  readonly messages: number
  /** Turns with messages after which files had changed. */
  readonly changedBy: number
  readonly tokens: number
  readonly minutes: number
}

/** How far the work of two live or ready tasks depends on each other. Only pairs that have something in common are stored. */
export interface Coupling {
  readonly id: CouplingId
  readonly project: ProjectId
  /** In the order of the id. */
  readonly members: readonly [Member, Member]
  /** 0 to 1. */
  readonly score: number
  readonly parts: readonly Part[]
  readonly spots: readonly Spot[]
  /** Paths in which merging them conflicts by now. */
  readonly conflicts: readonly Spot[]
  readonly standing:
    | { readonly kind: 'open' }
    /**
     * A person said that it doesn't matter, or, with `because`, its team was dissolved or its proposal taken back; a
     * conflict that is new opens it again.
     */
    | { readonly kind: 'ignored'; readonly because?: string }
    | { readonly kind: 'together'; readonly cluster: ClusterId }
    | { readonly kind: 'serialized'; readonly first: TaskId; readonly second: TaskId; readonly because: string }
  /** Questions of one about the other's area. */
  readonly questions?: number
  readonly outcome: CouplingOutcome | null
  readonly since: number
  readonly at: number
}

export type ClusterState =
  /** Waits for a person's yes; the members know nothing of it. */
  | { readonly kind: 'proposed' }
  /** Its members know each other and talk. */
  | { readonly kind: 'team' }
  /** Its members are a queue again, or were never a team. */
  | { readonly kind: 'dissolved'; readonly because: string }

/** Tasks that run as a team, with the reason. */
export interface Cluster {
  readonly id: ClusterId
  readonly project: ProjectId
  /** The run whose topology is team: all of its tasks belong to it. Else null: it may span runs. */
  readonly run: RunId | null
  readonly members: readonly Member[]
  readonly state: ClusterState
  /** Why it is there, in one sentence. */
  readonly because: string
  /** What the pair that brought it about had in common. */
  readonly spots: readonly Spot[]
  readonly score: number | null
  /** A person wants it as it is: nothing but a person changes it. */
  readonly pinned: boolean
  readonly lead: TaskId | null
  readonly negotiation: NegotiationId | null
  readonly budget: NegotiationCaps
  readonly used: { readonly messages: number; readonly tokens: number }
  /** Times in a row that a member was given messages and changed no file after it. */
  readonly quiet: number
  /** How often files were different after messages. */
  readonly changes?: number
  /** By task: how many messages its thread had been given when that was last counted. */
  readonly heard?: Readonly<Record<string, number>>
  readonly since: number
  /** Tasks that were members before, and are not any more. */
  readonly left?: readonly TaskId[]
  /** Dissolved, and nothing live belongs to it: it leaves the live model. */
  readonly closed?: true
}
