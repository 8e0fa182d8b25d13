import { type Decision, refuse } from '../decision.ts'
import { type OutboundContent, outboundLimits } from './state.ts'

/** Why this can't be written anywhere, null if it can. */
export function contentRefusal(content: OutboundContent): Decision | null {
  if (content.text.trim() === '')
    return refuse('outbound-empty', 'It says nothing; nothing was changed.', 'Write a text.')
  if (content.text.length > outboundLimits.text) return tooLong('text', outboundLimits.text)
  if (content.kind === 'comment') return null
  if (content.title.trim() === '' || /[\r\n]/.test(content.title)) {
    return refuse('outbound-untitled', 'It needs a title of one line; nothing was changed.', 'Give it one.')
  }
  return content.title.length > outboundLimits.title ? tooLong('title', outboundLimits.title) : null
}

function tooLong(what: string, limit: number): Decision {
  return refuse(
    'outbound-too-long',
    `Its ${what} is longer than ${limit} characters; nothing was changed.`,
    'Shorten it.',
  )
}
