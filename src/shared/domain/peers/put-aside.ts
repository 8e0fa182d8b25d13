import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { PromptBlock } from '../thread/state.ts'
import type { OpenQuestion } from './state.ts'

/** Nobody waits for the answers any more: for these questions no person is asked to look. */
export function putAside(
  model: Model,
  asker: ThreadId,
  { because, questions }: { readonly questions: readonly OpenQuestion[]; readonly because: string },
): readonly DomainEvent[] {
  if (questions.length === 0) return []
  const messages = questions.map(({ message }) => message)
  const open = messages.filter((id) => {
    const message = model.message.get(id)
    return message !== undefined && message.answeredBy === undefined && message.closed !== true
  })
  return [
    ...open.map((id) => ({ type: 'message.closed', id, because }) as const),
    { type: 'mailbox.heard', id: asker, messages },
  ]
}

/** A person speaks to the one that asked, or to the one that was to answer: that settles what they were told of. */
export function settledByPerson(
  model: Model,
  { blocks, thread }: { readonly thread: ThreadId; readonly blocks: readonly PromptBlock[] },
): readonly DomainEvent[] {
  if (model.mailbox.get(thread) === undefined || !blocks.some(({ origin }) => origin === 'person')) return []
  const title = model.thread.get(thread)?.title ?? thread
  const because = `A person has written to ${title}.`
  return [...model.mailbox.values()].flatMap(({ asked = [], id }) => {
    const overdue = asked.filter((one) => one.overdueSince !== undefined && (id === thread || one.to === thread))
    return putAside(model, id, { questions: overdue, because })
  })
}
