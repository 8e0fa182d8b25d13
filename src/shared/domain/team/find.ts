import type { ClusterId, ThreadId } from '../../kernel/ids.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import { mayHear } from '../peers/gone.ts'
import type { Thread } from '../thread/state.ts'
import { teamOf, threadOf } from '../topology/member.ts'
import type { Item, ItemState } from './state.ts'

/** Whoever speaks about a team's list: one of its threads, or a person (null). */
export type Speaker = Thread | null

export interface OnList {
  readonly item: Item
  readonly speaker: Speaker
}

/** An entry of a list, and whoever may speak about it. */
export function findItem(
  model: Model,
  { by, item: id }: { readonly by: ThreadId | null; readonly item: string },
): Result<OnList, Refusal> {
  const item = model.item.get(id)
  if (item === undefined || item.state.kind === 'removed' || item.closed === true) {
    const message = `There is no item ${id} on the list; nothing was changed.`
    return err({ code: 'item-unknown', message, remedy: 'Look at the list (task_list) for the ids.' })
  }
  const speaker = speakerOf(model, by, item.cluster)
  return speaker.ok ? ok({ item, speaker: speaker.value }) : speaker
}

export function speakerOf(model: Model, by: ThreadId | null, cluster: ClusterId): Result<Speaker, Refusal> {
  if (by === null) return ok(null)
  const thread = model.thread.get(by)
  if (thread !== undefined && mayHear(thread) && thread.role === undefined && teamOf(model, thread)?.id === cluster) {
    return ok(thread)
  }
  const message = 'The list belongs to a team that you are not in; nothing was changed.'
  return err({ code: 'not-in-team', message, remedy: 'Go on with your own task.' })
}

/** The live threads that may take an entry; none once the team is dissolved. */
export function ownersOf(model: Model, cluster: ClusterId): readonly Thread[] {
  const team = model.cluster.get(cluster)
  const members = team?.state.kind === 'team' ? team.members : []
  return members.flatMap((member) => {
    const thread = threadOf(model, member)
    return thread !== undefined && mayHear(thread) ? [thread] : []
  })
}

export type Held = Extract<ItemState, { kind: 'claimed' | 'claimed-done' }>

/** Who has it, and on what terms; null where nobody has. */
export function heldBy({ state }: Item): Held | null {
  return state.kind === 'claimed' || state.kind === 'claimed-done' ? state : null
}

/** What a thread has taken and is not done with. */
export function* itemsOf(model: Model, thread: string): Iterable<{ readonly item: Item; readonly held: Held }> {
  for (const item of model.item.values()) {
    const held = heldBy(item)
    if (held?.by === thread) yield { item, held }
  }
}
