import type { DomainEvent } from '../../../../shared/domain/event.ts'
import type { Member } from '../../../../shared/domain/topology/state.ts'
import { listed } from '../../../lib/coupling-words.ts'
import { eventWords } from '../../../lib/event-words/event-words.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { troubleName } from '../../../lib/trouble-words.ts'
import type { TimelineNames } from './timeline-names.ts'

export type ItemKind = 'recovery' | 'gates' | 'plan' | 'work'

export interface TimelineWords {
  /** One plain sentence; it may hold texts of agents and plans. */
  readonly text: string
  /** What it rests on, for who wants to see it. */
  readonly evidence: readonly string[]
}

type Agents = readonly { readonly id: string; readonly name: string }[]

/** What the orchestrator, the checks or recovery did, with the names of what they did it to. */
export function timelineWords(event: DomainEvent, names: TimelineNames, agents: Agents): TimelineWords {
  switch (event.type) {
    case 'task.attempted': {
      const who = agentName(event.agent, agents)
      const text = event.number === 1 ? `Started by ${who}` : `Attempt ${event.number} started by ${who}`
      return said(text, event.because)
    }
    case 'task.planned':
      return said(event.state === 'proposed' ? 'Proposed by a thread: it waits for your yes' : 'Planned', null)
    case 'task.linked': {
      const { because, from, on } = event.link
      const how = from === 'stacked' ? 'builds on' : 'comes after'
      return said(`Now ${how} ${nameOf(names, on)}`, because ?? null)
    }
    case 'task.unlinked':
      return said(`No longer comes after ${nameOf(names, event.on)}`, null)
    case 'cluster.proposed':
      return said(`A team was proposed: ${tasksIn(names, event.members)}`, event.because)
    case 'cluster.formed':
      return said(`A team was made: ${tasksIn(names, event.members)}`, event.because)
    case 'cluster.joined':
      return said(`Joined the team: ${tasksIn(names, event.members)}`, event.because)
    case 'cluster.left':
      return said(`Left the team: ${tasksIn(names, event.members)}`, event.because)
    case 'recovery.diagnosed': {
      const { class: trouble, evidence, words } = event.diagnosis
      const name = troubleName(trouble)
      return { text: `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${words}`, evidence }
    }
    case 'verification.judged': {
      const { reasons } = event.verdict
      return { ...plain(event), evidence: reasons.map(({ citation, claim }) => `${claim} (${citation})`) }
    }
    case 'task.parked':
    case 'thread.parked':
      return { text: `Parked: ${event.reason.message}`, evidence: [event.reason.remedy] }
    case 'landing.refused':
      return { text: `Not merged: ${event.failure.message}`, evidence: [event.failure.remedy] }
    default:
      return plain(event)
  }
}

function plain(event: DomainEvent): TimelineWords {
  const { detail, text } = eventWords(event)
  return said(text, detail)
}

function said(text: string, why: string | null): TimelineWords {
  return { text, evidence: why === null || why === '' ? [] : why.split('\n') }
}

/** Those of other runs are counted. */
function tasksIn({ tasks }: TimelineNames, members: readonly Member[]): string {
  const own = members.flatMap(({ task }) => tasks.get(task)?.title ?? [])
  const more = members.length - own.length
  return listed(more === 0 ? own : [...own, `${more} of another run`], 6)
}

function nameOf({ tasks }: TimelineNames, task: string): string {
  return tasks.get(task)?.title ?? 'another task'
}

export function kindOf({ type }: DomainEvent): ItemKind {
  if (type.startsWith('recovery.') || type === 'task.retried') return 'recovery'
  if (type.startsWith('verification.')) return 'gates'
  return type.startsWith('run.') || changesOfPlan.has(type) ? 'plan' : 'work'
}

const changesOfPlan: ReadonlySet<string> = new Set([
  'task.planned',
  'task.edited',
  'task.linked',
  'task.unlinked',
  'task.removed',
  'task.accepted',
])
