import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import { defaultCaps } from '../../shared/domain/negotiation/state.ts'
import { ok } from '../../shared/kernel/result.ts'
import { Scope } from '../../shared/kernel/scope.ts'
import type { CommittedBatch, HostCommand } from '../engine/engine.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { type BusTimerParts, beginBusTimers } from './timers.ts'

const minute = 60_000

function begun() {
  const clock = createManualClock(1_000_000)
  const memory = new MemoryModel()
  const sent: HostCommand[] = []
  let listener: (batch: CommittedBatch) => void = () => undefined
  const engine: BusTimerParts['engine'] = {
    model: memory.model,
    readOnly: null,
    subscribe: (heard) => {
      listener = heard
      return () => undefined
    },
    report: async (command) => {
      sent.push(command)
      return ok(undefined)
    },
  }
  const scope = new Scope()
  let count = 0
  const start = () => beginBusTimers({ engine, clock, ids: { next: () => `i${++count}` } }, scope)
  const tell = (type: string) => listener({ events: [{ event: { type } } as never], sequence: 1 })
  const ask = (id: string, expiresAt: number) => {
    memory.put('mailbox', id, { id, asked: [{ message: `q-${id}`, to: 'other', expiresAt }] } as never)
    tell('mailbox.sent')
  }
  const claim = (id: string, until: number) => {
    memory.put('item', id, {
      id,
      cluster: 'c',
      state: { kind: 'claimed', by: 't', lease: { generation: 1, until } },
    } as never)
    tell('item.claimed')
  }
  const negotiate = (id: string, openedAt: number) => {
    memory.put('negotiation', id, { id, project: 'p', caps: defaultCaps, state: { kind: 'open' }, openedAt } as never)
    tell('negotiation.opened')
  }
  return {
    ask,
    claim,
    clock,
    negotiate,
    scope,
    sent,
    start,
    tell,
    types: () => sent.map(({ command }) => command.type),
  }
}

describe('what time alone changes', () => {
  it('is looked at when it is due, what an earlier host left too', () => {
    const { ask, claim, clock, negotiate, start, types } = begun()
    ask('early', clock.now() - 1)
    start()
    expect(types()).toEqual(['peers.check-expiry'])
    claim('item', clock.now() + 15 * minute)
    negotiate('settling', clock.now())
    clock.advance(15 * minute - 1)
    expect(types()).not.toContain('item.check-leases')
    clock.advance(1)
    expect(types()).toContain('item.check-leases')
    expect(types()).not.toContain('negotiation.check')
    clock.advance(5 * minute)
    expect(types()).toContain('negotiation.check')
  })

  it('is asked for once, however much happens meanwhile, and again after a minute where it stays due', () => {
    const { claim, clock, sent, start, tell } = begun()
    start()
    claim('item', clock.now() + 1000)
    clock.advance(1000)
    for (let time = 0; time < 10; time += 1) tell('item.updated')
    expect(sent).toHaveLength(1)
    clock.advance(minute)
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
  })

  it('is due by the clock on the wall, also after that was set', () => {
    const { claim, clock, sent, start } = begun()
    start()
    claim('item', clock.now() + 60 * minute)
    clock.jump(60 * minute)
    clock.advance(minute)
    expect(sent).toHaveLength(1)
  })

  it('is left alone where nothing is, and when the host ends', async () => {
    const { ask, clock, scope, sent, start } = begun()
    start()
    expect(clock.pending()).toBe(0)
    ask('late', clock.now() + minute)
    await scope.close()
    clock.advance(5 * minute)
    expect(sent).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
