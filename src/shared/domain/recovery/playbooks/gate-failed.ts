import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

/** Rounds of checks that may fail in one thread. */
const failedRounds = 3

/** The work does not pass; the agent is told, and mends it. */
export const gateFailed: Playbook = (situation) => {
  if (situation.number < failedRounds && !situation.unchanged) {
    return play({ kind: 'prompt', text: situation.text }, 'The work did not pass. The agent is told what failed.')
  }
  const why = situation.unchanged ? 'Nothing was changed about what failed.' : 'The work failed again and again.'
  return (
    freshOnce(situation, `${why} Another thread takes the task over with the facts.`) ??
    ask(`${why} You decide.`, options.prompt, 'Change the gate, then try it once more', options.discard)
  )
}
