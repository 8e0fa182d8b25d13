import { describe, expect, it } from 'vitest'
import type { PermissionRule } from '../permission/policy.ts'
import { definitionWith } from '../testing/automations.ts'
import type { AutomationDefinition } from './definition.ts'
import { widens } from './widens.ts'

const dispatching = (more: Partial<AutomationDefinition['dispatch']>) =>
  definitionWith({}, { dispatch: { ...definitionWith().dispatch, ...more } })
const permitted = (profile: 'standard' | 'restricted', ...rules: readonly PermissionRule[]) =>
  dispatching({ permissions: { profile, rules } })

const deny: PermissionRule = { verdict: 'deny', path: 'infra/**' }
const allow: PermissionRule = { verdict: 'allow', command: 'npm test*' }
const dedupe = [{ kind: 'text', text: 'k' }] as const
const bug = { field: 'labels', test: { kind: 'is', value: 'bug' } } as const

describe('what a changed file may do more', () => {
  it.each<[string, AutomationDefinition, AutomationDefinition, readonly string[]]>([
    [
      'another trigger',
      definitionWith(),
      definitionWith({}, { on: { manual: {}, issue: {} } }),
      ['It would also start by issue.'],
    ],
    [
      'other settings of one',
      definitionWith({}, { on: { command: { run: 'a' } } }),
      definitionWith({}, { on: { command: { run: 'b' } } }),
      ['Its trigger command would have other settings.'],
    ],
    [
      'a filter less',
      definitionWith({}, { if: [bug] }),
      definitionWith(),
      ['It would no longer look at labels as it does now.'],
    ],
    ['no key', definitionWith({}, { dedupe }), definitionWith(), ['It would dispatch the same thing more than once.']],
    [
      'another key',
      definitionWith({}, { dedupe }),
      definitionWith({}, { dedupe: [{ kind: 'variable', path: ['delivery'] }] }),
      ['It would tell by another key what is the same, so it may dispatch again what it has dispatched.'],
    ],
    ['another agent', dispatching({ agents: ['a'] }), dispatching({ agents: ['a', 'b'] }), ['It would also use b.']],
    [
      'whichever agent',
      dispatching({ agents: ['a'] }),
      dispatching({}),
      ['It would use the default agent, whichever that is.'],
    ],
    [
      'a looser profile',
      permitted('restricted'),
      permitted('standard'),
      ['Its permissions would be standard, not restricted.'],
    ],
    [
      'the default profile',
      permitted('restricted'),
      definitionWith(),
      ['Its permissions would be the default, not restricted.'],
    ],
    ['something allowed', permitted('restricted'), permitted('restricted', allow), ['It would be allowed npm test*.']],
    [
      'a denial less',
      permitted('restricted', deny),
      permitted('restricted'),
      ['It would no longer be denied files that match infra/**.'],
    ],
    [
      'another gate',
      dispatching({ gates: ['a'] }),
      dispatching({ gates: ['b'] }),
      ['It would run the gate b.', 'It would no longer run the gate a.'],
    ],
    [
      'more at once',
      definitionWith({ parallel: 1 }),
      definitionWith({ parallel: 2 }),
      ['It could have 2 under way at once, where it may have 1 under way at once.'],
    ],
    [
      'no limit of costs',
      definitionWith({ cost: 3, costPerDay: 9 }),
      definitionWith({ cost: 4 }),
      [
        'It could spend $4.00 on each dispatch, where it may spend $3.00 on each dispatch.',
        'Nothing would limit it any more, where it may spend $9.00 a day.',
      ],
    ],
    [
      'further steps',
      definitionWith({}, { afterwards: [{ kind: 'notify' }] }),
      definitionWith({}, { afterwards: [{ kind: 'notify' }, { kind: 'comment' }, { kind: 'start', name: 'x' }] }),
      ['It would comment where the event came from.', 'It would start x.'],
    ],
  ])('%s', (...row) => {
    const [, before, after, said] = row
    expect(widens(before, after)).toEqual(said)
  })

  it.each<[string, AutomationDefinition, AutomationDefinition]>([
    ['another brief', definitionWith(), dispatching({ brief: [{ kind: 'text', text: 'Something else.' }] })],
    [
      'a trigger less',
      definitionWith({}, { on: { manual: {}, issue: { b: 1, a: 2 } } }),
      definitionWith({}, { on: { issue: { a: 2, b: 1 } } }),
    ],
    ['lower limits', definitionWith(), definitionWith({ parallel: 1, cost: 1, costPerDay: 1 })],
    ['fewer agents in another order', dispatching({ agents: ['a', 'b', 'c'] }), dispatching({ agents: ['b', 'a'] })],
    ['a tighter profile', permitted('standard', allow), permitted('restricted', deny)],
    [
      'fewer steps and more filters',
      definitionWith({}, { afterwards: [{ kind: 'comment' }] }),
      definitionWith({}, { if: [bug], afterwards: [{ kind: 'review' }] }),
    ],
  ])('is nothing for %s', (_what, before, after) => {
    expect(widens(before, after)).toEqual([])
  })
})
