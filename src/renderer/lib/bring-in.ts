import type { PublicCommand } from '../../shared/contract/channels/commands.ts'
import type { Model } from '../../shared/domain/model.ts'
import { oneLine } from '../../shared/domain/thread/quoted.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { memberOf, teamOf } from '../../shared/domain/topology/member.ts'

type Introduce = Extract<PublicCommand, { type: 'cluster.introduce' }>

/** Whether another thread can become a peer of this one. */
export function canBeBrought(thread: Thread, other: Thread): boolean {
  return other.id !== thread.id && other.project === thread.project && isOpenWork(other)
}

/** Work on a task that has not ended: others can be introduced to it. */
export function isOpenWork({ state, archived, role }: Thread): boolean {
  return state.kind !== 'landed' && state.kind !== 'discarded' && !archived && role === undefined
}

/** What introduces a thread to those that are brought in; null where they all know each other already. */
export function introduction(
  model: Model,
  thread: string,
  brought: readonly string[],
): Omit<Introduce['payload'], 'cluster' | 'negotiation'> | null {
  const self = model.thread.get(thread)
  const others = brought.flatMap((id) => model.thread.get(id) ?? [])
  if (self === undefined || others.length === 0) return null
  const team = teamOf(model, self)
  const fresh = others.filter(({ task }) => team?.members.some((member) => member.task === task) !== true)
  if (fresh.length === 0) return null
  const because = `You brought ${fresh.map(({ title }) => oneLine(title)).join(', ')} in.`
  return { members: [self, ...fresh].map(memberOf), because: because.slice(0, 1000) }
}

/** What comes of it, said before it is sent. */
export function bringInWords(names: readonly string[], known: boolean): string {
  const all = `${['This thread', ...names.slice(0, -1)].join(', ')} and ${names.at(-1)}`
  return known
    ? `${all} know each other already. Your prompt goes to this thread alone.`
    : `${all} are introduced and can write to each other from then on. Your prompt goes to this thread alone.`
}
