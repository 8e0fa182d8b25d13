import { describe, expect, it } from 'vitest'
import type { ProjectId } from '../../kernel/ids.ts'
import { attentionOf } from '../attention/attention.ts'
import type { RunPolicy } from '../run/state.ts'
import { type GivenTask, given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { clustersOf, conflicting, couplingOf, memberIn, overlapping, report, spotIn, touch } from './testing/pairs.ts'
import { thresholds, weights } from './weights.ts'

const automatic: Partial<RunPolicy> = { topology: 'adaptive', teams: 'automatic' }
const [a, b, c] = [memberIn('a'), memberIn('b'), memberIn('c')]

/** Three tasks; those named are in their first turn, and have changed a file. */
function world(
  policy: Partial<RunPolicy>,
  working: readonly string[],
  tasks: Readonly<Record<string, GivenTask>> = {},
) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 8 } })
  given(simulation, {
    type: 'project.opened',
    id: 'p' as ProjectId,
    name: 'p',
    root: '/p',
    gitDirectory: '/p/.git',
    prefix: '',
    branchPrefix: 'sy',
  })
  givenRun(simulation, { a: {}, b: {}, c: {}, ...tasks }, policy)
  for (const key of working) touch(simulation, givenTurn(simulation, key), `src/${key}.ts`)
  return simulation
}

/** How strong an overlap makes that score. */
const valueAt = (score: number) => score / weights.overlap

const typesOf = (decision: ReturnType<Simulation['send']>) =>
  decision.ok ? decision.value.map(({ type }) => type) : []

describe('a pair', () => {
  it('without evidence leaves no trace', () => {
    const simulation = world(automatic, ['a', 'b'])
    expect(report(simulation, [a, b])).toEqual({ ok: true, value: [] })
    expect(couplingOf(simulation, a, b)).toBeUndefined()
  })

  it('below the threshold is stored with its parts and leads to nothing', () => {
    const simulation = world(automatic, ['a', 'b'])
    expect(typesOf(report(simulation, [a, b], overlapping(valueAt(0.3))))).toEqual(['coupling.measured'])
    expect(couplingOf(simulation, b, a)).toMatchObject({
      score: Math.round(valueAt(0.3) * weights.overlap * 1000) / 1000,
      parts: [{ kind: 'overlap', weight: weights.overlap }],
    })
  })

  it('is measured again only where something moved', () => {
    const simulation = world(automatic, ['a', 'b'])
    report(simulation, [a, b], overlapping(valueAt(0.3)))
    expect(report(simulation, [a, b], overlapping(valueAt(0.301)))).toEqual({ ok: true, value: [] })
    expect(typesOf(report(simulation, [a, b]))).toEqual(['coupling.measured'])
    expect(couplingOf(simulation, a, b)?.score).toBe(0)
  })

  it('of different projects, or of what is gone, is passed over', () => {
    const simulation = world(automatic, ['a', 'b'])
    expect(report(simulation, [a, memberIn('x', 'other')], overlapping(1))).toEqual({ ok: true, value: [] })
    expect(report(simulation, [a, a], overlapping(1))).toEqual({ ok: true, value: [] })
  })
})

describe('above the threshold', () => {
  it('a queue asks a person, and tells the threads nothing', () => {
    const simulation = world({ topology: 'queue' }, ['a', 'b'])
    const types = typesOf(report(simulation, [a, b], conflicting(spotIn('src/x.ts'))))
    expect(types).toEqual(['coupling.measured', 'cluster.proposed'])
    expect(clustersOf(simulation, 'proposed')).toMatchObject([{ members: [a, b], score: 0.95 }])
    expect([...simulation.model.message.values()]).toEqual([])
    expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'team-proposed', run: 'r', thread: null }])
  })

  it('asks also where it is adaptive and nobody let it make teams', () => {
    const simulation = world({ topology: 'adaptive' }, ['a', 'b'])
    report(simulation, [a, b], conflicting(spotIn('src/x.ts')))
    expect(clustersOf(simulation, 'proposed')).toHaveLength(1)
  })

  it('makes a team where it may: members are introduced and have something to settle', () => {
    const simulation = world(automatic, ['a', 'b'])
    report(simulation, [a, b], conflicting(spotIn('src/x.ts', 3, 7)))
    const [team] = clustersOf(simulation, 'team')
    expect(team?.because).toContain('src/x.ts:3-7')
    expect(couplingOf(simulation, a, b)?.standing).toEqual({ kind: 'together', cluster: team?.id })
    const talk = simulation.model.negotiation.get(team?.negotiation ?? '')
    expect(talk).toMatchObject({ parties: ['a1', 'b1'], state: { kind: 'open' } })
    const messages = [...simulation.model.message.values()]
    expect(messages.map(({ kind, to }) => [kind, to])).toEqual([
      ['introduction', 'a1'],
      ['introduction', 'b1'],
    ])
    expect(messages[0]?.text).toContain('“Task b” (thread b1, scripted)')
    expect(messages[0]?.text).toContain('src/x.ts:3-7')
  })

  it('lets who has changed nothing wait instead, with its prompt kept', () => {
    const simulation = world(automatic, ['a'])
    givenTurn(simulation, 'b')
    const types = typesOf(report(simulation, [a, b], overlapping(1, spotIn('src/x.ts'))))
    expect(types).toEqual(expect.arrayContaining(['thread.interrupt-requested', 'thread.put-behind', 'coupling.stood']))
    expect(simulation.thread('b1')).toMatchObject({ behind: { thread: 'a1' }, freezing: true })
    expect(clustersOf(simulation, 'team')).toEqual([])
  })

  it('links a task that has not begun behind one of the same run', () => {
    const simulation = world(automatic, ['a'], { b: { paths: ['src/a.ts'] } })
    report(simulation, [a, b], overlapping(1))
    expect(simulation.model.task.get('b')?.after).toMatchObject([{ on: 'a', from: 'landed' }])
    expect(couplingOf(simulation, a, b)?.standing).toMatchObject({ kind: 'serialized', first: 'a', second: 'b' })
    expect(typesOf(report(simulation, [a, b], overlapping(1), conflicting(spotIn('y'))))).toEqual(['coupling.measured'])
  })

  it('lets a third one join, and makes one team of two', () => {
    const simulation = world(automatic, ['a', 'b', 'c'])
    report(simulation, [a, b], conflicting(spotIn('x')))
    report(simulation, [b, c], conflicting(spotIn('y')))
    expect(clustersOf(simulation, 'team')).toMatchObject([{ members: [a, b, c] }])
  })

  it('does nothing to pairs that wait for each other already', () => {
    const simulation = world(automatic, ['a'], { b: { after: [{ on: 'a' as never, from: 'landed' }] } })
    report(simulation, [a, b], conflicting(spotIn('x')))
    expect(clustersOf(simulation, 'team')).toEqual([])
    expect(couplingOf(simulation, a, b)?.standing.kind).toBe('open')
  })
})

describe('a proposal', () => {
  const proposedPair = () => {
    const simulation = world({ topology: 'adaptive' }, ['a', 'b', 'c'])
    report(simulation, [a, b], conflicting(spotIn('x')))
    return { simulation, id: clustersOf(simulation, 'proposed')[0]?.id as never }
  }

  it('that is declined is not made again before they conflict in something new', () => {
    const { id, simulation } = proposedPair()
    simulation.send({ type: 'cluster.decline', payload: { cluster: id } }, undefined, 'person')
    report(simulation, [a, b], conflicting(spotIn('x')), overlapping(1))
    expect(clustersOf(simulation, 'proposed')).toEqual([])
    report(simulation, [a, b], conflicting(spotIn('x'), spotIn('y')))
    expect(clustersOf(simulation, 'proposed')).toHaveLength(1)
  })

  it('that is accepted is a team whose members are introduced', () => {
    const { id, simulation } = proposedPair()
    simulation.send(
      { type: 'cluster.accept', payload: { cluster: id, negotiation: 'n1' as never } },
      undefined,
      'person',
    )
    expect(clustersOf(simulation, 'team')).toMatchObject([{ id, negotiation: 'n1' }])
    expect([...simulation.model.message.values()]).toHaveLength(2)
  })

  it('does not flap around the threshold', () => {
    const simulation = world({ topology: 'adaptive' }, ['a', 'b'])
    let switches = 0
    for (let round = 0; round < 40; round += 1) {
      const types = typesOf(
        report(simulation, [a, b], overlapping(valueAt(thresholds.propose + (round % 2 === 0 ? 0.03 : -0.03)))),
      )
      switches += types.filter((type) => type.startsWith('cluster.')).length
    }
    expect(switches).toBe(1)
  })

  it('is taken back once, where the reason has gone', () => {
    const simulation = world({ topology: 'adaptive' }, ['a', 'b'])
    let switches = 0
    for (let round = 0; round < 40; round += 1) {
      const types = typesOf(report(simulation, [a, b], overlapping(round % 2 === 0 ? 1 : 0)))
      switches += types.filter((type) => type.startsWith('cluster.')).length
    }
    expect(switches).toBe(2)
  })
})
