import { ask, options, otherAgent, type Playbook } from '../playbook.ts'

/** Only a person can sign in. */
export const auth: Playbook = (situation) =>
  otherAgent(situation, 'The agent is not signed in. Another agent takes the task over.') ??
  ask(
    'The agent is not signed in: you are asked.',
    'Sign in with the agent, then send a prompt',
    options.another,
    options.discard,
  )
