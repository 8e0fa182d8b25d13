import { describe, expect, it } from 'vitest'
import type { AutomationDefinition } from '../../shared/domain/automation/definition.ts'
import { definitionWith } from '../../shared/domain/testing/automations.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { RunId } from '../../shared/kernel/ids.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { MemoryGit } from '../ports/testing/memory-git.ts'
import { AutomationWorld, issueEvent } from './testing/automation-world.ts'
import { Fuse } from './testing/fuse.ts'

const keyed: Partial<AutomationDefinition> = {
  dedupe: [{ kind: 'variable', path: ['number'] }],
  dispatch: {
    ...definitionWith().dispatch,
    brief: [
      { kind: 'text', text: 'Look at ' },
      { kind: 'variable', path: ['title'] },
    ],
  },
}

async function opened(more: Partial<AutomationDefinition> = keyed, options = {}) {
  const world = new AutomationWorld(options)
  await world.start()
  await world.open()
  const automation = await world.define('look', definitionWith({}, more))
  return { world, automation }
}

/** Runs that were ever begun, as the log tells. */
async function begun(world: AutomationWorld): Promise<readonly RunId[]> {
  const events = await world.memory.readEvents({ after: 0, limit: 1_000 })
  return events.flatMap(({ event }) => (event.type === 'run.created' ? [event.id] : []))
}

describe('a firing that is dispatched', () => {
  it('becomes a run that knows what it is for, under the closest watch where strangers wrote', async () => {
    const { automation, world } = await opened()
    await world.fire(automation, [issueEvent('1')])
    const firing = await world.firing(automation, '1')
    expect(firing.state).toMatchObject({ kind: 'under-way' })
    const run = world.engine.model.run.get('run' in firing.state ? firing.state.run : '')
    expect(run).toMatchObject({
      goal: 'Look: Issue 1',
      automation: { id: automation, name: 'look', firing: firing.id },
      permissions: { profile: 'restricted', rules: [] },
      plan: { policy: { recover: true } },
    })
    const prompt = [...world.engine.model.prompt.values()][0]
    expect(prompt?.blocks.map((block) => ('origin' in block ? block.origin : ''))).toEqual([
      'plan',
      'host',
      'event',
      'event',
    ])
  })

  it('is one for each key, however often and by whomever it is told', async () => {
    const { automation, world } = await opened()
    await world.fire(automation, [issueEvent('1'), issueEvent('1'), issueEvent('2')])
    await world.fire(automation, [issueEvent('1'), issueEvent('3')])
    expect(await begun(world)).toHaveLength(1)
    expect(await world.firing(automation, '2')).toMatchObject({ state: { kind: 'skipped', code: 'duplicate' } })
    expect(await world.firing(automation, '3')).toMatchObject({ state: { kind: 'skipped', code: 'duplicate' } })
  })

  it('leaves the key to the host that claimed it first', async () => {
    const git = new MemoryGit()
    const one = await opened(keyed, { git, host: 'one' })
    const other = await opened(keyed, { git, host: 'other' })
    await Promise.all([one, other].map(({ automation, world }) => world.fire(automation, [issueEvent('1')])))
    const firings = await Promise.all([one, other].map(({ automation, world }) => world.firing(automation, '1')))
    expect(firings.map(({ state }) => ('code' in state ? state.code : state.kind)).sort()).toEqual([
      'elsewhere',
      'under-way',
    ])
  })

  it('says where a host with its own clone may do the same', async () => {
    const { automation, world } = await opened()
    world.git.addRemote('/project', 'origin', 'https://kept.example/all')
    world.git.claims.closed.add('https://kept.example/all')
    await world.fire(automation, [issueEvent('1')])
    expect((await world.firing(automation, '1')).reason).toContain('origin takes no push from here')
  })

  it('that can’t be dispatched gives its key back', async () => {
    const { automation, world } = await opened()
    world.agents = []
    await world.fire(automation, [issueEvent('1')])
    expect(await world.firing(automation, '1')).toMatchObject({ state: { kind: 'skipped', code: 'failed' } })
    world.agents = ['scripted']
    await world.fire(automation, [issueEvent('2')])
    expect(await world.firing(automation, '2')).toMatchObject({ state: { kind: 'under-way' } })
  })

  it('says where its key could not be given back, and where its remote fails gives it back here', async () => {
    const failed = async () => err(failure('git-failed', 'It is locked.', 'Unlock it.'))
    const { automation, world } = await opened()
    Object.assign(world.git, { claimAtRemote: failed })
    await world.fire(automation, [issueEvent('1')])
    expect(await world.firing(automation, '1')).toMatchObject({ state: { code: 'failed' }, reason: 'It is locked.' })
    const other = await opened(keyed, { git: world.git, host: 'other' })
    Object.assign(world.git, { claimAtRemote: async () => ok('no-remote') })
    await other.world.fire(other.automation, [issueEvent('1')])
    expect((await other.world.firing(other.automation, '1')).state.kind).toBe('under-way')
    Object.assign(world.git, { claimAtRemote: failed, releaseReference: failed })
    await world.fire(automation, [issueEvent('2', { title: 'Two', number: 2 })])
    expect((await world.firing(automation, '2')).reason).toContain('stays claimed by this host (refs/switchyard/')
  })

  it('is a fault, and no run, where the event lacks what the brief names', async () => {
    const { automation, world } = await opened()
    await world.fire(automation, [issueEvent('1', { number: 7 })])
    const firing = await world.firing(automation, '1')
    expect(firing.state).toEqual({ kind: 'skipped', code: 'fault' })
    expect(firing.reason).toContain('event.title')
    expect(await begun(world)).toEqual([])
  })
})

describe('a host that dies while it fires and dispatches', () => {
  it.each(['before', 'after'] as const)('comes to one run, %s whichever step it died', async (when) => {
    let steps = 0
    for (let at = 1; ; at += 1) {
      const world = new AutomationWorld()
      const fuse = new Fuse(at, when)
      fuse.disarm()
      await world.start(fuse)
      await world.open()
      const automation = await world.define('look', definitionWith({}, keyed))
      fuse.arm()
      void world.service.fire(automation, 'issue', { events: [issueEvent('1')] })
      await world.settle()
      const { blown } = fuse
      await world.crash()
      // The source tells again what it has no decision for.
      await world.fire(automation, [issueEvent('1')])
      world.clock.advance(1_000)
      await world.settle()
      expect(await begun(world), `died at step ${at}`).toHaveLength(1)
      expect((await world.firing(automation, '1')).state.kind, `died at step ${at}`).toBe('under-way')
      expect((await world.memory.load()).effects.filter(({ kind }) => kind === 'firing.dispatch')).toEqual([])
      expect(world.engine.model.automation.get(automation)?.counts).toMatchObject({ fired: 1, dispatched: 1 })
      if (!blown) break
      steps = at
    }
    // Every call to store and git that a dispatch makes was a place to die at.
    expect(steps).toBeGreaterThan(8)
  })
})
