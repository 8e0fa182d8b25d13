import { ask, options, type Playbook, play } from '../playbook.ts'

/** A thread that only reads has written. */
export const changedFiles: Playbook = ({ number, text }) => {
  if (number === 1) {
    return play({ kind: 'prompt', text }, 'It only reads, and it changed files. It is told to put them back.')
  }
  return ask('It only reads, and it changed files again: you decide.', options.prompt, options.discard)
}
