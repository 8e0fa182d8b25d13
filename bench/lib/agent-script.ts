/** What every agent of the ingest benchmark says, as a pure function, so that both ends know it. */
export interface AgentUpdateLine {
  readonly sessionUpdate: string
  readonly [field: string]: unknown
}

const kinds = 10

function textOf(agent: number, index: number): string {
  return `agent ${agent} says sentence ${index} of what it is doing, `
}

/** Of ten updates: a tool call in three steps, six pieces of a message, one thought. */
export function updateOf(agent: number, index: number): AgentUpdateLine {
  const toolCallId = `call-${Math.floor(index / kinds)}`
  const content = [{ type: 'content', content: { type: 'text', text: textOf(agent, index) } }]
  switch (index % kinds) {
    case 0:
      return { sessionUpdate: 'tool_call', toolCallId, title: `Run check ${index}`, kind: 'execute', status: 'pending' }
    case 1:
      return { sessionUpdate: 'tool_call_update', toolCallId, status: 'in_progress', content }
    case 2:
      return { sessionUpdate: 'tool_call_update', toolCallId, status: 'completed' }
    case 9:
      return { sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text: textOf(agent, index) } }
    default:
      return { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: textOf(agent, index) } }
  }
}

/** The message text of the first `count` updates. */
export function messageTextOf(agent: number, count: number): string {
  let text = ''
  for (let index = 0; index < count; index += 1) {
    if (updateOf(agent, index).sessionUpdate === 'agent_message_chunk') text += textOf(agent, index)
  }
  return text
}

/** Output of each finished tool call of the first `count` updates, by the call's id. */
export function toolOutputsOf(agent: number, count: number): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>()
  for (let index = 2; index < count; index += kinds) {
    outputs.set(`call-${Math.floor(index / kinds)}`, textOf(agent, index - 1))
  }
  return outputs
}

/** How many of the agent's updates are behind so much message text. */
export function updatesBehind(agent: number, text: string): number {
  let index = 0
  for (let length = 0; length < text.length; index += 1) {
    if (updateOf(agent, index).sessionUpdate === 'agent_message_chunk') length += textOf(agent, index).length
  }
  return index
}

/** The first piece of a message at or after `index`. */
export function nextMessage(agent: number, index: number): number {
  let at = index
  while (updateOf(agent, at).sessionUpdate !== 'agent_message_chunk') at += 1
  return at
}
