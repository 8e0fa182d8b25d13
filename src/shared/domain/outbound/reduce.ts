import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { OutboundEvent } from './events.ts'
import type { Outbound, OutboundContent } from './state.ts'

export function reduceOutbound(state: Outbound | undefined, event: OutboundEvent, { at }: EventEnvelope): Outbound {
  if (event.type === 'outbound.staged') {
    const { type: _type, ...facts } = event
    return { ...facts, state: { kind: 'staged' }, approvedBy: null, stagedAt: at, since: at, closed: false }
  }
  const outbound = existing(state, event)
  switch (event.type) {
    case 'outbound.approved':
      return {
        ...outbound,
        content: edited(outbound.content, event),
        state: { kind: 'sending' },
        approvedBy: event.by,
        since: at,
      }
    case 'outbound.refused':
      return { ...outbound, state: { kind: 'refused', reason: event.reason }, since: at, closed: true }
    case 'outbound.sent': {
      const { link, reference } = event
      return { ...outbound, state: { kind: 'sent', link, reference }, since: at, closed: true }
    }
    case 'outbound.failed':
      return { ...outbound, state: { kind: 'failed', failure: event.failure }, since: at }
    default:
      return assertNever(event)
  }
}

/** As a person changed it. */
export function edited(
  content: OutboundContent,
  { text = content.text, title }: { text?: string; title?: string },
): OutboundContent {
  return content.kind === 'comment' ? { ...content, text } : { ...content, text, title: title ?? content.title }
}
