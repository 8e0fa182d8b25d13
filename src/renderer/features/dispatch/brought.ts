import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { introduction } from '../../lib/bring-in.ts'
import { listed } from '../../lib/coupling-words.ts'
import { stillNamed } from '../../lib/mention.ts'
import type { Draft } from './draft.ts'

type Introduce = Extract<PublicCommand, { type: 'cluster.introduce' }>

/** A thread that was started, and what it was told. */
export interface Started {
  readonly thread: string
  readonly text: string
}

/** What introduces a new thread to those that its text names; null where it names nobody, or they know each other. */
export function bringIn(
  model: Model,
  { thread, text }: Started,
  { brought, newId }: Pick<Draft, 'brought'> & { readonly newId: () => string },
): Introduce | null {
  const ids = stillNamed(text, brought).map(({ id }) => id)
  const introduce = introduction(model, thread, ids)
  return introduce === null
    ? null
    : { type: 'cluster.introduce', payload: { ...introduce, cluster: newId(), negotiation: newId() } }
}

/** What comes of the threads that are named, said before it is sent; null where none is. */
export function broughtWords(texts: readonly string[], brought: Draft['brought']): string | null {
  const named = brought.filter((one) => texts.some((text) => stillNamed(text, [one]).length > 0))
  if (named.length === 0) return null
  const names = listed(named.map(({ name }) => name))
  return texts.length === 1
    ? `Once it has started, it and ${names} are introduced and can write to each other.`
    : `Each task is introduced to the threads that it names, once it has started: ${names}.`
}
