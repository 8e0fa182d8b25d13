import { ask, options, otherAgent, type Playbook } from '../playbook.ts'

/** The agent doesn't want to; asking it again would not help. */
export const refusal: Playbook = (situation) =>
  otherAgent(situation, 'The agent refused to go on. Another agent takes the task over.') ??
  ask(
    'The agent refused to go on: you decide.',
    'Word the task differently in a prompt',
    options.another,
    options.discard,
  )
