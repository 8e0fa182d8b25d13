import { expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import { Scope } from '../../shared/kernel/scope.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { keepAwake } from './keep-awake.ts'

function kept() {
  const clock = createManualClock()
  const scope = new Scope()
  const log: string[] = []
  let look = () => undefined
  let away = false
  let state = 'queued'
  let recover = true
  keepAwake(
    {
      clock,
      away: () => away,
      engine: {
        get model() {
          const memory = new MemoryModel()
          memory.put('thread', 't', { id: 't', run: 'r', task: 'k', prompts: [], state: { kind: state } } as never)
          memory.put('run', 'r', { id: 'r', plan: { policy: { recover } } } as never)
          return memory.model
        },
        subscribe: (listener) => {
          look = () => void listener({ events: [], sequence: 0 })
          return () => void log.push('unsubscribed')
        },
      },
      awake: {
        means: async () => ({ kind: 'ready', by: 'test' }),
        hold: async () => {
          log.push('held')
          return { held: true, release: async () => void log.push('released') }
        },
      },
    },
    scope,
  )
  const settled = () => new Promise((resolve) => void setImmediate(resolve))
  return {
    clock,
    log,
    scope,
    settled,
    set: (change: { readonly away?: boolean; readonly state?: string; readonly recover?: boolean }) => {
      away = change.away ?? away
      state = change.state ?? state
      recover = change.recover ?? recover
      look()
    },
  }
}

it('holds while agents work in a run that recovers, and no longer', async () => {
  const { clock, log, set, settled } = kept()
  set({ state: 'running' })
  clock.advance(19_000)
  set({})
  expect(log).toEqual([])
  clock.advance(1000)
  expect(log).toEqual(['held'])
  set({ state: 'verifying' })
  set({ state: 'ready' })
  await settled()
  expect(log).toEqual(['held', 'released'])
  set({ state: 'running' })
  clock.advance(20_000)
  expect(log).toEqual(['held', 'released', 'held'])
})

it('is not for short work', () => {
  const { clock, log, set } = kept()
  set({ state: 'running' })
  clock.advance(10_000)
  set({ state: 'ready' })
  clock.advance(60_000)
  expect(log).toEqual([])
  expect(clock.pending()).toBe(0)
})

it.each(['queued', 'needs-you', 'ready', 'parked', 'landed'])('is not for a thread that is %s', (state) => {
  const { clock, log, set } = kept()
  set({ state, away: true })
  clock.advance(60_000)
  expect(log).toEqual([])
})

it('holds for others too while nobody looks', () => {
  const { clock, log, set } = kept()
  set({ state: 'running', recover: false })
  clock.advance(60_000)
  expect(log).toEqual([])
  set({ away: true })
  clock.advance(20_000)
  expect(log).toEqual(['held'])
})

it('lets go when the host ends', async () => {
  const { clock, log, set, scope } = kept()
  set({ state: 'running' })
  clock.advance(20_000)
  await scope.close()
  expect([...log].sort()).toEqual(['held', 'released', 'unsubscribed'])
  set({})
  clock.advance(60_000)
  expect(log).toHaveLength(3)
})
