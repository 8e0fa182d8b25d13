import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

/** The conversation is too long for the model. */
export const contextOverflow: Playbook = (situation) => {
  if (situation.number === 1) {
    const words =
      'The conversation grew too long. The turn is sent again in a new conversation, to go in smaller steps.'
    return play({ kind: 'resend-fresh-session' }, words)
  }
  return (
    freshOnce(situation, 'The conversation grew too long again. Another thread takes the task over.') ??
    ask(
      'The conversation grows too long each time: you decide.',
      'Send a smaller next step',
      options.another,
      options.discard,
    )
  )
}
