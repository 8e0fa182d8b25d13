import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../src/shared/domain/event.ts'
import { auditLog } from './audit.ts'
import type { Limits } from './flood.ts'

const limits: Limits = { parallel: 1, cooldownMs: 1000, cost: 0.5, costPerDay: 1 }

type Line = readonly [at: number, type: string, id: string, more?: object]

/** What a firing was told of, and what was decided. */
function recorded(at: number, id: string, decision: object = { kind: 'dispatched', reserved: 0.5 }): Line {
  return [
    at,
    'firing.recorded',
    id,
    { automation: 'a', decision, reason: 'so', subject: null, claim: `claim of ${id}` },
  ]
}

const claimed = (at: number, firing: string): Line => [at, 'claim.taken', `claim of ${firing}`, { firing }]
const begun = (at: number, firing: string): Line => [at, 'run.created', `run of ${firing}`, { automation: { firing } }]
const rested = (at: number, id: string, cost = 0.2): Line => [at, 'firing.rested', id, { cost }]
const held = { kind: 'held', code: 'parallel' }

/** Each line is a decision of its own. */
function auditOf(lines: readonly Line[]) {
  const events = lines.map(([at, type, id, more], sequence) => {
    return { sequence, at, actor: 'host', command: `c${sequence}`, cause: null, event: { type, id, ...more } }
  })
  return auditLog(events as unknown as readonly StoredEvent[], limits)
}

const one = [recorded(0, 'one'), claimed(0, 'one'), begun(1, 'one'), rested(900, 'one')]
const two = [recorded(1000, 'two'), claimed(1000, 'two'), begun(1001, 'two'), rested(1900, 'two')]

describe('what a flood came to', () => {
  it('is right where each event has a decision, and each dispatch a run, within the limits', () => {
    const kept = recorded(1950, 'three', { kind: 'skipped', code: 'filter' })
    const audit = auditOf([...one, ...two, kept])
    expect(audit).toMatchObject({ wrong: [], runs: 2, mostUnderWay: 1 })
    expect(audit.mostSpent).toBeCloseTo(0.7)
    expect([...audit.decisions]).toEqual([
      ['dispatched', 2],
      ['skipped for filter', 1],
    ])
  })

  it('is right where what was held goes on, or is not dispatched after all', () => {
    const failed: Line = [3000, 'firing.skipped', 'two', { code: 'failed' }]
    const released: Line = [2000, 'firing.released', 'two', { reserved: 0.5 }]
    const back: Line = [3000, 'claim.released', 'claim of two', {}]
    const waited = [recorded(500, 'two', held), claimed(500, 'two'), released, failed, back]
    expect(auditOf([...one, ...waited].sort(([a], [b]) => a - b)).wrong).toEqual([])
  })

  it.each<readonly [words: string, lines: readonly Line[]]>([
    ['one was recorded twice', [...one, recorded(2000, 'one', { kind: 'skipped', code: 'filter' })]],
    ['one has 2 runs, where 1 is right', [...one, begun(950, 'one')]],
    ['two has 0 runs, where 1 is right', [...one, ...two.filter(([, type]) => type !== 'run.created')]],
    ['a run is of nobody known', [...one, begun(950, 'nobody known')]],
    ['one has no claim', one.filter(([, type]) => type !== 'claim.taken')],
    ['claim of one was claimed twice', [...one, claimed(950, 'one')]],
    ['2 of a were under way', [...one.slice(0, 3), ...two, rested(2000, 'one')]],
    ['1 of a never came to rest', one.slice(0, 3)],
    ['two was dispatched 950 ms after the one before it', [...one, recorded(950, 'two'), ...two.slice(1)]],
    ['a spent or set aside $1.2', [...one.slice(0, 3), rested(900, 'one', 0.7), ...two]],
    ['one was dispatched twice', [...one, [2000, 'firing.released', 'one', { reserved: 0 }], rested(2100, 'one')]],
    ['one has no reason', [[0, 'firing.recorded', 'one', { ...recorded(0, 'one')[3], reason: '' }], ...one.slice(1)]],
  ])('is not, and says so: %s', (words, lines) => {
    expect(auditOf(lines).wrong).toContain(words)
  })
})
