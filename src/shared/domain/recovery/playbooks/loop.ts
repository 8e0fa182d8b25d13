import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

/** The same call gives the same result again and again. */
export const loop: Playbook = (situation) => {
  if (situation.number === 1) {
    return play({ kind: 'steer', text: situation.text }, 'It goes around in circles. It gets one hint.')
  }
  return (
    freshOnce(situation, 'It still goes around in circles. Another thread takes the task over with the facts.') ??
    ask(
      'It goes around in circles again and again: you decide.',
      'Send a prompt with another way to go about it',
      options.another,
      options.discard,
    )
  )
}
