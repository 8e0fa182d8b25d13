import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { PromptEvent } from './events.ts'
import type { SentPrompt } from './state.ts'

export function reducePrompt(state: SentPrompt | undefined, event: PromptEvent, envelope: EventEnvelope): SentPrompt {
  if (event.type === 'prompt.used') return { ...existing(state, event), used: true }
  if (event.type === 'prompt.amended') {
    const prompt = existing(state, event)
    return { ...prompt, blocks: [...prompt.blocks, ...event.blocks] }
  }
  const { type: _type, ...facts } = event
  return { ...facts, sentAt: envelope.at, used: false }
}
