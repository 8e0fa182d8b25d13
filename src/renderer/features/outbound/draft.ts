import { type OutboundContent, outboundLimits } from '../../../shared/domain/outbound/state.ts'

/** What would be written, as a person may change it. */
export type Draft = {
  /** Null where it has none. */
  readonly title: string | null
  readonly text: string
}

export function draftOf(content: OutboundContent): Draft {
  return { title: content.kind === 'pull-request' ? content.title : null, text: content.text }
}

export function unchanged(draft: Draft, content: OutboundContent): boolean {
  const own = draftOf(content)
  return draft.title === own.title && draft.text === own.text
}

/** What a person changed, as a command takes it; nothing where it goes as it was proposed. */
export function changesOf(draft: Draft, content: OutboundContent): { text?: string; title?: string } {
  const own = draftOf(content)
  return {
    ...(draft.text === own.text ? {} : { text: draft.text }),
    ...(draft.title === null || draft.title === own.title ? {} : { title: draft.title }),
  }
}

/** Why it can't be sent as it is; null where it can. */
export function problemOf({ title, text }: Draft): string | null {
  if (text.trim() === '') return 'There is nothing to write. Write something, or refuse it.'
  if (text.length > outboundLimits.text) return tooLong('The text', text.length, outboundLimits.text)
  if (title === null) return null
  if (title.trim() === '') return 'The title is empty.'
  return title.length > outboundLimits.title ? tooLong('The title', title.length, outboundLimits.title) : null
}

function tooLong(what: string, length: number, limit: number): string {
  return `${what} has ${length} characters, and may have ${limit}.`
}
