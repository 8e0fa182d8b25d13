import { ask, options, type Playbook, play } from '../playbook.ts'

const pauses = [2_000, 8_000]

/** The worktree or the session could not be made ready. */
export const setup: Playbook = ({ number }) => {
  const pause = pauses[number - 1]
  if (pause !== undefined) {
    return play({ kind: 'resend' }, `It could not be set up. It is tried again in ${pause / 1000} s.`, pause)
  }
  return ask(
    'It could not be set up, three times: you decide.',
    'Mend what stands in the way, then send a prompt',
    options.discard,
  )
}
