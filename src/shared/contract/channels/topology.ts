import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Topology } from '../../domain/plan/plan.ts'
import type { Cluster, Coupling, Part } from '../../domain/topology/state.ts'
import type { MessageId, ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { argument, nameOf, path, sequence } from '../envelope.ts'
import { type PageOf, peersPageLimit } from './peers.ts'

/** A message on a thread's time axis. */
export interface MessageTick {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Null: the host. */
  readonly other: ThreadId | null
  readonly direction: 'to' | 'from'
  readonly message: MessageId
}

export interface ThreadTicks {
  readonly thread: ThreadId
  /** Oldest first. */
  readonly ticks: readonly MessageTick[]
}

export interface TickPage {
  readonly threads: readonly ThreadTicks[]
  /** Of the last event that they take in: a reader goes on with those after it. */
  readonly sequence: number
}

/** How far one piece of work that is to be dispatched depends on another: on one of the same dispatch, or on a live one. */
export interface EstimatedPair {
  /** Position in what was asked about. */
  readonly work: number
  readonly other:
    | { readonly kind: 'asked'; readonly work: number }
    | { readonly kind: 'live'; readonly run: RunId; readonly task: TaskId; readonly thread: ThreadId | null }
  /** 0 to 1. */
  readonly score: number
  readonly parts: readonly Part[]
}

export interface Estimate {
  /** What would be chosen for it. */
  readonly topology: Topology
  /** Of the closest pair, 0 to 1. */
  readonly score: number
  /** Why, most telling first; plain sentences. */
  readonly reasons: readonly string[]
  /** Closest first, at most 20; those that have nothing in common are left out. */
  readonly pairs: readonly EstimatedPair[]
  /** Commits of the repository's history that it rests on. */
  readonly commits: number
}

/** Threads of one question about ticks, and ticks of its answer (the newest of them all). */
export const tickLimits = { threads: 300, ticks: 2_000 } as const

const page = { before: sequence.optional(), limit: z.number().int().min(1).max(peersPageLimit) }

const work = z.object({
  brief: z.string().max(100_000),
  /** Globs of what it is expected to touch, relative to the project. */
  paths: z.array(argument(1000)).max(200),
})

export const topologyChannel = {
  /** Pairs of a project, closed ones with what became of them; in the order in which they came up, newest first. */
  couplings: procedure.input(z.object({ project: nameOf<ProjectId>(), ...page })).output(type<PageOf<Coupling>>()),
  /** Of a project, dissolved ones included. */
  clusters: procedure.input(z.object({ project: nameOf<ProjectId>(), ...page })).output(type<PageOf<Cluster>>()),
  /** Where messages lie on the tracks of threads; without those that were refused. */
  ticks: procedure
    .input(z.object({ threads: z.array(nameOf<ThreadId>()).max(tickLimits.threads), since: z.number().int().min(0) }))
    .output(type<TickPage>()),
  /**
   * How far work depends on each other and on what is live, before anything is dispatched: by the paths that it names,
   * in `paths` or in its words, and what changed with these so far. Refused where the folder is no repository.
   */
  estimate: procedure
    .input(z.object({ repository: path, work: z.array(work).min(1).max(20) }))
    .output(type<Estimate>()),
}
