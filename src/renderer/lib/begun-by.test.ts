import { describe, expect, it } from 'vitest'
import type { Model } from '../../shared/domain/model.ts'
import type { BegunBy, Run } from '../../shared/domain/run/state.ts'
import { begunBy, begunWords, firingAddress, ownTitle } from './begun-by.ts'

const by = { id: 'p1:investigate-new-issue', name: 'investigate-new-issue', firing: 'f1' } as unknown as BegunBy

const modelOf = (runs: readonly object[]) =>
  ({ run: new Map(runs.map((run) => [(run as Run).id, run])) }) as unknown as Model

describe('who began a run', () => {
  it('is an automation, also of runs that were spawned below it', () => {
    const model = modelOf([
      { id: 'r1', automation: by },
      { id: 'r2', plan: { parent: { run: 'r1', task: 't' } } },
      { id: 'r3', plan: { parent: { run: 'r2', task: 't' } } },
      { id: 'r4', plan: { parent: null } },
    ])
    expect(['r1', 'r3', 'r4', 'r9'].map((id) => begunBy(model, id))).toEqual([by, by, undefined, undefined])
  })

  it('ends where runs name each other', () => {
    const parent = (run: string) => ({ parent: { run, task: 't' } })
    const model = modelOf([
      { id: 'a', plan: parent('b') },
      { id: 'b', plan: parent('a') },
    ])
    expect(begunBy(model, 'a')).toBeUndefined()
  })

  it('need not be said twice', () => {
    expect(ownTitle('Investigate new issue: #482 Refund', by)).toBe('#482 Refund')
    expect(ownTitle('Investigate new issue: ', by)).toBe('Investigate new issue: ')
    expect(ownTitle('Another title', by)).toBe('Another title')
    expect(ownTitle('Investigate new issue: #482', undefined)).toBe('Investigate new issue: #482')
  })

  it('is named, and leads to its firing', () => {
    expect(begunWords(by)).toBe('by Investigate new issue')
    expect(firingAddress(by, 'p1')).toBe('#/automations/p1/investigate-new-issue?firing=f1')
    const own = { ...by, id: 'p1:own:investigate-new-issue' } as BegunBy
    expect(firingAddress(own, 'p1')).toBe('#/automations/p1/own/investigate-new-issue?firing=f1')
  })
})
