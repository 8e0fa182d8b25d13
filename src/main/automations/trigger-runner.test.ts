import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { definitionWith } from '../../shared/domain/testing/automations.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Trigger, TriggerWatch } from '../ports/trigger.ts'
import { AutomationWorld, issueEvent, projectId } from './testing/automation-world.ts'
import { runTriggers } from './trigger-runner.ts'

interface Begun {
  readonly settings: unknown
  readonly watch: TriggerWatch
  readonly scope: Scope
}

/** A host with a trigger that a test plays. */
async function watched() {
  const world = new AutomationWorld()
  const begun: Begun[] = []
  let broken = 0
  const trigger: Trigger = {
    kind: 'issue',
    title: 'GitHub issue',
    outside: true,
    settings: z.record(z.string(), z.string()),
    fields: [],
    words: () => 'An issue',
    begin: (settings, watch, scope) => {
      if (broken > 0) {
        broken -= 1
        throw new Error('no such thing')
      }
      begun.push({ settings, watch, scope })
    },
  }
  const run = () => {
    const { clock, engine, ids, scope, service } = world
    const problem = (message: string) => void world.problems.push(message)
    runTriggers({ clock, engine, ids, service, problem, triggers: new Map([['issue', trigger]]) }, scope)
  }
  await world.start()
  await world.open()
  run()
  const define = (settings: Record<string, string>, name = 'look') =>
    world.define(name, definitionWith({}, { on: { issue: settings, unknown: {} } }))
  return {
    world,
    run,
    define,
    begun,
    live: () => begun.filter(({ scope }) => !scope.closed).map(({ settings }) => settings),
    breakNext: (times: number) => {
      broken = times
    },
  }
}

const trouble = { failure: failure('forge-signed-out', 'No token.', 'Sign in.'), retryAt: null }

describe('triggers', () => {
  it('watch while their automation is on and there, with the settings that are in force', async () => {
    const { define, live, world } = await watched()
    const automation = await define({ labels: 'bug' })
    expect(live()).toEqual([{ labels: 'bug' }])
    await define({ labels: 'question' })
    expect(live()).toEqual([{ labels: 'question' }])
    await world.send({ type: 'automation.switch', payload: { automation, on: false } })
    expect(live()).toEqual([])
    await world.send({ type: 'automation.switch', payload: { automation, on: true } })
    expect(live()).toHaveLength(1)
    await world.send({ type: 'project.forget', payload: { project: projectId } })
    expect(live()).toEqual([])
    await world.open()
    expect(live()).toHaveLength(1)
    await world.scope.close()
    expect(live()).toEqual([])
  })

  it('are not begun anew by what is none of theirs', async () => {
    const { begun, define, world } = await watched()
    const automation = await define({ labels: 'bug' })
    await world.define('look', definitionWith({ parallel: 2 }, { on: { issue: { labels: 'bug' } } }))
    await world.send({ type: 'automation.pause', payload: { project: projectId, paused: true } })
    await world.fire(automation, [issueEvent('1')])
    expect(begun).toHaveLength(1)
  })

  it('go on from the cursor that was stored with what they told last', async () => {
    const { begun, define, run, world } = await watched()
    const automation = await define({ labels: 'bug' })
    expect(begun[0]?.watch.cursor).toBeNull()
    expect(await begun[0]?.watch.deliver([issueEvent('1')], { since: 5 })).toEqual({ ok: true, value: undefined })
    await world.crash()
    run()
    expect(begun.at(-1)?.watch.cursor).toEqual({ since: 5 })
    await begun.at(-1)?.watch.deliver([issueEvent('1')])
    expect(world.engine.model.automation.get(automation)?.counts.fired).toBe(1)
  })

  it('that were ended tell nothing more', async () => {
    const { begun, define, world } = await watched()
    const automation = await define({ labels: 'bug' })
    await world.send({ type: 'automation.switch', payload: { automation, on: false } })
    expect(await begun[0]?.watch.deliver([issueEvent('1')])).toMatchObject({ error: { code: 'trigger-ended' } })
    begun[0]?.watch.health(trouble)
    await world.settle()
    expect(world.engine.model.automation.get(automation)).toMatchObject({ health: {}, counts: { fired: 0 } })
  })

  it('tell their health once for each change', async () => {
    const { begun, define, world } = await watched()
    const automation = await define({ labels: 'bug' })
    const health = () => world.engine.model.automation.get(automation)?.health
    const before = world.engine.sequence
    for (const told of [null, trouble, trouble]) begun[0]?.watch.health(told)
    await world.settle()
    expect(health()).toMatchObject({ issue: { failure: { code: 'forge-signed-out' } } })
    expect(world.engine.sequence).toBe(before + 1)
    begun[0]?.watch.health(null)
    await world.settle()
    expect(health()).toEqual({})
  })

  it('tell their trouble again where they are begun anew', async () => {
    const { begun, define, world } = await watched()
    const automation = await define({ labels: 'bug' })
    const health = () => world.engine.model.automation.get(automation)?.health
    begun[0]?.watch.health(trouble)
    await world.settle()
    for (const on of [false, true]) await world.send({ type: 'automation.switch', payload: { automation, on } })
    expect(health()).toEqual({})
    begun[1]?.watch.health(trouble)
    await world.settle()
    expect(health()).toMatchObject({ issue: { failure: { code: 'forge-signed-out' } } })
  })

  it('that break are begun again after growing pauses, and others go on', async () => {
    const { breakNext, define, live, world } = await watched()
    breakNext(2)
    const automation = await define({ labels: 'bug' })
    await define({ labels: 'other' }, 'other')
    // The other one took the second break.
    expect(live()).toEqual([])
    await world.settle()
    expect(world.engine.model.automation.get(automation)?.health.issue?.failure.code).toBe('trigger-broke')
    breakNext(1)
    world.clock.advance(1_000)
    expect(live()).toEqual([{ labels: 'other' }])
    world.clock.advance(1_999)
    expect(live()).toHaveLength(1)
    world.clock.advance(1)
    expect(live()).toHaveLength(2)
    await world.send({ type: 'automation.switch', payload: { automation: 'p1:other' as AutomationId, on: false } })
    expect(live()).toEqual([{ labels: 'bug' }])
  })
})
