import { describe, expect, it } from 'vitest'
import { definitionWith } from '../../shared/domain/testing/automations.ts'
import { firingIdOf } from './firing-ids.ts'
import { AutomationWorld, issueEvent } from './testing/automation-world.ts'
import { beginAutomationTimers } from './timers.ts'

const dayMs = 24 * 60 * 60 * 1000

async function quietAtNight() {
  const world = new AutomationWorld()
  const begin = () => {
    const { clock, engine, ids, memory, scope } = world
    beginAutomationTimers(
      { clock, engine, ids, store: memory, problem: (message) => world.problems.push(message) },
      scope,
    )
  }
  // The manual clock begins at 08:00 UTC.
  world.clock.jump(14 * 60 * 60 * 1000)
  await world.start()
  await world.open()
  const quiet = { from: '21:00', to: '07:00', zone: 'UTC' }
  const automation = await world.define('look', definitionWith({ quiet }))
  begin()
  await world.fire(automation, [issueEvent('1')])
  return { world, automation, begin }
}

describe('what time alone changes', () => {
  it('is what was held for the night, once that is over', async () => {
    const { automation, world } = await quietAtNight()
    const hours = (count: number) => world.clock.advance(count * 60 * 60 * 1000)
    expect((await world.firing(automation, '1')).state).toEqual({ kind: 'held', code: 'quiet' })
    hours(8)
    await world.settle()
    expect((await world.firing(automation, '1')).state.kind).toBe('held')
    hours(2)
    await world.settle()
    expect((await world.firing(automation, '1')).state.kind).toBe('under-way')
  })

  it('is seen soon after the clock jumped, or the machine slept', async () => {
    const { automation, world } = await quietAtNight()
    world.clock.jump(12 * 60 * 60 * 1000)
    world.clock.advance(60_000)
    await world.settle()
    expect((await world.firing(automation, '1')).state.kind).toBe('under-way')
  })

  it('is seen by the next host', async () => {
    const { automation, begin, world } = await quietAtNight()
    world.clock.jump(12 * 60 * 60 * 1000)
    await world.crash()
    begin()
    await world.settle()
    expect((await world.firing(automation, '1')).state.kind).toBe('under-way')
  })

  it('deletes what an event said after fourteen days, and keeps what was decided', async () => {
    const { automation, world } = await quietAtNight()
    const firing = firingIdOf(automation, '1')
    world.clock.advance(14 * dayMs)
    await world.settle()
    expect(await world.memory.readPayload(firing)).not.toBeNull()
    world.clock.advance(dayMs)
    await world.settle()
    expect(await world.memory.readPayload(firing)).toBeNull()
    expect((await world.firing(automation, '1')).subject).toBe('Issue 1')
  })
})
