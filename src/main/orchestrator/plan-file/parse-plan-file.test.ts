import { describe, expect, it } from 'vitest'
import type { JudgeContext } from '../../../shared/contract/judged-plan.ts'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { PlanWithIds } from '../../../shared/domain/run/commands.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { parsePlanFile } from './parse-plan-file.ts'
import { writePlanFile } from './write-plan-file.ts'

function read(text: string, changed: Partial<JudgeContext> = {}) {
  let count = 0
  return parsePlanFile(text, {
    defaultAgent: { kind: 'catalogue', id: 'offline' },
    projectGates: [],
    agents: ['offline', 'other'],
    newId: () => `t${++count}`,
    ...changed,
  })
}

function planIn(text: string, changed?: Partial<JudgeContext>): PlanWithIds {
  const parsed = read(text, changed)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

function problemsIn(text: string, changed?: Partial<JudgeContext>) {
  const parsed = read(text, changed)
  return parsed.ok ? [] : parsed.error
}

describe('a plan file', () => {
  it('gets every default filled in', () => {
    const { tasks, ...plan } = planIn('goal: Ship it\ntasks:\n  - id: api\n    brief: Write the api.\n')
    expect(plan).toEqual({
      goal: 'Ship it',
      effort: 'quick',
      gates: [],
      budget: {},
      limits: { parallel: null, review: null },
    })
    expect(tasks).toEqual([
      {
        id: 't1',
        key: 'api',
        title: 'Write the api.',
        brief: 'Write the api.',
        effort: 'quick',
        after: [],
        paths: [],
        gates: [],
        agents: [{ kind: 'catalogue', id: 'offline' }],
        priority: 0,
        candidates: 1,
        budget: {},
      },
    ])
  })

  it('says everything there is to say', () => {
    const text = `
goal: Ship it
topology: queue
effort: proven
agent: [other, offline]
gates: [npm test]
budget: { tokens: 1000, cost: 2.5, minutes: 30 }
limits: { parallel: 3, review: 4 }
tasks:
  - id: api
    title: The api
    brief: |
      Write the api.
      With care.
    effort: standard
    paths: ['src/**']
    gates: [npm run lint]
    agent: offline
    model: small
    priority: 5
    candidates: 2
    budget: { minutes: 5 }
  - id: docs
    brief: Write about it.
    after: [api]
  - { id: site, brief: Show it., after: [{ id: api, from: stacked }, docs] }
`
    const { tasks, ...plan } = planIn(text)
    expect(plan).toMatchObject({ effort: 'proven', gates: ['npm test'], limits: { parallel: 3, review: 4 } })
    expect(tasks[0]).toMatchObject({ effort: 'standard', priority: 5, candidates: 2, budget: { minutes: 5 } })
    expect(tasks[0]?.agents).toEqual([{ kind: 'catalogue', id: 'offline', model: 'small' }])
    expect(tasks[0]?.brief).toBe('Write the api.\nWith care.\n')
    expect(tasks[1]?.agents.map((agent) => agent.kind === 'catalogue' && agent.id)).toEqual(['other', 'offline'])
    expect(tasks[2]?.after).toEqual([
      { on: 'api', from: 'stacked' },
      { on: 'docs', from: 'landed' },
    ])
  })

  it('is standard where the project has gates of its own', () => {
    const [task] = planIn('goal: a\ntasks: [{id: a, brief: b}]', { projectGates: ['make check'] }).tasks
    expect(task?.effort).toBe('standard')
  })

  it.each([
    ['goal: a\ntasks:\n  - id: a\n    breif: b\n', 'missing', 3, 5],
    ['goal: a\ntasks:\n  - id: a\n    breif: b\n    brief: c\n', 'unknown-key', 4, 5],
    ['goal: a\ngaol: b\ntasks: [{id: a, brief: b}]', 'unknown-key', 2, 1],
    ['goal: a\ntasks:\n  - id: a\n    brief: b\n    after: [zz]\n', 'unknown-task', 5, 13],
    ['goal: a\ntasks:\n  - id: a\n    brief: b\n    after:\n      - { id: zz, from: landed }\n', 'unknown-task', 6, 9],
    ['goal: a\ntasks:\n  - id: a\n    brief: b\n    after: [{id: a, form: landed}]\n', 'unknown-key', 5, 21],
    ['goal: a\ntasks:\n  - {id: a, brief: b, after: [b]}\n  - {id: b, brief: b, after: [a]}\n', 'cycle', 3, 31],
    ['goal: a\ntasks:\n  - {id: a, brief: b}\n  - {id: a, brief: b}\n', 'duplicate-key', 4, 6],
    ['goal: a\ntasks:\n  - {id: a b, brief: b}\n', 'bad-key', 3, 6],
    ['goal: a\neffort: standard\ntasks:\n  - id: a\n    brief: b\n', 'gates-missing', 4, 5],
    ['goal: a\nteams: often\ntasks: [{id: a, brief: b}]', 'wrong-value', 2, 1],
    ['goal: a\ntasks: []\n', 'empty', 2, 1],
    ['goal: a\nagent: offlien\ntasks: [{id: a, brief: b}]', 'agent-unknown', 2, 1],
    ['goal: a\ntasks:\n  - id: a\n    brief: b\n    agent: [other, nobody]\n', 'agent-unknown', 5, 20],
    ['goal: a\nbudget: {minutes: -1}\ntasks: [{id: a, brief: b}]', 'too-small', 2, 10],
    ['goal: a\ntasks:\n  - id: a\n    brief: b\n    priority: high\n', 'wrong-type', 5, 5],
    ['', 'wrong-type', 1, 1],
    ['- a\n', 'wrong-type', 1, 1],
    ['goal: a\ngoal: b\ntasks: [{id: a, brief: b}]', 'yaml', 2, 1],
    ['goal: "a\n', 'yaml', 2, 1],
    ['goal: a\ntasks: [{id: a, brief: b}\n', 'yaml', 3, 1],
    ['goal: !!js/function a\ntasks: [{id: a, brief: b}]', 'yaml', 1, 7],
    ['goal: a\n---\ngoal: b\n', 'yaml', 2, 1],
  ])('is refused at the exact place: %j', (...[text, code, line, column]) => {
    const problems = problemsIn(text)
    expect(problems[0]).toMatchObject({ code, line, column })
    for (const { message, remedy } of problems) {
      expect(message).toMatch(/\.$/)
      expect(remedy).not.toBe('')
    }
  })

  it('names the known key that was meant', () => {
    const [problem] = problemsIn('goal: a\ntasks:\n  - id: a\n    brief: b\n    candiates: 2\n')
    expect(problem?.remedy).toContain('candidates')
  })

  it('tells all that is wrong, in the order of the file', () => {
    const problems = problemsIn(
      'goal: a\ntasks:\n  - {id: a, brief: b, after: [x]}\n  - {id: b, brief: b, after: [y]}\n',
    )
    expect(problems.map(({ line }) => line)).toEqual([3, 4])
  })

  it('tells a place behind an alias where that stands', () => {
    const text = 'goal: a\ntasks:\n  - &one {id: a, brief: b, after: [x]}\n  - {id: b, brief: b}\n'
    expect(problemsIn(text)[0]).toMatchObject({ code: 'unknown-task', line: 3 })
  })

  it('does not grow without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((pair) => [...pair]))
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
    expect(problemsIn(bomb.join('\n'))[0]).toMatchObject({ code: 'yaml' })
    expect(problemsIn('x'.repeat(4_000_001))[0]).toMatchObject({ code: 'too-large' })
  })
})

describe('a plan as a file', () => {
  it('is read as the plan it was', () => {
    const text = `goal: Ship it
effort: standard
gates:
  - npm test
budget:
  minutes: 30
limits:
  parallel: 3
tasks:
  - id: api
    title: The api
    brief: |
      Write the api.
      yes
    agent: other
    model: small
    priority: 5
  - id: site
    title: "true"
    brief: Show it.
    after:
      - id: api
        from: stacked
    agent:
      - offline
      - other
`
    const { tasks, ...plan } = planIn(text)
    const memory = new MemoryModel()
    const { effort, budget, gates, limits, topology, goal } = plan
    const policy = { effort, budget, gates, limits, topology, autoLand: false, recover: true, spawn: 'ask' }
    const run = { id: 'r', goal, plan: { policy } } as unknown as Run
    for (const [order, { after, ...task }] of tasks.entries()) {
      const links = after.map(({ from, on }) => ({ from, on: tasks.find(({ key }) => key === on)?.id }))
      memory.put('task', task.id, {
        ...task,
        run: 'r',
        order,
        after: links,
        state: { kind: 'waiting' },
      } as unknown as Task)
    }
    const written = writePlanFile(memory.model, run)
    expect(planIn(written ?? '')).toEqual({ ...plan, tasks })
  })
})

describe('names of fields', () => {
  it.each([
    ['goal: a\ngoal: b\n', { line: 2, column: 1, message: 'goal stands here twice.' }],
    ['goal: a\ntasks: [{id: a, brief: b, "id": c}]\n', { line: 2, column: 27, message: 'id stands here twice.' }],
    ['goal: a\n? [a, b]\n: c\n', { line: 1, column: 1, message: 'The name of a field must be plain text.' }],
  ])('of %j are refused at their place', (text, problem) => {
    expect(problemsIn(text)).toMatchObject([{ code: 'yaml', ...problem }])
  })
})
