import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

const pauses = [1_000, 4_000]

/** The agent's process died in the middle of a turn. */
export const crash: Playbook = (situation) => {
  const pause = pauses[situation.number - 1]
  if (pause !== undefined) {
    const words = `The agent's process ended during the turn. The turn is sent again in ${pause / 1000} s.`
    return play({ kind: 'resend' }, words, pause)
  }
  return (
    freshOnce(situation, 'The agent crashed again and again. Another thread takes the task over.') ??
    ask('The agent crashed again and again: you decide.', options.prompt, options.another, options.discard)
  )
}
