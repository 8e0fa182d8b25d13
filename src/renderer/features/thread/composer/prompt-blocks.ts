import { oneLine } from '../../../../shared/domain/thread/quoted.ts'
import type { Attachment, Draft } from './draft.ts'

export type SentBlock =
  | { kind: 'text'; text: string; origin: 'person' }
  | { kind: 'image'; mimeType: string; data: string; origin: 'person' }

/** What goes to the agent: the words first, then what was attached, each file under its name. */
export function promptBlocks({ text, attachments }: Pick<Draft, 'text' | 'attachments'>): SentBlock[] {
  const words: SentBlock[] = text.trim() === '' ? [] : [{ kind: 'text', text, origin: 'person' }]
  return [...words, ...attachments.map(blockOf)]
}

function blockOf(attachment: Attachment): SentBlock {
  if (attachment.kind === 'image') {
    return { kind: 'image', mimeType: attachment.mimeType, data: attachment.data, origin: 'person' }
  }
  if (attachment.kind === 'thread') {
    const text = `Brought in as a peer: ${oneLine(attachment.name)} (thread ${attachment.id}).`
    return { kind: 'text', text, origin: 'person' }
  }
  return { kind: 'text', text: `Attached file ${attachment.name}:\n\n${attachment.text}`, origin: 'person' }
}
