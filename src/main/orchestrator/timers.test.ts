import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import { ok } from '../../shared/kernel/result.ts'
import { Scope } from '../../shared/kernel/scope.ts'
import type { CommittedBatch, Engine } from '../engine/engine.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { beginTimers } from './timers.ts'

function begun() {
  const clock = createManualClock(1_000_000)
  const memory = new MemoryModel()
  const sent: { readonly id: string; readonly command: Command }[] = []
  let listener: (batch: CommittedBatch) => void = () => undefined
  const engine = {
    model: memory.model,
    readOnly: null,
    subscribe: (heard: typeof listener) => {
      listener = heard
      return () => undefined
    },
    report: async (command: (typeof sent)[number]) => {
      sent.push(command)
      return ok(undefined)
    },
  } as unknown as Engine
  const scope = new Scope()
  let count = 0
  const start = () => beginTimers({ engine, clock, ids: { next: () => `i${++count}` } }, scope)
  const tell = (type: string) => listener({ events: [{ event: { type } } as never], sequence: 1 })
  const due = (thread: string, number: number, dueAt: number | null) => {
    const next = dueAt === null ? null : { kind: 'resend' }
    memory.put('recovery', thread, { id: thread, number, next, diagnoses: [{ dueAt }] } as never)
    tell('recovery.diagnosed')
  }
  const steps = () =>
    sent.filter(({ command }) => command.type === 'recovery.proceed').map(({ command }) => command.payload)
  return { clock, due, memory, scope, sent, start, steps, tell }
}

describe('steps of recovery', () => {
  it('go on when they are due, each once, those of an earlier host too', () => {
    const { clock, due, start, steps } = begun()
    due('early', 1, clock.now() - 5000)
    start()
    expect(steps()).toEqual([{ thread: 'early', number: 1 }])
    due('late', 3, clock.now() + 2000)
    due('later', 1, clock.now() + 300_000)
    clock.advance(1999)
    expect(steps()).toHaveLength(1)
    clock.advance(1)
    expect(steps()).toEqual([
      { thread: 'early', number: 1 },
      { thread: 'late', number: 3 },
    ])
    clock.advance(400_000)
    expect(steps()).toHaveLength(3)
  })

  it('are not asked for where they were dropped', () => {
    const { clock, due, start, steps } = begun()
    start()
    due('t', 1, clock.now() + 1000)
    due('t', 1, null)
    clock.advance(10_000)
    expect(steps()).toEqual([])
  })

  it('are offered once more, under another id, after a thaw', () => {
    const { clock, due, sent, start, steps, tell } = begun()
    start()
    due('t', 1, clock.now())
    tell('recovery.diagnosed')
    expect(steps()).toHaveLength(1)
    tell('pool.thawed')
    expect(steps()).toHaveLength(2)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
  })

  it('are due by the clock on the wall, also after that was set', () => {
    const { clock, due, start, steps } = begun()
    start()
    due('t', 1, clock.now() + 3_600_000)
    clock.jump(3_600_000)
    clock.advance(60_000)
    expect(steps()).toHaveLength(1)
  })

  it('are not asked for any more when the host ends', async () => {
    const { clock, due, scope, start, steps } = begun()
    start()
    due('t', 1, clock.now() + 1000)
    await scope.close()
    clock.advance(5000)
    expect(steps()).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})

describe('budgets', () => {
  it('are checked every 15 seconds while time alone can use one up', () => {
    const { clock, memory, sent, start } = begun()
    start()
    clock.advance(60_000)
    expect(sent).toEqual([])
    const plan = { policy: { budget: { minutes: 5 } } }
    memory.put('run', 'r', { id: 'r', plan } as never)
    memory.put('thread', 't', { id: 't', run: 'r', task: 'k', state: { kind: 'running' }, prompts: [] } as never)
    clock.advance(30_000)
    expect(sent.map(({ command }) => command.type)).toEqual(['run.check-budgets', 'run.check-budgets'])
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
  })
})
