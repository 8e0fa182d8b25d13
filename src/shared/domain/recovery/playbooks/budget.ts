import { ask, options, type Playbook } from '../playbook.ts'

/** More may only be spent if a person says so. */
export const budget: Playbook = () =>
  ask('The budget is spent: you decide.', 'Raise the budget, then send a prompt', options.discard)
