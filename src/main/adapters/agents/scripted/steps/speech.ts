import type { ContentBlock } from '@agentclientprotocol/sdk'
import type { SayStep, Step, UsageStep } from '../steps.ts'
import { emit, fill, pause, type Turn } from '../turn.ts'

/** A message without a wish of its own comes in at most this many chunks, so a long one doesn't take long. */
const MOST_CHUNKS = 20
const CHUNK_CHARACTERS = 24
const STEADY_MS = 10

export async function say(turn: Turn, step: SayStep): Promise<void> {
  const characters = [...fill(turn, step.text)]
  const wanted = step.chunks ?? Math.min(MOST_CHUNKS, Math.ceil(characters.length / CHUNK_CHARACTERS))
  const chunks = Math.max(1, Math.min(wanted, characters.length))
  const everyMs = step.everyMs ?? (turn.session.state.model === 'fast' ? 0 : STEADY_MS)
  const messageId = turn.session.nextMessageId()
  for (let at = 0; at < chunks && !turn.signal.aborted; at += 1) {
    if (at > 0 && everyMs > 0) await pause(turn, everyMs)
    if (turn.signal.aborted) return
    const from = Math.floor((at * characters.length) / chunks)
    const to = Math.floor(((at + 1) * characters.length) / chunks)
    const content = textBlock(characters.slice(from, to).join(''))
    await emit(turn, { sessionUpdate: 'agent_message_chunk', messageId, content })
  }
}

export async function think(turn: Turn, text: string): Promise<void> {
  const messageId = turn.session.nextMessageId()
  await emit(turn, { sessionUpdate: 'agent_thought_chunk', messageId, content: textBlock(fill(turn, text)) })
}

export async function plan(turn: Turn, step: Extract<Step, { kind: 'plan' }>): Promise<void> {
  const entries = step.entries.map(({ content, status }) => ({
    content: fill(turn, content),
    status,
    priority: 'medium' as const,
  }))
  await emit(turn, { sessionUpdate: 'plan', entries })
}

export async function usage(turn: Turn, { used, size, cost }: UsageStep): Promise<void> {
  await emit(turn, { sessionUpdate: 'usage_update', used, size, ...(cost === undefined ? {} : { cost: { ...cost } }) })
}

export function textBlock(text: string): ContentBlock {
  return { type: 'text', text }
}
