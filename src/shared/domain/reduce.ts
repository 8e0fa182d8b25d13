import { reduceAutomation, reduceClaim } from './automation/reduce.ts'
import { reduceFiring } from './automation/reduce-firing.ts'
import { reduceContract, reduceContractVersion } from './contracts/reduce.ts'
import type { DomainEvent, EventEnvelope } from './event.ts'
import { reduceLanding } from './landing/reduce.ts'
import type { Aggregate, States } from './model.ts'
import { reduceNegotiation } from './negotiation/reduce.ts'
import { reduceOutbound } from './outbound/reduce.ts'
import { reduceFinding, reduceMailbox, reduceMessage } from './peers/reduce.ts'
import { reducePool } from './pool/reduce.ts'
import { reduceProject } from './project/reduce.ts'
import { reducePrompt } from './prompt/reduce.ts'
import { reduceRecovery } from './recovery/reduce.ts'
import { reduceRun } from './run/reduce.ts'
import { reduceTask } from './task/reduce.ts'
import { reduceItem } from './team/reduce.ts'
import { reduceThread } from './thread/reduce.ts'
import { reduceCluster, reduceCoupling } from './topology/reduce.ts'
import { reduceVerification } from './verification/reduce.ts'
import { reduceWorktree } from './worktree/reduce.ts'

type Reducer<A extends Aggregate> = (
  state: States[A] | undefined,
  event: Extract<DomainEvent, { type: `${A}.${string}` }>,
  envelope: EventEnvelope,
) => States[A]

const reducers: { readonly [A in Aggregate]: Reducer<A> } = {
  project: reduceProject,
  run: reduceRun,
  task: reduceTask,
  thread: reduceThread,
  prompt: reducePrompt,
  worktree: reduceWorktree,
  verification: reduceVerification,
  recovery: reduceRecovery,
  landing: reduceLanding,
  pool: reducePool,
  message: reduceMessage,
  mailbox: reduceMailbox,
  finding: reduceFinding,
  contract: reduceContract,
  contractVersion: reduceContractVersion,
  negotiation: reduceNegotiation,
  item: reduceItem,
  coupling: reduceCoupling,
  cluster: reduceCluster,
  automation: reduceAutomation,
  firing: reduceFiring,
  claim: reduceClaim,
  outbound: reduceOutbound,
}

/** The aggregate an event belongs to: the part of its type before the dot. */
export function aggregateOf(event: DomainEvent): Aggregate {
  return event.type.slice(0, event.type.indexOf('.')) as Aggregate
}

/** True for events this version knows; a replica stops applying at the first that it doesn't. */
export function isKnownAggregate(name: string): name is Aggregate {
  return Object.hasOwn(reducers, name)
}

export function reduce(
  state: States[Aggregate] | undefined,
  event: DomainEvent,
  envelope: EventEnvelope,
): States[Aggregate] {
  const reducer = reducers[aggregateOf(event)] as Reducer<Aggregate>
  return reducer(state as never, event as never, envelope)
}
