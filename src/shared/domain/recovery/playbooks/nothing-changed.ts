import { ask, freshOnce, options, type Playbook } from '../playbook.ts'

/** Nothing is there that could land. */
export const nothingChanged: Playbook = (situation) => {
  const goesOn = situation.hinted
    ? freshOnce(situation, 'It went around in circles and changed nothing. Another thread takes the task over.')
    : null
  return goesOn ?? ask('The turn changed nothing: you decide.', options.prompt, options.another, options.discard)
}
