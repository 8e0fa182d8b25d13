import { beforeEach, describe, expect, it } from 'vitest'
import type { ClusterId, NegotiationId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { isSettled } from '../companions.ts'
import { endTurn, given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { factsOf, planRun } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { clustersOf, memberIn } from './testing/pairs.ts'

const members = [memberIn('a'), memberIn('b')]
const [a, b] = ['a1' as ThreadId, 'b1' as ThreadId] as const
let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 8 } })
  simulation.open('p', '/p')
})

const person = (command: Command) => simulation.send(command, factsOf('p'), 'person')
const settled = () =>
  [...simulation.model.cluster.values()].filter((one) => isSettled('cluster', one)).map(({ id }) => id)
const introduce = (id: string) =>
  person({
    type: 'cluster.introduce',
    payload: { cluster: id as ClusterId, members, negotiation: `talk-${id}` as NegotiationId },
  })
const dissolve = (id: string) => person({ type: 'cluster.dissolve', payload: { cluster: id as ClusterId } })
const land = (id: ThreadId) =>
  given(simulation, { type: 'thread.landed', id, landing: `l-${id}` as never, commit: 'c', into: 'main' } as never)
const archive = (id: ThreadId) => simulation.send({ type: 'thread.archive', payload: { thread: id } })

function working(): void {
  givenRun(simulation, { a: {}, b: {} }, { topology: 'adaptive' })
  for (const key of ['a', 'b']) givenTurn(simulation, key)
}

describe('a team that is over', () => {
  it('is shown until the last of its members is put away', () => {
    working()
    introduce('t')
    dissolve('t')
    expect(settled()).toEqual([])
    for (const id of [a, b]) land(id)
    archive(a)
    expect(settled()).toEqual([])
    archive(b)
    expect(settled()).toEqual(['t'])
  })

  it('makes room for the next one of the same members, however often they are brought together', () => {
    working()
    for (let time = 1; time <= 20; time += 1) {
      expect(introduce(`t${time}`).ok).toBe(true)
      dissolve(`t${time}`)
    }
    expect(
      clustersOf(simulation, 'dissolved')
        .filter((one) => !isSettled('cluster', one))
        .map(({ id }) => id),
    ).toEqual(['t20'])
  })

  it('is kept while something on its list can still be read', () => {
    working()
    introduce('t1')
    const item = { item: 'i' as never, by: a }
    simulation.send({ type: 'item.add', payload: { ...item, cluster: 't1' as ClusterId, title: 'T', detail: '' } })
    expect(simulation.send({ type: 'item.claim', payload: item }).ok).toBe(true)
    simulation.send({ type: 'item.complete', payload: { ...item, evidence: 'Its test.' } })
    dissolve('t1')
    introduce('t2')
    dissolve('t2')
    expect(settled()).toEqual([])
  })

  it('leaves at once where its members are part of another one', () => {
    working()
    introduce('t1')
    introduce('t2')
    expect(settled()).toEqual(['t1'])
  })
})

describe('a pinned team', () => {
  it('stays with its last live member, and is over with it', () => {
    working()
    introduce('t')
    person({ type: 'cluster.pin', payload: { cluster: 't' as ClusterId, pinned: true } })
    const discard = (thread: ThreadId) => {
      person({ type: 'thread.discard', payload: { thread } })
      endTurn(simulation, thread)
    }
    discard(a)
    expect(simulation.thread(a)?.state.kind).toBe('discarded')
    expect(simulation.model.cluster.get('t')?.state.kind).toBe('team')
    discard(b)
    expect(simulation.model.cluster.get('t')?.state.kind).toBe('dissolved')
  })

  it('is over with the last of its threads in the archive, too', () => {
    working()
    introduce('t')
    person({ type: 'cluster.pin', payload: { cluster: 't' as ClusterId, pinned: true } })
    for (const id of [a, b]) land(id)
    for (const id of [a, b]) archive(id)
    expect(simulation.model.cluster.get('t')?.state.kind).toBe('dissolved')
    expect(settled()).toEqual(['t'])
  })

  it('of a whole run is there as long as the run is', () => {
    planRun(simulation, 'R', { project: 'p', tasks: { a: {}, b: {} } })
    const run = 'R' as RunId
    for (let time = 1; time <= 50; time += 1) {
      person({ type: 'run.switch', payload: { run, topology: 'team', cluster: `w${time}` as ClusterId } })
      person({ type: 'run.switch', payload: { run, topology: 'queue', cluster: `x${time}` as ClusterId } })
    }
    expect(clustersOf(simulation, 'team')).toEqual([])
    expect([...simulation.model.cluster.values()].filter((one) => !isSettled('cluster', one))).toHaveLength(1)
  })
})

describe('threads that were in one team', () => {
  const join = (cluster: string) =>
    simulation.send({
      type: 'cluster.join',
      payload: { cluster: cluster as ClusterId, by: a, peer: b, because: 'Our work meets.' },
    })

  it('come together again by a person alone: a team that is over gives no new budget', () => {
    givenRun(simulation, { a: {}, b: {} }, { topology: 'adaptive', teams: 'automatic' })
    for (const key of ['a', 'b']) givenTurn(simulation, key)
    expect(join('t1').ok).toBe(true)
    expect(clustersOf(simulation, 'team').map(({ id }) => id)).toEqual(['t1'])
    simulation.send({ type: 'cluster.leave', payload: { by: a, because: 'It does not.' } })
    expect(join('t2').ok).toBe(true)
    expect([clustersOf(simulation, 'team'), clustersOf(simulation, 'proposed').map(({ id }) => id)]).toEqual([
      [],
      ['t2'],
    ])
    expect(join('t3')).toMatchObject({ error: { code: 'already-asked' } })
  })
})
