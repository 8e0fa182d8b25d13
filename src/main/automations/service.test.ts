import { describe, expect, it } from 'vitest'
import { definitionWith } from '../../shared/domain/testing/automations.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import { firingIdOf } from './firing-ids.ts'
import { listFirings } from './list-firings.ts'
import { AutomationWorld, issueEvent } from './testing/automation-world.ts'

const full = failure('store-full', 'The disk is full.', 'Free some space.')

async function opened(...definition: Parameters<typeof definitionWith>) {
  const world = new AutomationWorld()
  await world.start()
  await world.open()
  const automation = await world.define('look', definitionWith(...definition))
  return { world, automation }
}

describe('what triggers tell', () => {
  it('is kept and decided before it is answered, in the order in which it came', async () => {
    const { automation, world } = await opened()
    const fired = await world.service.fire(automation, 'issue', {
      events: [issueEvent('1'), issueEvent('2')],
      cursor: 7,
    })
    expect(fired).toEqual({ ok: true, value: ['1', '2'].map((id) => firingIdOf(automation, id)) })
    expect(world.engine.model.automation.get(automation)).toMatchObject({ cursors: { issue: 7 }, counts: { fired: 2 } })
    expect(await world.memory.readPayload(firingIdOf(automation, '2'))).toEqual({ title: 'Issue 2', number: 1 })
  })

  it('that could not be kept is decided by nobody, and its cursor stays', async () => {
    const { automation, world } = await opened()
    world.memory.failNextWrite(full as never)
    const fired = await world.service.fire(automation, 'issue', { events: [issueEvent('1')], cursor: 7 })
    expect(fired).toMatchObject({ ok: false, error: { code: 'store-full' } })
    expect(world.engine.model.automation.get(automation)).toMatchObject({ cursors: {}, counts: { fired: 0 } })
    expect((await world.service.fire(automation, 'issue', { events: [issueEvent('1')], cursor: 7 })).ok).toBe(true)
    expect(world.engine.model.automation.get(automation)).toMatchObject({ cursors: { issue: 7 }, counts: { fired: 1 } })
  })

  it('keeps what was said first where the same event is told with other words later', async () => {
    const { automation, world } = await opened({}, { if: [{ field: 'title', test: { kind: 'is', value: 'x' } }] })
    await world.fire(automation, [issueEvent('1', { title: 'first' })])
    await world.fire(automation, [issueEvent('1', { title: 'x' })])
    expect(await world.memory.readPayload(firingIdOf(automation, '1'))).toEqual({ title: 'first' })
    expect(await world.firing(automation, '1')).toMatchObject({ state: { kind: 'skipped', code: 'filter' } })
  })

  it('names nothing that is not there', async () => {
    const { world } = await opened()
    const fired = await world.service.fire('p1:none' as AutomationId, 'issue', { events: [issueEvent('1')] })
    expect(fired).toMatchObject({ ok: false, error: { code: 'automation-unknown' } })
  })

  it('holds hidden characters of strangers as words, and no link that isn’t one', async () => {
    const { automation, world } = await opened()
    const event = issueEvent('1', { title: 'a\u202eb\nc' })
    const source = { ...event.source, words: 'by \u200bmallory', link: 'javascript:alert(1)' }
    await world.fire(automation, [{ ...event, source }])
    const firing = await world.firing(automation, '1')
    expect([firing.subject, firing.source.words, firing.source.link]).toEqual([
      'a⟨U+202E⟩b c',
      'by ⟨U+200B⟩mallory',
      null,
    ])
  })

  it('is a fault where it is larger than what is kept', async () => {
    const { automation, world } = await opened()
    await world.fire(automation, [issueEvent('1', { title: 'x'.repeat(300_000) })])
    const firing = await world.firing(automation, '1')
    expect(firing).toMatchObject({ state: { kind: 'skipped', code: 'fault' } })
    expect(await world.memory.readPayload(firing.id)).toBeNull()
  })
})

describe('an event in which too much stands in each other', () => {
  it('is a fault, and those told with it are decided', async () => {
    const { automation, world } = await opened()
    const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as never
    const told = (id: string, fields: object) => {
      return world.service.fire(automation, 'issue', { events: [issueEvent(id, fields as never)] })
    }
    const fired = await Promise.all([told('0', {}), told('1', { deep }), told('2', {})])
    expect(fired.map(({ ok }) => ok)).toEqual([true, true, true])
    const firing = await world.firing(automation, '1')
    expect(firing).toMatchObject({ state: { kind: 'skipped', code: 'fault' } })
    expect(await world.memory.readPayload(firing.id)).toBeNull()
  })
})

describe('ten thousand events at once', () => {
  it('each have a decision, in few commits, with limits held and others let through meanwhile', async () => {
    const { automation, world } = await opened({ parallel: 2 })
    let commits = 0
    world.engine.subscribe(() => {
      commits += 1
    })
    let rounds = 0
    let over = false
    const turn = () => {
      rounds += 1
      if (!over) setImmediate(turn)
    }
    turn()
    const told = Array.from({ length: 2_000 }, (_, at) => {
      const events = Array.from({ length: 5 }, (__, one) => issueEvent(`${at}-${one}`))
      return world.service.fire(automation, 'issue', { events, cursor: at })
    })
    const answers = await Promise.all(told)
    over = true
    expect(answers.every(({ ok }) => ok)).toBe(true)
    const state = world.engine.model.automation.get(automation)
    expect(state).toMatchObject({ counts: { fired: 10_000, dispatched: 2 }, held: 9_998, cursors: { issue: 1_999 } })
    expect(commits).toBeLessThan(260)
    // Whoever else waited had a turn between the parts.
    expect(rounds).toBeGreaterThan(200)
  })
})

describe('what was decided', () => {
  it('is found page by page, and by words', async () => {
    const { automation, world } = await opened({ parallel: 1 })
    const events = Array.from({ length: 30 }, (_, at) =>
      issueEvent(String(at), { title: at % 10 === 3 ? `odd ${at}` : 'even' }),
    )
    await world.fire(automation, events)
    const page = await listFirings(world.memory, { automation, limit: 10 })
    expect(page.rows.map(({ subject }) => subject)).toContain('even')
    expect(page.rows).toHaveLength(10)
    const rest = await listFirings(world.memory, {
      automation,
      limit: 100,
      ...(page.next === null ? {} : { before: page.next }),
    })
    expect([rest.rows.length, rest.next]).toEqual([20, null])
    const odd = await listFirings(world.memory, { automation, limit: 10, search: 'ODD held' })
    expect(odd.rows.map(({ subject }) => subject)).toEqual(['odd 23', 'odd 13', 'odd 3'])
  })
})
