import type { AgentUpdate } from '../../src/shared/transcript/update.ts'

const kinds = 10

/** Stands before the time at which something was said, so that a page can be asked how old what it shows is. */
const saidAt = 'said at '

/** Of ten updates, as agents mix them: a tool call in three steps, six pieces of a message, one thought. */
export function loadUpdate(agent: number, index: number, now: number): AgentUpdate {
  const toolCall = `call-${Math.floor(index / kinds)}`
  const text = `agent ${agent} tells sentence ${index} of its work, ${saidAt}${now} `
  switch (index % kinds) {
    case 0:
      return { kind: 'tool', toolCall, patch: { title: `Run check ${index}`, toolKind: 'execute', status: 'pending' } }
    case 1:
      return { kind: 'tool', toolCall, patch: { status: 'running', content: [{ kind: 'text', text }] } }
    case 2:
      return { kind: 'tool', toolCall, patch: { status: 'completed' } }
    case 9:
      return { kind: 'thought', text }
    default:
      return { kind: 'message', text }
  }
}
