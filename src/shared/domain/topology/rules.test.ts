import { describe, expect, it } from 'vitest'
import type { ContractId, ProjectId, ThreadId } from '../../kernel/ids.ts'
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
  { limit = 8, tasks = {} }: { readonly limit?: number; readonly tasks?: Readonly<Record<string, GivenTask>> } = {},
) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit } })
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

/** Mailboxes apart, which are opened once for each thread. */
const typesOf = (decision: ReturnType<Simulation['send']>) =>
  decision.ok ? decision.value.map(({ type }) => type).filter((type) => type !== 'mailbox.opened') : []

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

  it('lets them talk where waiting would cost the time of one, though it has changed nothing', () => {
    const simulation = world(automatic, ['a'])
    givenTurn(simulation, 'b')
    const types = typesOf(report(simulation, [a, b], overlapping(1, spotIn('src/x.ts'))))
    expect(types).not.toEqual(expect.arrayContaining(['thread.put-behind']))
    expect(clustersOf(simulation, 'team')).toMatchObject([{ members: [a, b] }])
  })

  it('makes one team of all that belong together, with one negotiation for what they share', () => {
    const simulation = world(automatic, ['a', 'b', 'c'])
    const shared = (value: number) => overlapping(valueAt(value), spotIn('src/x.ts'))
    const pairs = [
      { members: [a, b] as const, evidence: [shared(0.45)] },
      { members: [b, c] as const, evidence: [shared(0.5)] },
    ]
    const ids = ['m1', 'm2', 'm3', 'm4']
    simulation.send({ type: 'coupling.report', payload: { project: 'p' as ProjectId, pairs, ids } })
    expect(clustersOf(simulation, 'team')).toMatchObject([{ members: [b, c, a] }])
    expect([...simulation.model.negotiation.values()]).toMatchObject([{ parties: ['b1', 'c1', 'a1'] }])
    expect([...simulation.model.message.values()]).toHaveLength(3)
  })

  it('asks a person only above a score at which the host itself would have acted long since', () => {
    const between = overlapping(valueAt((thresholds.automatic + thresholds.propose) / 2))
    const simulation = world({ topology: 'adaptive' }, ['a', 'b'])
    report(simulation, [a, b], between)
    expect(clustersOf(simulation, 'proposed')).toEqual([])
    const free = world(automatic, ['a', 'b'])
    report(free, [a, b], between)
    expect(clustersOf(free, 'team')).toHaveLength(1)
  })

  it('links a task that has not begun behind one of the same run, where all slots are held', () => {
    const simulation = world(automatic, ['a'], { limit: 1, tasks: { b: { paths: ['src/a.ts'] } } })
    report(simulation, [a, b], overlapping(1))
    expect(simulation.model.task.get('b')?.after).toMatchObject([{ on: 'a', from: 'landed' }])
    expect(couplingOf(simulation, a, b)?.standing).toMatchObject({ kind: 'serialized', first: 'a', second: 'b' })
    expect(typesOf(report(simulation, [a, b], overlapping(1), conflicting(spotIn('y'))))).toEqual(['coupling.measured'])
  })

  it('lets a third one join: it is introduced, and what is being settled is settled with it', () => {
    const simulation = world(automatic, ['a', 'b', 'c'])
    report(simulation, [a, b], conflicting(spotIn('x')))
    report(simulation, [b, c], conflicting(spotIn('y')))
    expect(clustersOf(simulation, 'team')).toMatchObject([{ members: [a, b, c] }])
    expect([...simulation.model.negotiation.values()]).toMatchObject([{ parties: ['a1', 'b1', 'c1'] }])
    const told = [...simulation.model.message.values()].map(({ kind, to }) => `${kind} ${to}`)
    expect(told.slice(2)).toEqual(['introduction c1', 'notice a1', 'notice b1'])
  })

  it('lets a third one keep to what was agreed', () => {
    const simulation = world(automatic, ['a', 'b', 'c'])
    report(simulation, [a, b], conflicting(spotIn('x')), { kind: 'reach', value: 1, details: [], spots: [] })
    const negotiation = clustersOf(simulation, 'team')[0]?.negotiation ?? ('none' as never)
    const contract = 'k' as ContractId
    const text = { name: 'places/x', text: 'Lines 1 to 9 are mine.', note: '' }
    simulation.send({ type: 'contract.publish', payload: { by: 'a1' as ThreadId, contract, ...text } })
    for (const by of ['a1', 'b1'] as ThreadId[]) {
      simulation.send({ type: 'negotiation.confirm', payload: { negotiation, by, contract, version: 1 } })
    }
    report(simulation, [b, c], overlapping(1, spotIn('x')))
    expect(clustersOf(simulation, 'team')).toMatchObject([{ members: [a, b, c] }])
    expect(simulation.model.negotiation.size).toBe(1)
    const heard = [...simulation.model.message.values()].filter(({ to }) => to === 'c1')
    expect(heard.map(({ kind }) => kind)).toEqual(['introduction', 'contract'])
    expect(heard[1]?.text).toContain('Lines 1 to 9 are mine.')
  })

  it('does nothing to pairs that wait for each other already', () => {
    const simulation = world(automatic, ['a'], { tasks: { b: { after: [{ on: 'a' as never, from: 'landed' }] } } })
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
