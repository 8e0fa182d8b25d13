import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

const pauses = [2_000, 8_000]

/** The turn ended with an error that says nothing more. */
export const error: Playbook = (situation) => {
  const pause = pauses[situation.number - 1]
  if (pause !== undefined) {
    return play({ kind: 'resend' }, `The turn ended with an error. It is sent again in ${pause / 1000} s.`, pause)
  }
  return (
    freshOnce(situation, 'The turn ended with an error again and again. Another thread takes the task over.') ??
    ask('The turn ended with an error again and again: you decide.', options.prompt, options.another, options.discard)
  )
}
