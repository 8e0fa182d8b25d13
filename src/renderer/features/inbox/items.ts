import {
  type Attention,
  attentionOf,
  type RunAttention,
  type ThreadAttention,
} from '../../../shared/domain/attention/attention.ts'
import { newestLandings } from '../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { Message } from '../../../shared/domain/peers/state.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { BegunBy, Run } from '../../../shared/domain/run/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { type ProvenWords, provenWords } from '../../../shared/domain/verification/queries.ts'
import { derived } from '../../client/derived.ts'
import { begunBy } from '../../lib/begun-by.ts'
import { listed } from '../../lib/coupling-words.ts'
import { proofLine } from '../../lib/proof-words.ts'
import { teamName } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'

/** One decision, with all that is needed to show it. */
export type Item = ThreadItem | RunItem

interface Keyed {
  /** Names the decision, not the thread: the same thread may ask for another one later. */
  readonly key: string
  readonly project: Project | undefined
}

/** About a run as a whole, or a task that no thread works on. */
export interface RunItem extends Keyed {
  readonly attention: RunAttention
  readonly thread: null
  readonly run: Run
  /** The task that was proposed. */
  readonly task: Task | undefined
  /** The team that was proposed. */
  readonly cluster: Cluster | undefined
  /** What threads could not agree on. */
  readonly negotiation: Negotiation | undefined
  /** Whom a team or an exchange is about, as they are called. */
  readonly names: string
}

export interface ThreadItem extends Keyed {
  readonly attention: ThreadAttention
  readonly thread: Thread
  /** The last attempt to merge the thread. */
  readonly landing: Landing | undefined
  /** What is asked, of a permission. */
  readonly request: PermissionRequest | undefined
  /** What is known about its work. */
  readonly proof: ProvenWords
  /** The automation that began its run. */
  readonly by: BegunBy | undefined
  /** What of it is to be written outside. */
  readonly outbound: Outbound | undefined
  /** What it asked another thread. */
  readonly question: Message | undefined
  /** Whom it asked, as that is called. */
  readonly asked: string
}

/** Everything that waits for a person, ranked. */
export const useItems = derived(itemsOf, sameItems)

function itemsOf(model: Model): readonly Item[] {
  const landings = newestLandings(model)
  return attentionOf(model).flatMap((attention): readonly Item[] => {
    if (attention.thread === null) return runItem(model, attention)
    const thread = model.thread.get(attention.thread)
    if (thread === undefined) return []
    const asked = attention.kind === 'permission' ? attention.request : null
    const request = thread.requests.find(({ id }) => id === asked)
    const project = model.project.get(thread.project)
    const proof = provenWords(model, thread)
    const outbound = attention.kind === 'outbound' ? model.outbound.get(attention.outbound) : undefined
    const by = begunBy(model, thread.run)
    const found = { landing: landings.get(thread.id), request, proof, outbound, by, ...questionOf(model, attention) }
    return [{ key: keyOf(attention), attention, thread, project, ...found }]
  })
}

function runItem(model: Model, attention: RunAttention): readonly RunItem[] {
  const run = model.run.get(attention.run)
  if (run === undefined) return []
  const about = {
    task: attention.kind === 'proposed' ? model.task.get(attention.task) : undefined,
    cluster: attention.kind === 'team-proposed' ? model.cluster.get(attention.cluster) : undefined,
    negotiation: attention.kind === 'negotiation' ? model.negotiation.get(attention.negotiation) : undefined,
  }
  const project = model.project.get(run.project)
  return [{ key: keyOf(attention), attention, thread: null, run, project, ...about, names: namesOf(model, about) }]
}

function namesOf(model: Model, { cluster, negotiation }: Pick<RunItem, 'cluster' | 'negotiation'>): string {
  if (cluster !== undefined) return teamName(model, cluster)
  return listed((negotiation?.parties ?? []).map((party) => titleOf(model, party)))
}

function questionOf(model: Model, attention: ThreadAttention): Pick<ThreadItem, 'question' | 'asked'> {
  if (attention.kind !== 'unanswered') return { question: undefined, asked: '' }
  return { question: model.message.get(attention.message), asked: titleOf(model, attention.to) }
}

function titleOf(model: Model, thread: string): string {
  return visibleLine(model.thread.get(thread)?.title ?? 'a thread that has ended')
}

/** What it is about, as it is called; a stranger's text. */
export function itemTitle(item: Item): string {
  if (item.thread !== null) return item.thread.title
  return item.task?.title ?? (item.names === '' ? item.run.goal : item.names)
}

function keyOf(attention: Attention): string {
  switch (attention.kind) {
    case 'plan':
    case 'run-paused':
      return `${attention.kind}/${attention.run}`
    case 'negotiation':
      return `negotiation/${attention.negotiation}`
    case 'team-proposed':
      return `team-proposed/${attention.cluster}`
    case 'outbound':
      return `outbound/${attention.outbound}`
    case 'unanswered':
      return `unanswered/${attention.message}`
    case 'proposed':
      return `proposed/${attention.task}`
    case 'permission':
      return `permission/${attention.thread}/${attention.request}`
    case 'landing-refused':
    case 'undo-refused':
      return `${attention.kind}/${attention.thread}/${attention.landing}`
    default:
      return `${attention.kind}/${attention.thread}`
  }
}

function sameItems(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, at) => sameItem(item, other[at]))
}

function sameItem(one: Item, other: Item | undefined): boolean {
  if (other === undefined || one.key !== other.key || one.project !== other.project) return false
  if (one.thread === null || other.thread === null) {
    return one.thread === null && other.thread === null && sameRunItem(one, other)
  }
  if (proofLine(one.proof).long !== proofLine(other.proof).long) return false
  if (one.outbound !== other.outbound) return false
  return one.thread === other.thread && one.landing === other.landing && one.question === other.question
}

function sameRunItem(one: RunItem, other: RunItem): boolean {
  return (
    one.run === other.run &&
    one.task === other.task &&
    one.cluster === other.cluster &&
    one.negotiation === other.negotiation &&
    one.names === other.names
  )
}
