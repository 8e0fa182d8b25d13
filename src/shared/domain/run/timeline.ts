import type { RunId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent, StoredEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Member } from '../topology/state.ts'

/** What the orchestrator, gates and recovery did, and what became of threads; not every step of theirs. */
const types = [
  'run.created',
  'run.planned',
  'run.proposed',
  'run.proposal-voided',
  'run.approved',
  'run.configured',
  'run.paused',
  'run.resumed',
  'run.stopped',
  'run.budget-reached',
  'run.switched',
  'run.noted',
  'task.planned',
  'task.edited',
  'task.linked',
  'task.unlinked',
  'task.removed',
  'task.accepted',
  'task.parked',
  'task.starting',
  'task.attempted',
  'task.retried',
  'task.chosen',
  'task.expanding',
  'task.expanded',
  'task.judge-asked',
  'task.judged',
  'task.judgement-voided',
  'task.landed',
  'task.reopened',
  'task.reported',
  'task.budget-reached',
  'verification.voided',
  'verification.verifier-asked',
  'verification.judged',
  'verification.passed',
  'verification.failed',
  'recovery.diagnosed',
  'thread.parked',
  'thread.discarded',
  'thread.put-behind',
  'thread.released',
  'landing.refused',
  'landing.undone',
  'cluster.proposed',
  'cluster.formed',
  'cluster.accepted',
  'cluster.joined',
  'cluster.left',
  'cluster.pinned',
  'cluster.dissolved',
  'negotiation.opened',
  'negotiation.joined',
  'negotiation.capped',
  'negotiation.settled',
] as const satisfies readonly DomainEvent['type'][]

export const timelineTypes: ReadonlySet<DomainEvent['type']> = new Set<DomainEvent['type']>(types)

/** The run an event is about; null for the pool, projects, and what has left the model. */
function runOfEvent(model: Model, event: DomainEvent): RunId | null {
  const [aggregate] = event.type.split('.')
  switch (aggregate) {
    case 'run':
      return event.id as RunId
    case 'task':
      return event.type === 'task.planned' ? event.run : (model.task.get(event.id)?.run ?? null)
    case 'thread':
    case 'verification':
    case 'recovery':
      return model.thread.get(event.id)?.run ?? null
    case 'landing': {
      const thread = model.landing.get(event.id)?.thread
      return thread === undefined ? null : (model.thread.get(thread)?.run ?? null)
    }
    default:
      return null
  }
}

/** Teams and what they settle may be of several runs. */
function isOfRun(model: Model, event: DomainEvent, run: string): boolean {
  if (event.type.startsWith('cluster.')) return membersOf(model, event).some((member) => member.run === run)
  if (event.type.startsWith('negotiation.')) {
    return partiesOf(model, event).some((party) => model.thread.get(party)?.run === run)
  }
  return runOfEvent(model, event) === run
}

function membersOf(model: Model, event: DomainEvent): readonly Member[] {
  return 'members' in event ? event.members : (model.cluster.get(event.id)?.members ?? [])
}

function partiesOf(model: Model, event: DomainEvent): readonly ThreadId[] {
  return 'parties' in event ? event.parties : (model.negotiation.get(event.id)?.parties ?? [])
}

/** Those of the events that tell how a run went, in the order of the list. */
export function timelineOf(model: Model, run: string, events: Iterable<StoredEvent>): readonly StoredEvent[] {
  const told: StoredEvent[] = []
  for (const stored of events) {
    if (timelineTypes.has(stored.event.type) && isOfRun(model, stored.event, run)) told.push(stored)
  }
  return told
}
