import { describe, expect, it } from 'vitest'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { decidedOn, nothingDecided, withDecided } from './decided.ts'
import { effortWords, itemWords, parkedWords } from './item-words.ts'
import type { Item } from './items.ts'

const thread = {
  id: 't1',
  title: 'Invoice\u202e endpoints',
  state: { kind: 'ready' },
  checkpoint: { files: 2, additions: 88, deletions: 0 },
  requests: [],
} as unknown as Thread

const item = (attention: object, more: Partial<Item> = {}): Item =>
  ({
    key: 'k',
    attention: { thread: 't1', since: 0, ...attention },
    thread,
    proof: { kind: 'no-gates' },
    ...more,
  }) as Item

describe('a decision in two lines', () => {
  it('names what is asked, with invisible characters spelled out', () => {
    const request = { id: 'r', title: 'Run\nit', detail: '\n\nrm -rf\u001b[2K /\nmore', options: [] }
    const words = itemWords(item({ kind: 'permission', request: 'r' }, { request: request as never }))
    expect(words).toEqual({
      glyph: 'you',
      what: 'Invoice‹U+202E› endpoints asks: Run it',
      detail: 'rm -rf␛[2K /',
      exact: true,
    })
  })

  it('counts a change', () => {
    expect(itemWords(item({ kind: 'review' })).detail).toBe('+88 in 2 files · no gates, nothing proven')
  })

  it('says what is to be written outside and where, and that it could not be', () => {
    const target = { kind: 'github', host: 'github.com', repository: 'acme/api', number: 482 } as const
    const outbound = { content: { kind: 'comment', target, text: '\n**Found**\u200b it' }, state: { kind: 'staged' } }
    const about = (more: object) =>
      itemWords(item({ kind: 'outbound' }, { outbound: { ...outbound, ...more } as never } as Partial<Item>))
    expect(about({})).toEqual({
      glyph: 'you',
      what: 'Invoice‹U+202E› endpoints wants to comment on acme/api#482',
      detail: '**Found**‹U+200B› it',
      exact: true,
    })
    const content = { kind: 'pull-request', repository: 'acme/api', title: 'Refund once' }
    const failed = { kind: 'failed', failure: { code: 'x', message: 'The token is revoked.', remedy: '' } }
    expect(about({ content, state: failed })).toMatchObject({
      glyph: 'error',
      what: 'Invoice‹U+202E› endpoints could not open a pull request in acme/api',
      detail: 'The token is revoked.',
    })
  })

  it('says why it stopped', () => {
    const reason = { code: 'auth', message: 'It is signed out.', remedy: 'Sign in.' }
    const parked = { ...thread, state: { kind: 'parked', reason } } as unknown as Thread
    const words = itemWords(item({ kind: 'parked' }, { thread: parked }))
    expect(words.what).toContain(parkedWords.auth)
    expect(words.detail).toBe('It is signed out.')
  })

  it('names a plan, a spent budget and a proposed task, with invisible characters spelled out', () => {
    const run = { id: 'r', goal: 'Invoices\u202e\nand more' } as Run
    const about = (kind: string, task?: object) =>
      itemWords({ key: 'k', attention: { kind, run: 'r', since: 0 }, thread: null, run, task } as unknown as Item)
    expect(about('plan').what).toBe('A plan waits for your approval: Invoices‹U+202E›')
    expect(about('run-paused').what).toBe('The budget is spent: Invoices‹U+202E›')
    const proposed = about('proposed', { title: 'Docs', brief: '\n\nWrite\u001b[2K them\nall' })
    expect([proposed.what, proposed.detail]).toEqual(['A thread proposes a task: Docs', 'Write␛[2K them'])
  })

  it('says who is to be brought together, or could not agree, and who got no answer', () => {
    const run = { id: 'r', goal: 'Invoices' } as Run
    const about = (attention: object, more: object) =>
      itemWords({ key: 'k', attention: { run: 'r', since: 0, ...attention }, thread: null, run, ...more } as never)
    const names = 'Invoice endpoints and Invoice schema'
    const team = about({ kind: 'team-proposed' }, { names, cluster: { because: 'Both edit\u202e a.ts.' } })
    expect([team.what, team.detail]).toEqual([`A team is proposed: ${names}`, 'Both edit‹U+202E› a.ts.'])
    const talk = about({ kind: 'negotiation' }, { names, negotiation: { topic: 'Who owns a.ts' } })
    expect([talk.what, talk.detail]).toEqual([`${names} could not agree`, 'Who owns a.ts'])
    const question = { text: '\nIs it a number?' } as never
    const asked = itemWords(item({ kind: 'unanswered' }, { question, asked: 'Invoice schema' } as never))
    expect(asked.what).toContain('got no answer from Invoice schema')
    expect(asked.detail).toBe('Is it a number?')
  })

  it('adds up to an effort', () => {
    expect(effortWords(['permission'])).toBe('about 1 minute')
    expect(effortWords(['permission', 'permission', 'parked', 'review'])).toBe('about 5 minutes')
  })
})

describe('what was decided today', () => {
  const at = new Date(2026, 2, 3, 12).getTime()
  const one = { key: 'a', title: 'A', what: 'Merged', at }

  it('is forgotten the next day', () => {
    const known = withDecided(withDecided(nothingDecided, one), { ...one, key: 'b', at: at + 1 })
    expect(decidedOn(known, at + 60_000).map(({ key }) => key)).toEqual(['b', 'a'])
    const tomorrow = at + 24 * 3_600_000
    expect(decidedOn(known, tomorrow)).toEqual([])
    expect(withDecided(known, { ...one, key: 'c', at: tomorrow }).items).toHaveLength(1)
  })
})
