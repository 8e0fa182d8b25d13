import { type Playbook, play } from '../playbook.ts'

/** It is well: it waits for an answer. */
export const waitingForPerson: Playbook = () => play({ kind: 'leave' }, 'It waits for an answer: nothing is done.')
