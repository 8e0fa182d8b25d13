import type { Message, MessageKind } from '../../shared/domain/peers/state.ts'
import { assertNever } from '../../shared/kernel/assert-never.ts'
import { visibleText } from './visible-text.ts'

export interface StateWords {
  /** 'read', 'held' */
  readonly text: string
  /** Why it is so, and what is to be done; null where the word says all. */
  readonly reason: string | null
  readonly trouble: boolean
}

/** Where a message is on its way. `held` is what keeps it waiting, where something does. */
export function stateWords({ state }: Pick<Message, 'state'>, held?: string | undefined): StateWords {
  switch (state.kind) {
    case 'accepted':
      return held === undefined
        ? { text: 'accepted', reason: null, trouble: false }
        : { text: 'held', reason: visibleText(held), trouble: false }
    case 'placed':
      return { text: 'in the next prompt', reason: null, trouble: false }
    case 'delivered':
      return { text: 'delivered', reason: null, trouble: false }
    case 'read':
      return { text: 'read', reason: null, trouble: false }
    case 'refused':
      return {
        text: 'refused',
        reason: visibleText(`${state.failure.message} ${state.failure.remedy}`.trim()),
        trouble: true,
      }
    case 'expired':
      return { text: 'expired', reason: visibleText(state.because), trouble: true }
    default:
      return assertNever(state)
  }
}

const kinds: Readonly<Record<MessageKind, string>> = {
  message: '',
  question: 'Question',
  answer: 'Answer',
  request: 'Request',
  proposal: 'Plan',
  finding: 'Finding',
  contract: 'Contract notice',
  introduction: 'Introduction',
  notice: 'Notice',
}

/** 'From Invoice UI adapters', 'Question to Invoice schema'. `thread` is the one that looks. */
export function addressWords(message: Pick<Message, 'from' | 'to' | 'kind'>, thread: string, other: string): string {
  const way = message.to === thread ? 'from' : 'to'
  const kind = kinds[message.kind]
  return kind === '' ? `${way === 'from' ? 'From' : 'To'} ${other}` : `${kind} ${way} ${other}`
}

/** What became of a question or a proposal; null for all others. */
export function answerWords({
  kind,
  state,
  answeredBy,
  closed,
  escalated,
}: Pick<Message, 'kind' | 'state' | 'answeredBy' | 'escalated' | 'closed'>): string | null {
  if ((kind !== 'question' && kind !== 'proposal') || state.kind === 'refused') return null
  if (answeredBy !== undefined) return 'answered'
  if (closed === true) return 'not answered: nobody waits for it any more'
  return escalated === true ? 'not answered in time: you were told' : 'not answered yet'
}
