import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { PromptEvent } from './events.ts'
import type { SentPrompt } from './state.ts'

export function reducePrompt(state: SentPrompt | undefined, event: PromptEvent, envelope: EventEnvelope): SentPrompt {
  if (event.type === 'prompt.used') return { ...existing(state, event), used: true }
  if (event.type === 'prompt.amended') {
    const prompt = existing(state, event)
    const amended = { ...prompt, blocks: [...prompt.blocks, ...event.blocks] }
    if (event.mail === undefined) return amended
    return { ...amended, mail: { messages: event.mail, from: prompt.blocks.length, blocks: event.blocks.length } }
  }
  if (event.type === 'prompt.trimmed') return trimmed(existing(state, event))
  const { type: _type, ...facts } = event
  return { ...facts, sentAt: envelope.at, used: false }
}

function trimmed({ mail, ...prompt }: SentPrompt): SentPrompt {
  if (mail === undefined) return prompt
  const kept = prompt.blocks.filter((_block, index) => index < mail.from || index >= mail.from + mail.blocks)
  return { ...prompt, blocks: kept }
}
