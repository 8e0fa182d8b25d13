import { describe, expect, it } from 'vitest'
import type { OutboundContent } from '../../../shared/domain/outbound/state.ts'
import { changesOf, draftOf, problemOf, unchanged } from './draft.ts'

const target = { kind: 'github', host: 'github.com', repository: 'acme/api', number: 1 } as const
const comment: OutboundContent = { kind: 'comment', target, text: 'Found it.' }
const request: OutboundContent = {
  kind: 'pull-request',
  host: 'github.com',
  repository: 'acme/api',
  title: 'Refund once',
  text: 'Because.',
  branch: 'sy/refund',
  commit: '71be2fa',
  into: 'main',
}

describe('what a person makes of what is to be written', () => {
  it('sends only what was changed', () => {
    expect(changesOf(draftOf(request), request)).toEqual({})
    expect(changesOf({ ...draftOf(request), title: 'Twice' }, request)).toEqual({ title: 'Twice' })
    expect(changesOf({ title: null, text: 'Better.' }, comment)).toEqual({ text: 'Better.' })
    expect([unchanged(draftOf(comment), comment), unchanged({ title: null, text: '' }, comment)]).toEqual([true, false])
  })

  it('says why it can not go', () => {
    expect(problemOf(draftOf(comment))).toBeNull()
    expect(problemOf({ title: null, text: ' \n' })).toContain('nothing to write')
    expect(problemOf({ title: '', text: 'a' })).toContain('title')
    expect(problemOf({ title: 'a'.repeat(251), text: 'a' })).toContain('may have 250')
    expect(problemOf({ title: null, text: 'a'.repeat(60_001) })).toContain('may have 60000')
  })
})
