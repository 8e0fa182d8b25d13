import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

/** What landed meanwhile and this work don't go together. */
export const landingConflict: Playbook = (situation) => {
  if (situation.number === 1) {
    const words = 'The work does not go together with what has landed. The agent is told to take that in.'
    return play({ kind: 'prompt', text: situation.text }, words)
  }
  return (
    freshOnce(
      situation,
      'The work still does not go together with what has landed. Another thread starts from there.',
    ) ??
    ask(
      'The work does not go together with what has landed: you decide.',
      options.prompt,
      options.another,
      options.discard,
    )
  )
}
