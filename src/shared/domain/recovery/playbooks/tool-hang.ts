import { ask, freshOnce, options, type Playbook, play } from '../playbook.ts'

/** The agent or a tool of it stands still, and nothing says that it works. */
export const toolHang: Playbook = (situation) => {
  if (situation.number === 1) {
    return play({ kind: 'interrupt' }, 'The agent stands still. Its turn is ended and sent again.')
  }
  return (
    freshOnce(situation, 'The agent stands still again. Another thread takes the task over.') ??
    ask('The agent stands still again and again: you decide.', options.prompt, options.another, options.discard)
  )
}
