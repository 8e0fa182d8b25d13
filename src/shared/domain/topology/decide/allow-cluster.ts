import { type Decide, events, refuse } from '../../decision.ts'
import { clusterNamed } from '../find.ts'

/** Of a budget, so that a slip of the hand is no licence. */
const most = { messages: 1_000_000, tokens: 1_000_000_000 } as const

export const decideAllowCluster: Decide<'cluster.allow'> = (model, { cluster: id, messages, tokens }) => {
  const found = clusterNamed(model, id)
  if (!found.ok) return found
  const { budget, used } = found.value
  if (messages < used.messages || tokens < used.tokens || messages > most.messages || tokens > most.tokens) {
    return refuse(
      'budget-wrong',
      `The team has used ${used.messages} messages and ${used.tokens} tokens; its budget stays as it is.`,
      `Name at least as much, and at most ${most.messages} messages and ${most.tokens} tokens.`,
    )
  }
  return events({ type: 'cluster.allowed', id: found.value.id, budget: { ...budget, messages, tokens } })
}
