import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ThreadId } from '../../kernel/ids.ts'
import { outcomeOf, sessionReport } from '../testing/outside.ts'
import { codeOf, talk as id, TeamTalk } from '../testing/team-talk.ts'
import { tokensOf } from './budget.ts'
import { type AtCap, negotiationLimits } from './state.ts'

type Move = readonly [kind: number, which: number, choice: number]

const keys = ['a', 'b', 'c']
const moves = fc.array(fc.tuple(fc.nat(9), fc.nat(2), fc.nat(1_000)), { minLength: 5, maxLength: 60 })
const world = fc.record({
  atCap: fc.constantFrom<AtCap>('serialize', 'arbiter', 'ask'),
  caps: fc.record({
    rounds: fc.integer({ min: 1, max: 4 }),
    messages: fc.integer({ min: 2, max: 12 }),
    tokens: fc.integer({ min: 500, max: 4_000 }),
    minutes: fc.integer({ min: 1, max: 60 }),
  }),
})

/** Whatever threads, a person and the outside may do; `choice` picks the rest. */
function move(talk: TeamTalk, [kind, which, choice]: Move): void {
  const { simulation, threads } = talk
  const by = threads[which] ?? ('none' as ThreadId)
  const other = threads[(which + 1 + (choice % 2)) % threads.length] ?? by
  switch (kind) {
    case 0:
    case 1:
    case 2:
      talk.say(by, other, 'x'.repeat(choice * (choice % 3)))
      return
    case 3: {
      const waiting = [...talk.model.message.within(by)].filter(({ state }) => state.kind === 'accepted')
      talk.read(by, ...waiting.slice(0, choice % 4).map((message) => message.id))
      return
    }
    case 4:
      talk.publish(by, 'api', talk.model.contract.get('api')?.version)
      return
    case 5:
      talk.confirm(by, talk.model.contract.get('api')?.version ?? 1)
      return
    case 6:
      outside(talk, choice)
      return
    case 7: {
      const report = sessionReport(simulation, by, choice)
      if (report !== null) simulation.send(report)
      return
    }
    case 8:
      if (choice % 8 === 0) simulation.send({ type: 'thread.discard', payload: { thread: by } }, undefined, 'person')
      return
    default:
      wait(talk, choice % 20)
  }
}

function outside(talk: TeamTalk, choice: number): void {
  const runnable = talk.simulation.runnable()
  const next = runnable[choice % Math.max(1, runnable.length)]
  if (next !== undefined) talk.simulation.settle(next, outcomeOf(talk.simulation, next, choice))
}

function wait(talk: TeamTalk, minutes: number): void {
  talk.simulation.now += minutes * 60_000
  talk.simulation.send({ type: 'negotiation.check', payload: {} })
}

function withinCaps(talk: TeamTalk): void {
  const { caps, used } = talk.negotiation
  expect(used.messages).toBeLessThanOrEqual(caps.messages)
  expect(used.rounds).toBeLessThanOrEqual(caps.rounds)
  expect(used.tokens + used.reserved).toBeLessThanOrEqual(caps.tokens)
  const open = [...talk.model.message.values()].filter(({ negotiation, state }) => {
    return negotiation === id && !['read', 'expired', 'refused'].includes(state.kind)
  })
  expect(used.reserved).toBe(open.reduce((sum, { text }) => sum + tokensOf(text), 0))
}

/** Everybody but the arbiter in its turn tries to rule. */
function nobodyRules(talk: TeamTalk): void {
  const { state } = talk.negotiation
  const arbiter = state.kind === 'arbitrating' ? state.arbiter : null
  const others = [...talk.model.thread.values()].filter((thread) => thread.id !== arbiter || thread.turn === null)
  for (const { id: by } of others) {
    const first = talk.threads[0] ?? by
    const ruling = { kind: 'serialize', first } as const
    const said = { negotiation: id, by, ruling, because: 'I say so' }
    expect(['not-the-arbiter', 'negotiation-settled']).toContain(
      codeOf(talk.simulation.send({ type: 'negotiation.decide', payload: said })),
    )
  }
}

function atItsEnd(talk: TeamTalk): void {
  wait(talk, 61)
  for (let step = 0; step < 20; step += 1) outside(talk, step * 2 + 1)
  wait(talk, negotiationLimits.arbiterMinutes + 1)
}

describe('an exchange', () => {
  it('keeps within its caps whatever is sent, is nobody’s to rule, and comes to an end by the clock', () => {
    fc.assert(
      fc.property(moves, world, (sequence, { atCap, caps }) => {
        const talk = new TeamTalk(keys)
        talk.open(caps, atCap)
        for (const one of sequence) {
          move(talk, one)
          withinCaps(talk)
          nobodyRules(talk)
        }
        atItsEnd(talk)
        withinCaps(talk)
        const { kind } = talk.negotiation.state
        expect(['settled', 'asking']).toContain(kind)
        const settled = talk.simulation.events.filter(({ event }) => event.type === 'negotiation.settled')
        expect(settled.length).toBe(kind === 'settled' ? 1 : 0)
      }),
      { numRuns: 120 },
    )
  })

  it('is agreed on by nothing but the same newest version, confirmed by all', () => {
    const said = fc.array(fc.tuple(fc.nat(2), fc.boolean()), { maxLength: 20 })
    fc.assert(
      fc.property(said, (sequence) => {
        const talk = new TeamTalk(keys)
        talk.open()
        const last = new Map<string, number>()
        for (const [which, publishes] of sequence) {
          if (talk.negotiation.state.kind === 'settled') return
          speak(talk, last, [talk.threads[which] ?? none, publishes])
          expect(talk.negotiation.state.kind).toBe(areAgreed(talk, last) ? 'settled' : 'open')
        }
      }),
      { numRuns: 100 },
    )
  })
})

const none = 'none' as ThreadId

function newest(talk: TeamTalk): number | undefined {
  return talk.model.contract.get('api')?.version
}

function speak(talk: TeamTalk, last: Map<string, number>, [by, publishes]: readonly [ThreadId, boolean]): void {
  if (publishes) {
    talk.publish(by, 'api', newest(talk))
    return
  }
  const version = newest(talk) ?? 1
  if (codeOf(talk.confirm(by, version)) === 'ok') last.set(by, version)
}

function areAgreed(talk: TeamTalk, last: ReadonlyMap<string, number>): boolean {
  return newest(talk) !== undefined && talk.threads.every((one) => last.get(one) === newest(talk))
}
