import { describe, expect, it } from 'vitest'
import type { Contract } from '../../../../shared/domain/contracts/state.ts'
import { negotiationOf } from '../testing/peers.ts'
import { gaugeOf } from './gauge.ts'
import { confirmedWords, rulingWords, settledWords, standingWords } from './negotiation-words.ts'
import { settleChoices } from './settle-choices.ts'

const name = (thread: string | null) => `Thread ${thread}`
const contract = () => 'invoice'

describe('the gauge', () => {
  it('counts what is reserved beside what is used, and stops with the settlement', () => {
    const open = gaugeOf(negotiationOf(), 6 * 60_000)
    expect(open.map(({ words }) => words)).toEqual(['2 of 4', '5 of 12', '3.9k of 24k', '6 of 20'])
    const state = { kind: 'settled', at: 3 * 60_000, outcome: { kind: 'stopped' }, by: 'host', because: '' }
    expect(gaugeOf(negotiationOf({ state }), 60 * 60_000)[3]?.words).toBe('3 of 20')
    expect(gaugeOf(negotiationOf(), 90 * 60_000)[3]?.words).toBe('20 of 20')
  })
})

describe('how an exchange stands', () => {
  it('names who agreed and who has not', () => {
    const confirmed = [{ thread: 'a', contract: 'k', version: 3 }]
    expect(confirmedWords(negotiationOf({ confirmed }), name, contract)).toBe(
      'Thread a has confirmed invoice v3; Thread b has not.',
    )
    expect(confirmedWords(negotiationOf(), name, contract)).toBeNull()
  })

  it('says what comes next, and how it ended', () => {
    expect(standingWords(negotiationOf())).toContain('one goes on')
    expect(standingWords(negotiationOf({ state: { kind: 'asking' } }))).toContain('until you settle it')
    const settled = { kind: 'settled', by: 'host', because: 'x', at: 1 } as const
    const outcome = { kind: 'serialized', first: 'a', second: 'b' } as never
    expect(settledWords({ ...settled, outcome }, name, contract)).toBe(
      'Thread a goes first, Thread b waits for its landing. Switchyard decided.',
    )
  })
})

describe('what a person may settle it to', () => {
  const contracts = [
    { id: 'k1', name: 'invoice', version: 3, owner: 'a', readers: [] },
    { id: 'k2', name: 'other', version: 1, owner: 'z', readers: [] },
  ] as unknown as readonly Contract[]

  it('is a contract of the parties, one of them first, or nothing', () => {
    const titles = settleChoices(negotiationOf(), contracts, name).map(({ title }) => title)
    expect(titles).toEqual(['Agreed: invoice v3', 'Thread a goes first', 'Thread b goes first', 'Nothing forced'])
  })

  it('is told with what comes of it', () => {
    const facts = { parties: negotiationOf().parties, name, contract }
    const words = settleChoices(negotiationOf(), contracts, name).map(({ ruling }) => rulingWords(ruling, facts))
    expect(words[0]).toContain('invoice v3 holds')
    expect(words[1]).toContain('Thread b waits until it has landed')
    expect(words[3]).toContain('nothing is settled')
  })
})
