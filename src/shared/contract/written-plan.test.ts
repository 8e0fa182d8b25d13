import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { label } from './shape-problems.ts'
import { readWrittenPlan, readWrittenTask } from './written-plan.ts'

const preset = { kind: 'catalogue', id: 'one' } as const

function context(projectGates: readonly string[] = []) {
  let count = 0
  return { defaultAgent: preset, projectGates, newId: () => `t${++count}` }
}

const read = (value: unknown, gates?: readonly string[]) => readWrittenPlan(value, context(gates))

function problems(value: unknown) {
  const answer = read(value)
  return answer.ok ? [] : answer.error.map(({ code, path, remedy }) => `${label(path)} ${code}: ${remedy}`)
}

const task = { id: 'a', brief: '# Do it\nwell' }

describe('a written plan', () => {
  it('gets every default', () => {
    expect(
      read({ goal: 'All', tasks: [task, { id: 'b', brief: 'B', after: ['a', { id: 'a', from: 'stacked' }] }] }),
    ).toEqual({
      ok: true,
      value: {
        goal: 'All',
        effort: 'quick',
        gates: [],
        budget: {},
        limits: { parallel: null, review: null },
        tasks: [
          {
            id: 't1',
            key: 'a',
            title: 'Do it',
            brief: '# Do it\nwell',
            effort: 'quick',
            after: [],
            paths: [],
            gates: [],
            agents: [preset],
            priority: 0,
            candidates: 1,
            budget: {},
          },
          expect.objectContaining({
            id: 't2',
            after: [
              { on: 'a', from: 'landed' },
              { on: 'a', from: 'stacked' },
            ],
          }),
        ],
      },
    })
  })

  it.each([
    { plan: { gates: ['true'] }, own: {}, project: [], efforts: ['standard', 'standard'] },
    { plan: {}, own: { gates: ['true'] }, project: [], efforts: ['quick', 'standard'] },
    { plan: {}, own: {}, project: ['npm test'], efforts: ['standard', 'standard'] },
    { plan: { effort: 'proven' }, own: {}, project: [], efforts: ['proven', 'proven'] },
    { plan: { gates: ['true'] }, own: { effort: 'quick' }, project: [], efforts: ['standard', 'quick'] },
  ])('has the effort that its gates ask for: %j', ({ efforts, own, plan, project }) => {
    const answer = read({ goal: 'All', ...plan, tasks: [{ ...task, ...own }] }, project)
    expect(answer).toMatchObject({ ok: true, value: { effort: efforts[0], tasks: [{ effort: efforts[1] }] } })
  })

  it.each([
    [{ agent: 'x' }, {}, [{ kind: 'catalogue', id: 'x' }]],
    [{ agent: 'x', model: 'm' }, {}, [{ kind: 'catalogue', id: 'x', model: 'm' }]],
    [{ agent: 'x', model: 'm' }, { agent: 'y' }, [{ kind: 'catalogue', id: 'y' }]],
    [{}, { model: 'm' }, [{ ...preset, model: 'm' }]],
    [
      {},
      { agent: ['x', 'y'], model: 'm' },
      [
        { kind: 'catalogue', id: 'x', model: 'm' },
        { kind: 'catalogue', id: 'y' },
      ],
    ],
  ])('with %j and a task of %j is done by %j', (plan, own, agents) => {
    const answer = read({ goal: 'All', ...plan, tasks: [{ ...task, ...own }] })
    expect(answer).toMatchObject({ ok: true, value: { tasks: [{ agents }] } })
  })

  it('takes null for what is left out', () => {
    expect(
      read({ goal: 'All', gates: null, limits: null, tasks: [{ ...task, after: null, budget: { cost: null } }] }),
    ).toEqual(read({ goal: 'All', tasks: [task] }))
  })
})

describe('what is wrong is told at its place', () => {
  it.each([
    [undefined, ['The whole missing: Add it: an object with named fields.']],
    ['text', ['The whole wrong-type: Write an object with named fields there.']],
    [{ tasks: [task] }, ['goal missing: Add it: text.']],
    [{ goal: 'All' }, ['tasks missing: Add it: a list.']],
    [{ goal: '', tasks: [] }, ['goal empty', 'tasks empty']],
    [
      { goal: 'All', tasks: [{ id: 'a', breif: 'x' }] },
      ['tasks[0].brief missing', 'tasks[0].breif unknown-key: Did you mean brief?'],
    ],
    [{ goal: 'All', tasks: [{ ...task, after: ['b', 3] }] }, ['tasks[0].after[1] wrong-type']],
    [
      { goal: 'All', tasks: [{ ...task, after: [{ id: 'a', from: 'merged' }] }] },
      ['tasks[0].after[0].from wrong-value'],
    ],
    [
      { goal: 'All', tasks: [{ ...task, after: [{ on: 'a' }] }] },
      ['tasks[0].after[0].id missing', 'tasks[0].after[0].on unknown-key: Known are: id, from.'],
    ],
    [{ goal: 'All', topology: 'star', tasks: [task] }, ['topology wrong-value: Write one of queue, team, adaptive.']],
    [
      { goal: 'All', budget: { tokens: -1, money: 3 }, tasks: [task] },
      ['budget.tokens too-small', 'budget.money unknown-key'],
    ],
    [{ goal: 'All', tasks: [{ ...task, candidates: 1.5 }] }, ['tasks[0].candidates wrong-type']],
    [{ goal: 'All', tasks: [{ ...task, candidates: 9 }] }, ['tasks[0].candidates too-large']],
    [JSON.parse('{"goal":"All","__proto__":{"tasks":[]},"tasks":[]}'), ['tasks empty', '__proto__ unknown-key']],
  ])('%j', (value, expected) => {
    const found = problems(value)
    expect(found.sort()).toEqual([...expected].sort().map((start) => expect.stringContaining(start)))
  })

  it('answers anything, and changes no prototype', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (value) => {
        const answer = read({ goal: 'All', tasks: [value] })
        if (!answer.ok) for (const { path } of answer.error) expect(path[0]).toBe('tasks')
      }),
    )
    read(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'))
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('a list as deep as a message allows', () => {
    expect(problems(JSON.parse(`{"goal":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).not.toEqual([])
  })
})

it('reads one task by itself', () => {
  const own = { ...context(), plan: { effort: undefined } }
  expect(readWrittenTask({ ...task, gates: ['true'] }, own)).toMatchObject({
    ok: true,
    value: { key: 'a', effort: 'standard' },
  })
  expect(readWrittenTask({ id: 'a', breif: 'x' }, own)).toMatchObject({
    ok: false,
    error: [{ path: ['brief'] }, { path: ['breif'], remedy: 'Did you mean brief?' }],
  })
})
