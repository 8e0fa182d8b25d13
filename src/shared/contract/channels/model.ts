import { type } from '@orpc/contract'
import { z } from 'zod'
import type { StoredEvent } from '../../domain/event.ts'
import type { Aggregate, States } from '../../domain/model.ts'
import type { RunId, ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { nameOf, pageLimit, sequence } from '../envelope.ts'

export type StateEntry = {
  readonly [A in Aggregate]: { readonly aggregate: A; readonly id: string; readonly state: States[A] }
}[Aggregate]

/** The live model as it was right after event `sequence` of the log named `host`. */
export interface ModelSnapshot {
  readonly host: string
  readonly sequence: number
  readonly states: readonly StateEntry[]
}

export type ModelBatch =
  /** Part of a snapshot; the one with `last` set makes it complete, and only then may it be shown. */
  | (ModelSnapshot & { readonly kind: 'snapshot'; readonly first: boolean; readonly last: boolean })
  /** Everything between the client's sequence and this one, in order. */
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[]; readonly sequence: number }
  /** The client fell too far behind; a fresh snapshot follows. */
  | { readonly kind: 'resync' }

export interface EventPage {
  readonly events: readonly StoredEvent[]
  /** Sequence of the host's last event when the page was read. */
  readonly sequence: number
}

export const modelChannel = {
  watch: procedure
    .input(z.object({ after: z.object({ host: z.string().max(300), sequence }).optional() }))
    .output(type<AsyncIteratorObject<ModelBatch, void>>()),
  snapshot: procedure.output(type<ModelSnapshot>()),
  /** A thread that left the live model long ago, with what belongs to it; empty where there is none. */
  recall: procedure.input(z.object({ thread: nameOf<ThreadId>() })).output(type<readonly StateEntry[]>()),
  /** A run that left it, with its tasks; empty where there is none. */
  recallRun: procedure.input(z.object({ run: nameOf<RunId>() })).output(type<readonly StateEntry[]>()),
  events: procedure.input(z.object({ after: sequence, limit: pageLimit })).output(type<EventPage>()),
  /** The stored log in pages; with `follow` it goes on with what happens, otherwise it ends at the present. */
  log: procedure
    .input(z.object({ after: sequence, follow: z.boolean() }))
    .output(type<AsyncIteratorObject<EventPage, void>>()),
}
