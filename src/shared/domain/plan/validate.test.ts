import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCycles } from './cycles.ts'
import type { Plan, PlannedTask } from './plan.ts'
import { validateDraft, validatePlan } from './validate.ts'

const agent = { kind: 'catalogue', id: 'scripted' } as const

function task(key: string, after: readonly string[] = [], change: Partial<PlannedTask> = {}): PlannedTask {
  return {
    key,
    title: key,
    brief: `Do ${key}`,
    effort: 'quick',
    after: after.map((on) => ({ on, from: 'landed' })),
    paths: [],
    gates: [],
    agents: [agent],
    priority: 0,
    candidates: 1,
    budget: {},
    ...change,
  }
}

function plan(tasks: readonly PlannedTask[], change: Partial<Plan> = {}): Plan {
  const limits = { parallel: null, review: null }
  return { goal: 'Reach it', topology: 'queue', effort: 'quick', gates: [], budget: {}, limits, tasks, ...change }
}

const found = (value: Plan, projectGates: readonly string[] = []) =>
  validatePlan(value, { projectGates }).map(({ code, path }) => `${path.join('.')} ${code}`)

describe('a plan', () => {
  it('is fine where every task can be done after those that it names', () => {
    expect(found(plan([task('d', ['b', 'c']), task('a'), task('b', ['a']), task('c', ['a'])]))).toEqual([])
  })

  it.each<[string, Plan, string]>([
    ['no goal', plan([task('a')], { goal: ' ' }), 'goal goal-missing'],
    ['no tasks', plan([]), 'tasks tasks-missing'],
    ['an empty gate', plan([task('a')], { gates: ['test', ''] }), 'gates.1 gate-empty'],
    ['a budget below 0', plan([task('a')], { budget: { cost: -1 } }), 'budget.cost out-of-range'],
    ['no parallel', plan([task('a')], { limits: { parallel: 0, review: null } }), 'limits.parallel out-of-range'],
    ['an unknown task', plan([task('a'), task('b', ['a', 'x'])]), 'tasks.1.after.1 unknown-task'],
    ['a self link', plan([task('a', ['a'])]), 'tasks.0.after.0 self-link'],
    ['a link twice', plan([task('a'), task('b', ['a', 'a'])]), 'tasks.1.after.1 duplicate-link'],
    ['a key twice', plan([task('a'), task('a')]), 'tasks.1.key duplicate-key'],
    ['a key with a space', plan([task('a b')]), 'tasks.0.key bad-key'],
    ['no brief', plan([task('a', [], { brief: '' })]), 'tasks.0.brief brief-missing'],
    ['a long brief', plan([task('a', [], { brief: 'x'.repeat(70_000) })]), 'tasks.0.brief too-long'],
    ['no gates', plan([task('a', [], { effort: 'standard' })]), 'tasks.0.gates gates-missing'],
    ['no agent', plan([task('a', [], { agents: [] })]), 'tasks.0.agents agent-missing'],
    ['no candidates', plan([task('a', [], { candidates: 0 })]), 'tasks.0.candidates out-of-range'],
    ['half a priority', plan([task('a', [], { priority: 0.5 })]), 'tasks.0.priority out-of-range'],
    ['minutes of a task', plan([task('a', [], { budget: { minutes: 0 } })]), 'tasks.0.budget.minutes out-of-range'],
    ['many gates', plan([task('a', [], { gates: Array(21).fill('x') })]), 'tasks.0.gates too-many'],
    ['many paths', plan([task('a', [], { paths: Array(101).fill('x') })]), 'tasks.0.paths too-many'],
    ['a ring', plan([task('a', ['b']), task('b', ['c']), task('c', ['a'])]), 'tasks.0.after.0 cycle'],
  ])('with %s is refused at that place', (_name, value, problem) => {
    expect(found(value)).toEqual([problem])
  })

  it('names the way round', () => {
    const [problem] = validatePlan(plan([task('a', ['b']), task('b', ['a'])]), { projectGates: [] })
    expect(problem?.message).toBe('These tasks wait for each other: a comes after b comes after a.')
  })

  it('needs no gates of its own where the project or the plan has some', () => {
    const proven = [task('a', [], { effort: 'proven' })]
    expect(found(plan(proven), ['npm test'])).toEqual([])
    expect(found(plan(proven, { gates: ['npm test'] }))).toEqual([])
  })

  it('may be unfinished while it is a draft, but never wrong', () => {
    const draft = plan([task('a', ['x'], { brief: '', effort: 'standard' })], { goal: '' })
    expect(validateDraft(draft).map(({ code }) => code)).toEqual(['unknown-task'])
  })
})

describe('cycles', () => {
  const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 })

  it('are found exactly where no order exists, and each is one', () => {
    fc.assert(
      fc.property(graph, (links) => {
        const nodes = links.map((on, key) => ({ key: `${key}`, after: on.map((other) => ({ on: `${other}` })) }))
        const cycles = findCycles(nodes)
        const own = nodes.map((node) => ({ ...node, after: node.after.filter(({ on }) => on !== node.key) }))
        expect(cycles.length === 0).toBe(hasOrder(own))
        for (const cycle of cycles) {
          expect(cycle[0]).toBe(cycle.at(-1))
          for (const [index, key] of cycle.slice(0, -1).entries()) {
            const after = nodes.find((node) => node.key === key)?.after.map(({ on }) => on)
            expect(after).toContain(cycle[index + 1])
          }
        }
      }),
    )
  })

  it('of a dense plan are told in a bounded text', () => {
    const keys = Array.from({ length: 500 }, (_, key) => `t${key}`)
    const dense = keys.map((key, at) =>
      task(
        key,
        Array.from({ length: 50 }, (_, by) => `t${(at + by + 1) % 500}`),
      ),
    )
    const problems = validatePlan(plan(dense), { projectGates: [] }).filter(({ code }) => code === 'cycle')
    expect(problems).toHaveLength(50)
    expect(problems[0]?.message).toMatch(
      /^These tasks wait for each other: t0 comes after .* comes after \d+ others comes after .*t0\.$/,
    )
    for (const { message } of problems) expect(message.length).toBeLessThan(500)
  })

  it('are looked for along a chain of any length', () => {
    const chain = Array.from({ length: 50_000 }, (_, key) => ({ key: `${key}`, after: [{ on: `${key + 1}` }] }))
    expect(findCycles(chain)).toEqual([])
    expect(findCycles([...chain, { key: '50000', after: [{ on: '0' }] }])).toHaveLength(1)
  })
})

/** Takes out what waits for nothing until nothing is left. */
function hasOrder(nodes: readonly { readonly key: string; readonly after: readonly { readonly on: string }[] }[]) {
  let rest = nodes
  for (;;) {
    const keys = new Set(rest.map(({ key }) => key))
    const later = rest.filter(({ after }) => after.some(({ on }) => keys.has(on)))
    if (later.length === rest.length) return rest.length === 0
    rest = later
  }
}
