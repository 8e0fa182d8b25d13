import { describe, expect, it } from 'vitest'
import type { Outbound, OutboundContent, OutboundState } from '../../shared/domain/outbound/state.ts'
import { failure } from '../../shared/kernel/failure.ts'
import { outboundPlace, outboundStateWords, outboundTitle } from './outbound-words.ts'

const target = { kind: 'github', host: 'github.com', repository: 'acme/payments-api', number: 482 } as const
const comment: OutboundContent = { kind: 'comment', target, text: 'Found it.' }
const request: OutboundContent = {
  kind: 'pull-request',
  host: 'github.com',
  repository: 'acme/payments-api',
  title: 'Refund once',
  text: '',
  branch: 'sy/refund',
  commit: '71be2fa',
  into: 'main',
}

const words = (state: OutboundState, more: Partial<Outbound> = {}) =>
  outboundStateWords({ content: comment, approvedBy: 'person', state, ...more } as Outbound).text

describe('what is written outside', () => {
  it('says what and where', () => {
    expect([outboundTitle(comment), outboundTitle(request)]).toEqual([
      'Comment on acme/payments-api#482',
      'Pull request in acme/payments-api',
    ])
    expect(outboundPlace(comment)).toBe('https://github.com/acme/payments-api/issues/482')
    expect(outboundPlace(request)).toBe('https://github.com/acme/payments-api')
  })

  it.each(['acme', 'acme/a/b', 'acme/..', 'acme/x?y', 'acme/..%2f', '/x', 'acme/ x'])(
    'makes no address of %j',
    (repository) => {
      expect(outboundPlace({ ...comment, target: { ...target, repository } })).toBeNull()
    },
  )

  it('says what became of it', () => {
    expect(words({ kind: 'staged' })).toBe('waits for your yes')
    expect(words({ kind: 'sent', link: 'https://x', reference: '1' })).toBe('posted')
    expect(words({ kind: 'sent', link: 'https://x', reference: '1' }, { content: request, approvedBy: 'rule' })).toBe(
      'opened, allowed by a rule',
    )
    expect(words({ kind: 'failed', failure: failure('x', 'The token is revoked.', 'Set one.') })).toBe(
      'not posted: The token is revoked.',
    )
    expect(words({ kind: 'refused', reason: null })).toBe('refused')
    expect(words({ kind: 'refused', reason: 'not\u200b true' })).toBe('refused: not‹U+200B› true')
  })
})
