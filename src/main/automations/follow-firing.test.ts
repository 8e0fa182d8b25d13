import { describe, expect, it } from 'vitest'
import type { ThenStep } from '../../shared/domain/automation/definition.ts'
import { definitionWith } from '../../shared/domain/testing/automations.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { firingIdOf } from './firing-ids.ts'
import { AutomationWorld, issueEvent } from './testing/automation-world.ts'
import { Fuse } from './testing/fuse.ts'

const target = { kind: 'github', host: 'github.com', repository: 'acme/api', number: 1 } as const
const content = { kind: 'comment', target, text: 'Found it.' } as const

/** An automation whose dispatch has come to rest. */
async function rested(afterwards: readonly ThenStep[], prepare?: (world: AutomationWorld) => Promise<unknown>) {
  const world = new AutomationWorld()
  await world.start()
  await world.open()
  await prepare?.(world)
  const automation = await world.define('look', definitionWith({}, { afterwards }))
  await world.fire(automation, [issueEvent('1')])
  await comeToRest(world, automation)
  return { world, automation }
}

/** `last`: what happens right before the word that brings it to rest. */
async function comeToRest(world: AutomationWorld, automation: AutomationId, last: () => void = () => undefined) {
  const { state } = await world.firing(automation, '1')
  if (!('thread' in state)) throw new Error('it was not dispatched')
  const { thread } = state
  const from = { thread, generation: 1 }
  const place = { folder: '/w/1', ledger: '/l', branch: 'sy/1', base: 'a'.repeat(40) }
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  const checkpoint = { commit: 'c'.repeat(40), tree: 't', files: 2, additions: 12, deletions: 3, omitted: 0 }
  const told = [
    { type: 'worktree.report-created', payload: { thread, place, notices: [] } },
    { type: 'session.report-opened', payload: { ...from, session: 's' } },
    { type: 'turn.report-started', payload: from },
    { type: 'turn.report-ended', payload: { ...from, outcome } },
    { type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } },
  ] as const
  for (const [at, command] of told.entries()) {
    if (at === told.length - 1) last()
    void world.engine.report({ id: world.ids.next(), command })
    await world.settle()
  }
}

describe('a host that dies while it does what comes after', () => {
  it.each(['before', 'after'] as const)('does each step once, %s whichever call it died', async (when) => {
    let calls = 0
    for (let at = 1; ; at += 1) {
      const world = new AutomationWorld()
      const fuse = new Fuse(at, when)
      fuse.disarm()
      await world.start(fuse)
      await world.open()
      world.drafted = ok(content)
      const next = await world.define('next', definitionWith())
      const afterwards: readonly ThenStep[] = [{ kind: 'start', name: 'next' }, { kind: 'comment' }]
      const automation = await world.define('look', definitionWith({}, { afterwards }))
      await world.fire(automation, [issueEvent('1')])
      await comeToRest(world, automation, () => fuse.arm())
      const { blown } = fuse
      await world.crash()
      // What the dead host had not stored is found and told again by the next one.
      if ((await world.firing(automation, '1')).state.kind !== 'rested') await comeToRest(world, automation)
      const { counts } = world.engine.model.automation.get(next) ?? {}
      expect(counts, `died at call ${at}`).toMatchObject({ fired: 1, dispatched: 1 })
      expect(world.engine.model.outbound.size, `died at call ${at}`).toBe(1)
      expect((await world.firing(automation, '1')).done).toEqual(['start', 'comment'])
      if (!blown) break
      calls = at
    }
    expect(calls).toBeGreaterThan(5)
  })
})

describe('what comes after a dispatch', () => {
  it('starts another automation once, with what came of it, whose texts stay a stranger’s', async () => {
    const { automation, world } = await rested([{ kind: 'start', name: 'next' }], (one) =>
      one.define('next', definitionWith()),
    )
    const next = 'p1:next' as AutomationId
    const event = `start:${firingIdOf(automation, '1')}`
    const firing = await world.firing(next, event)
    expect(firing).toMatchObject({ chain: [automation], source: { outside: true }, state: { kind: 'under-way' } })
    const fields = await world.memory.readPayload(firing.id)
    expect(fields).toMatchObject({ automation: 'look', files: 2, additions: 12, outcome: 'ready' })
    expect((await world.firing(automation, '1')).done).toEqual(['start'])
    await world.crash()
    expect(world.engine.model.automation.get(next)?.counts.fired).toBe(1)
  })

  it('starts none that nobody has switched on here', async () => {
    const { automation, world } = await rested([{ kind: 'start', name: 'next' }], async (one) => {
      const next = await one.define('next', definitionWith())
      await one.send({ type: 'automation.switch', payload: { automation: next, on: false } })
      return next
    })
    expect(world.engine.model.automation.get('p1:next' as AutomationId)?.counts.fired).toBe(0)
    expect(world.engine.model.automation.get(automation)?.health).toMatchObject({
      'then start': { failure: { code: 'automation-off' } },
    })
  })

  it('does not go round in a circle', async () => {
    const { automation, world } = await rested([{ kind: 'start', name: 'look' }])
    const again = await world.firing(automation, `start:${firingIdOf(automation, '1')}`)
    expect(again.state).toEqual({ kind: 'skipped', code: 'cycle' })
  })

  it('says in the automation’s health what could not be done, and does not try for ever', async () => {
    const { automation, world } = await rested([{ kind: 'start', name: 'none' }, { kind: 'comment' }])
    const health = world.engine.model.automation.get(automation)?.health
    expect(health).toMatchObject({
      'then start': { failure: { code: 'automation-unknown' } },
      'then comment': { failure: { code: 'no-draft' } },
    })
    expect((await world.firing(automation, '1')).done).toEqual(['start', 'comment'])
    expect((await world.memory.load()).effects.filter(({ kind }) => kind === 'firing.then')).toEqual([])
  })

  it('stages what is to be written, for a person’s yes', async () => {
    const { automation, world } = await rested([{ kind: 'comment' }], async (one) => {
      one.drafted = ok(content)
    })
    const [outbound] = [...world.engine.model.outbound.values()]
    expect(outbound).toMatchObject({ firing: firingIdOf(automation, '1'), content, state: { kind: 'staged' } })
  })
})
