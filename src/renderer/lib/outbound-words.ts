import type { Outbound, OutboundContent } from '../../shared/domain/outbound/state.ts'
import { visibleLine } from './visible-text.ts'

/** What would be written, and where: 'Comment on acme/payments-api#482'. */
export function outboundTitle(content: OutboundContent): string {
  if (content.kind === 'comment') {
    const { repository, number } = content.target
    return `Comment on ${visibleLine(repository)}#${number}`
  }
  return `Pull request in ${visibleLine(content.repository)}`
}

/** A name of a host, an owner or a repository, and never one that leads upwards. */
const part = /^(?!\.+$)[\w.-]+$/

/** The page it is written to; null where its parts can't be an address. */
export function outboundPlace(content: OutboundContent): string | null {
  const { host, repository } = content.kind === 'comment' ? content.target : content
  const [owner = '', name = '', ...more] = repository.split('/')
  if (![host, owner, name].every((one) => part.test(one)) || more.length > 0) return null
  const home = `https://${host}/${owner}/${name}`
  return content.kind === 'comment' ? `${home}/issues/${content.target.number}` : home
}

export interface OutboundStateWords {
  readonly glyph: 'you' | 'work' | 'done' | 'error' | 'stopped'
  readonly text: string
  /** Where it can be seen. */
  readonly link: string | null
}

/** What became of it so far. */
export function outboundStateWords({ approvedBy, content, state }: Outbound): OutboundStateWords {
  const done = content.kind === 'comment' ? 'posted' : 'opened'
  switch (state.kind) {
    case 'staged':
      return { glyph: 'you', text: 'waits for your yes', link: null }
    case 'sending':
      return { glyph: 'work', text: 'on its way', link: null }
    case 'sent':
      return { glyph: 'done', text: approvedBy === 'rule' ? `${done}, allowed by a rule` : done, link: state.link }
    case 'failed':
      return { glyph: 'error', text: `not ${done}: ${visibleLine(state.failure.message)}`, link: null }
    case 'refused':
      return { glyph: 'stopped', text: refusedWords(state.reason), link: null }
  }
}

function refusedWords(reason: string | null): string {
  return reason === null || reason.trim() === '' ? 'refused' : `refused: ${visibleLine(reason)}`
}
