import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemId, ThreadId } from '../../kernel/ids.ts'
import { mayHear } from '../peers/gone.ts'
import { isRecovering } from '../recovery/queries.ts'
import { outcomeOf, sessionReport } from '../testing/outside.ts'
import { codeOf, TeamTalk, team } from '../testing/team-talk.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import { heldBy } from './find.ts'
import { itemLimits } from './state.ts'

type Move = readonly [kind: number, which: number, choice: number]

const items: readonly ItemId[] = ['i0' as ItemId, 'i1' as ItemId, 'i2' as ItemId]
const none = 'none' as ThreadId

function begun(gates: readonly string[]): TeamTalk {
  const talk = new TeamTalk(['a', 'b', 'c'], gates.length === 0 ? {} : { gates, effort: 'standard' })
  for (const item of items) {
    const payload = { by: null, item, cluster: team, title: `Do ${item}`, detail: '' }
    talk.simulation.send({ type: 'item.add', payload })
  }
  return talk
}

function move(talk: TeamTalk, [kind, which, choice]: Move): void {
  const { simulation, threads } = talk
  const by = threads[which] ?? none
  const item = items[choice % items.length] as ItemId
  switch (kind) {
    case 0:
    case 1:
      simulation.send({ type: 'item.claim', payload: { by, item } })
      return
    case 2:
    case 3:
      simulation.send({ type: 'item.complete', payload: { by, item, evidence: 'done' } })
      return
    case 4:
    case 5: {
      const report = sessionReport(simulation, by, choice)
      if (report !== null) simulation.send(report)
      return
    }
    case 6:
      simulation.now += choice * 2_000
      simulation.send({ type: 'item.check-leases', payload: {} })
      return
    case 7:
      if (choice % 5 === 0) simulation.send({ type: 'thread.discard', payload: { thread: by } }, undefined, 'person')
      else if (choice % 5 === 1) simulation.send({ type: 'pool.start', payload: { limit: 20 } })
      return
    default: {
      const runnable = simulation.runnable()
      const next = runnable[choice % Math.max(1, runnable.length)]
      if (next !== undefined) simulation.settle(next, outcomeOf(simulation, next, choice))
    }
  }
}

/** Nobody who is gone, or whom only a person moves, has anything. */
function nobodyDeadHolds(talk: TeamTalk): void {
  for (const item of talk.model.item.values()) {
    const owner = talk.model.thread.get(heldBy(item)?.by ?? '')
    if (owner === undefined) continue
    const goesOn = isRecovering(talk.model, owner.id) || waitsForResume(owner)
    expect(owner.state.kind === 'parked' && !goesOn).toBe(false)
    expect(mayHear(owner) || owner.discarding).toBe(true)
  }
}

/** What is done was seen to pass after it was claimed, with the gates that its owner has; or there are none. */
function doneIsProven(talk: TeamTalk, gates: readonly string[]): void {
  for (const { id, state } of talk.model.item.values()) {
    if (state.kind !== 'done') continue
    if (gates.length === 0) {
      expect(state.proof).toBeNull()
      continue
    }
    const events = talk.simulation.events.map(({ event }) => event)
    const claimed = events.findLastIndex((event) => event.type === 'item.completed' && event.id === id)
    const passed = talk.model.verification.get(state.by)?.provenTrees ?? []
    expect(claimed).toBeGreaterThan(-1)
    expect(passed).toContain(state.proof?.tree)
    expect(state.proof?.gates).toBe(gates.length)
  }
}

const moves = fc.array(fc.tuple(fc.nat(11), fc.nat(2), fc.nat(1_000)), { minLength: 10, maxLength: 80 })

describe('a shared list', () => {
  it('has one owner for each item, none of them dead, and nothing done without the gates’ word', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom([], ['test']), (sequence, gates) => {
        const talk = begun(gates)
        for (const one of sequence) {
          move(talk, one)
          nobodyDeadHolds(talk)
          doneIsProven(talk, gates)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('gives an item to the first of those who claim it, in whatever order they come', () => {
    const claims = fc.array(fc.nat(2), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(claims, (order) => {
        const talk = begun([])
        const item = items[0] as ItemId
        const threads = order.map((which) => talk.threads[which] ?? none)
        const answers = threads.map((by) => codeOf(talk.simulation.send({ type: 'item.claim', payload: { by, item } })))
        const [first] = threads
        expect(heldBy(talk.model.item.get(item) as never)?.by).toBe(first)
        expect(answers).toEqual(threads.map((by) => (by === first ? 'ok' : 'item-taken')))
      }),
      { numRuns: 60 },
    )
  })

  it('has everything back that the owner is not at, once leases are over', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const talk = begun([])
        for (const one of sequence) move(talk, one)
        talk.simulation.now += itemLimits.leaseMs
        talk.simulation.send({ type: 'item.check-leases', payload: {} })
        for (const item of talk.model.item.values()) {
          const owner = talk.model.thread.get(heldBy(item)?.by ?? '')
          if (owner === undefined) continue
          expect(owner.turn !== null || ['verifying', 'queued'].includes(owner.state.kind)).toBe(true)
        }
      }),
      { numRuns: 80 },
    )
  })
})
