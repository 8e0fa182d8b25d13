import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/shared/domain/event.ts'
import { Account } from './account.ts'
import { auditLog } from './audit.ts'

type Event = Readonly<Record<string, unknown>>

function stored(events: readonly Event[], everyMs = 1000): readonly StoredEvent[] {
  return events.map((event, sequence) => ({ sequence, at: sequence * everyMs, event }) as unknown as StoredEvent)
}

const sent = (id: string, number = 1): readonly Event[] => [
  { type: 'message.sent', id, from: 'a', to: 'b', number, kind: 'message', text: 'Hello.' },
  { type: 'cluster.spent', id: 'team', messages: 1, tokens: 0 },
]
const read = (id: string): readonly Event[] => [
  { type: 'message.read', id },
  { type: 'mailbox.emptied', id: 'b', messages: 1, how: 'fetched' },
]

function accounts(accepted: readonly string[], heard: readonly (readonly [string, number])[]) {
  const [a, b] = [new Account('a'), new Account('b')]
  for (const id of accepted) a.accepted.add(id)
  for (const [id, number] of heard) b.heard.push({ id, number, from: { title: 'A', thread: 'a' }, kind: 'message' })
  return [a, b]
}

const two = [...sent('m1'), ...sent('m2', 2), ...read('m1'), ...read('m2')]
const bothHeard = [
  ['m1', 1],
  ['m2', 2],
] as const

function wrongOf(events: readonly Event[], [a, b] = accounts(['m1', 'm2'], bothHeard), everyMs = 1000) {
  if (a === undefined || b === undefined) throw new Error('two accounts are needed')
  return auditLog(stored(events, everyMs), [a, b]).wrong.join('; ')
}

describe('the audit of a chat', () => {
  it('finds nothing where everything was given once, in order', () => {
    expect(wrongOf(two)).toBe('')
    expect(auditLog(stored(two), accounts(['m1', 'm2'], bothHeard))).toMatchObject({ sent: 2, read: 2, mostWaiting: 2 })
  })

  it('finds a team that said more than it may', () => {
    const allowed = (messages: number) => [{ type: 'cluster.allowed', id: 'team', budget: { messages } }]
    expect(wrongOf([...allowed(1), ...two])).toContain('the team said 2 of 1')
    expect(wrongOf([...allowed(2), ...two])).toBe('')
  })

  it('finds a message that came to no end', () => {
    expect(wrongOf(two.slice(0, -2))).toContain('m2 came to no end')
  })

  it('finds a message that was dropped on its way to the agent, given twice, or in another order', () => {
    expect(wrongOf(two, accounts(['m1', 'm2'], [['m1', 1]]))).toContain('b was never given m2')
    expect(wrongOf(two, accounts(['m1', 'm2'], [...bothHeard, ['m1', 1]]))).toContain('b was given m1 twice')
    expect(wrongOf(two, accounts(['m1', 'm2'], bothHeard.toReversed()))).toContain('message 2 of a out of order')
  })

  it('finds an answer that says what the log doesn’t', () => {
    expect(wrongOf(two, accounts(['m1', 'm2', 'm3'], bothHeard))).toContain('a was told that m3 was accepted')
    expect(wrongOf(two, accounts(['m1'], bothHeard))).toContain('a was told of 1 accepted messages, the log has 2')
  })

  it('finds more messages at once than a sender may send', () => {
    const ids = Array.from({ length: 22 }, (_, at) => `m${at + 1}`)
    const events = [...ids.flatMap((id, at) => sent(id, at + 1)), ...ids.flatMap(read)]
    const told = () =>
      accounts(
        ids,
        ids.map((id, at) => [id, at + 1] as const),
      )
    expect(wrongOf(events, told(), 1500)).toBe('')
    expect(wrongOf(events, told(), 1)).toContain('a sent 2')
  })

  it('finds an exchange that took more than its caps', () => {
    const caps = { messages: 1, tokens: 100, rounds: 4, minutes: 20 }
    const spoke = { type: 'negotiation.spoke', id: 'n', by: 'a', tokens: 60, round: false }
    const wrong = wrongOf([{ type: 'negotiation.opened', id: 'n', caps }, spoke, spoke, ...two])
    expect(wrong).toContain('n took 2 messages of 1')
    expect(wrong).toContain('n took 120 tokens')
  })

  it('finds a refusal without a reason', () => {
    const failure = { code: 'too-many-messages', message: 'You have sent many.', remedy: '' }
    expect(wrongOf([...two, { type: 'mailbox.refused', id: 'a', message: 'm3', failure }])).toContain(
      'without a reason',
    )
  })
})
