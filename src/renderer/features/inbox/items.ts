import {
  type Attention,
  attentionOf,
  type RunAttention,
  type ThreadAttention,
} from '../../../shared/domain/attention/attention.ts'
import { newestLandings } from '../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { type ProvenWords, provenWords } from '../../../shared/domain/verification/queries.ts'
import { derived } from '../../client/derived.ts'
import { proofLine } from '../../lib/proof-words.ts'

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
    return [{ key: keyOf(attention), attention, thread, project, landing: landings.get(thread.id), request, proof }]
  })
}

function runItem(model: Model, attention: RunAttention): readonly RunItem[] {
  const run = model.run.get(attention.run)
  if (run === undefined) return []
  const task = attention.kind === 'proposed' ? model.task.get(attention.task) : undefined
  return [{ key: keyOf(attention), attention, thread: null, run, task, project: model.project.get(run.project) }]
}

/** What it is about, as it is called; a stranger's text. */
export function itemTitle(item: Item): string {
  return item.thread === null ? (item.task?.title ?? item.run.goal) : item.thread.title
}

function keyOf(attention: Attention): string {
  switch (attention.kind) {
    case 'plan':
    case 'run-paused':
      return `${attention.kind}/${attention.run}`
    case 'negotiation':
      return `negotiation/${attention.negotiation}`
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
    return one.thread === null && other.thread === null && one.run === other.run && one.task === other.task
  }
  if (proofLine(one.proof).long !== proofLine(other.proof).long) return false
  return one.thread === other.thread && one.landing === other.landing
}
