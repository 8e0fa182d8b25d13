import { ask, growing, options, type Playbook, play } from '../playbook.ts'

const overloadedTries = 6

/** The provider can't serve anybody at the moment. */
export const overloaded: Playbook = ({ number, spread }) => {
  if (number <= overloadedTries) {
    const pause = growing(2_000, number, 300_000) + spread
    return play({ kind: 'resend' }, 'The service is overloaded. The turn is sent again after a pause.', pause)
  }
  return ask('The service stays overloaded: you decide.', 'Send a prompt in a while', options.another, options.discard)
}
