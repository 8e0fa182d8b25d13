import { beforeEach, describe, expect, it } from 'vitest'
import type { ClusterId, NegotiationId, ProjectId, RunId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { endTurn, given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { factsOf, planRun } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { coordinationOf } from './coordination.ts'
import { teamOf } from './member.ts'
import { teamFollowUps } from './team-follow.ts'
import { clustersOf, conflicting, couplingOf, memberIn, report, spotIn, touch } from './testing/pairs.ts'

const [a, b, c] = [memberIn('a'), memberIn('b'), memberIn('c')]
let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 8 } })
  simulation.open('p', '/p')
})

const person = (command: Command) => simulation.send(command, factsOf('p'), 'person')

/** A team of a and b, and c by itself; all at work. */
function team(): ClusterId {
  givenRun(simulation, { a: {}, b: {}, c: {} }, { topology: 'adaptive', teams: 'automatic' })
  for (const key of ['a', 'b', 'c']) touch(simulation, givenTurn(simulation, key), `src/${key}.ts`)
  report(simulation, [a, b], conflicting(spotIn('src/x.ts')))
  return clustersOf(simulation, 'team')[0]?.id ?? ('none' as ClusterId)
}

describe('a team', () => {
  it('is over after three turns in which messages changed nothing', () => {
    const id = team()
    const heard = { type: 'cluster.heard', id, task: a.task, given: 1 } as const
    given(simulation, { ...heard, changed: false }, { ...heard, changed: true }, { ...heard, changed: false })
    expect(simulation.model.cluster.get(id)).toMatchObject({ quiet: 1, changes: 1 })
    const next = () => teamFollowUps['cluster.heard']?.(simulation.model, { ...heard, changed: false }, { now: 1 })
    expect(next()).toEqual([])
    given(simulation, { ...heard, changed: false }, { ...heard, changed: false })
    expect(next()).toMatchObject([{ type: 'cluster.dissolved', because: expect.stringContaining('3 times') }])
  })

  it('is over when one of two is gone, and its pair has an outcome', () => {
    const id = team()
    endTurn(simulation, 'a1' as never)
    person({ type: 'thread.discard', payload: { thread: 'a1' as never } })
    // What it was told had begun another turn.
    endTurn(simulation, 'a1' as never)
    expect(simulation.model.cluster.get(id)?.state).toMatchObject({
      kind: 'dissolved',
      because: 'Task a was discarded.',
    })
    expect(couplingOf(simulation, a, b)?.outcome).toMatchObject({ conflicted: true })
  })

  it('stays as it is while a person has pinned it, and is split and led by a person', () => {
    const id = team()
    person({ type: 'cluster.pin', payload: { cluster: id, pinned: true } })
    const leave = simulation.send({ type: 'cluster.leave', payload: { by: 'a1' as never, because: 'Done.' } })
    expect(leave).toMatchObject({ error: { code: 'team-pinned' } })
    report(simulation, [b, c], conflicting(spotIn('src/y.ts')))
    expect(clustersOf(simulation, 'team')[0]?.members).toEqual([a, b])
    expect(clustersOf(simulation, 'proposed')[0]?.members).toEqual([b, c, a])
    person({ type: 'cluster.lead', payload: { cluster: id, lead: b.task } })
    expect(simulation.model.cluster.get(id)?.lead).toBe('b')
    person({ type: 'cluster.split', payload: { cluster: id, members: [a], into: 'own' as ClusterId } })
    expect(simulation.model.cluster.get(id)?.state.kind).toBe('dissolved')
  })

  it('is made by a person of any threads, with those that are in a team with them', () => {
    const id = team()
    const payload = { cluster: 'own' as ClusterId, members: [c, a], negotiation: 'n' as NegotiationId }
    expect(person({ type: 'cluster.introduce', payload }).ok).toBe(true)
    expect(clustersOf(simulation, 'team').map((one) => [one.id, one.members])).toEqual([['own', [c, a, b]]])
    expect(simulation.events.some(({ event }) => event.type === 'cluster.dissolved' && event.into === 'own')).toBe(true)
    expect(simulation.model.cluster.get(id)?.state.kind).toBe('dissolved')
  })

  it('is dissolved by a person: its pair is looked at again once it conflicts in something new', () => {
    const id = team()
    person({ type: 'cluster.dissolve', payload: { cluster: id } })
    expect(couplingOf(simulation, a, b)?.standing).toEqual({ kind: 'ignored', because: 'You dissolved it.' })
    report(simulation, [a, b], conflicting(spotIn('src/x.ts'), spotIn('src/z.ts')))
    expect(clustersOf(simulation, 'team')).toHaveLength(1)
  })
})

describe('a run whose topology is team', () => {
  const run = 'R' as RunId

  it('is one pinned team from its approval on, with what is added later', () => {
    planRun(simulation, 'R', { project: 'p', tasks: { a: {}, b: {} }, approve: false })
    const cluster = 'whole' as ClusterId
    person({ type: 'run.switch', payload: { run, topology: 'team', cluster } })
    expect(clustersOf(simulation, 'team')).toEqual([])
    person({ type: 'run.approve', payload: { run, confirmed: true } })
    expect(clustersOf(simulation, 'team')).toMatchObject([
      { run, pinned: true, members: [{ task: 'R/a' }, { task: 'R/b' }] },
    ])
    const { after: _after, ...task } = simulation.model.task.get('R/a') ?? ({} as never)
    const added = { ...task, id: 'R/c' as never, key: 'c', after: [] }
    expect(person({ type: 'task.add', payload: { run, task: added } }).ok).toBe(true)
    expect(clustersOf(simulation, 'team')[0]?.members.at(-1)?.task).toBe('R/c')
  })

  it('is a queue again when a person says so', () => {
    planRun(simulation, 'R', { project: 'p', tasks: { a: {}, b: {} } })
    person({ type: 'run.switch', payload: { run, topology: 'team', cluster: 'whole' as ClusterId } })
    expect(clustersOf(simulation, 'team')).toMatchObject([{ id: 'whole', because: 'You switched the run to a team.' }])
    person({ type: 'run.switch', payload: { run, topology: 'queue', cluster: 'x' as ClusterId } })
    expect(clustersOf(simulation, 'team')).toEqual([])
    expect(simulation.model.run.get('R')?.plan?.policy.topology).toBe('queue')
  })
})

describe('how work in a project goes together', () => {
  const project = 'p' as ProjectId
  const adaptive = { topology: 'adaptive', teams: 'automatic' } as const

  it('is said by its file, noted once, and used where a plan says nothing', () => {
    const send = (id: string) =>
      simulation.send(
        {
          type: 'run.dispatch',
          payload: {
            run: `r-${id}`,
            task: `k-${id}`,
            thread: id,
            prompt: `m-${id}`,
            project,
            repository: '/p',
            initialize: false,
            agent: { kind: 'catalogue', id: 'scripted' },
            blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }],
          } as never,
        },
        { ...factsOf('p'), coordination: adaptive },
        'person',
      )
    const noted = () => simulation.events.filter(({ event }) => event.type === 'project.coordinated').length
    send('t1')
    send('t2')
    expect(noted()).toBe(1)
    const thread = simulation.thread('t1')
    expect(thread && coordinationOf(simulation.model, thread)).toEqual(adaptive)
    person({ type: 'project.coordinate', payload: { project, coordination: { topology: 'queue', teams: 'ask' } } })
    send('t3')
    expect(thread && coordinationOf(simulation.model, thread)).toEqual({ topology: 'queue', teams: 'ask' })
    expect(noted()).toBe(2)
    expect(thread && teamOf(simulation.model, thread)).toBeUndefined()
  })

  it('says what exchanges may use as well, whatever a person says of teams', () => {
    const dispatch = (id: string, more: object) =>
      simulation.send(
        {
          type: 'run.dispatch',
          payload: {
            run: `r-${id}`,
            task: `k-${id}`,
            thread: id,
            prompt: `m-${id}`,
            project,
            repository: '/p',
            initialize: false,
            agent: { kind: 'catalogue', id: 'scripted' },
            blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }],
          } as never,
        },
        { ...factsOf('p'), ...more },
        'person',
      )
    const of = () => simulation.model.project.get(project)
    dispatch('t1', { coordination: adaptive, negotiations: { messages: 6, atCap: 'arbiter' } })
    expect(of()).toMatchObject({ coordination: adaptive, negotiations: { messages: 6, atCap: 'arbiter' } })
    person({ type: 'project.coordinate', payload: { project, coordination: { topology: 'queue', teams: 'ask' } } })
    dispatch('t2', { coordination: adaptive, negotiations: { rounds: 2, tokens: 9000 } })
    expect(of()).toMatchObject({ coordination: { topology: 'queue' }, negotiations: { rounds: 2, tokens: 9000 } })
    expect(of()?.coordinatedBy).toBe('person')

    const pair = ['t1', 't2'].map((id) => ({ run: `r-${id}`, task: `k-${id}` }))
    person({ type: 'cluster.introduce', payload: { cluster: 'c', members: pair, negotiation: 'n1' } } as never)
    expect(simulation.model.cluster.get('c')?.budget).toEqual({ rounds: 4, messages: 16, tokens: 12_000, minutes: 120 })
    const talk = { negotiation: 'n', topic: 'Who owns a.ts', parties: ['t1', 't2'], because: 'Both edit it.' }
    person({ type: 'negotiation.open', payload: talk } as never)
    const caps = { rounds: 2, messages: 12, tokens: 9000, minutes: 20 }
    expect(simulation.model.negotiation.get('n')).toMatchObject({ caps, atCap: 'serialize' })

    dispatch('t3', {})
    expect(of()?.negotiations).toBeUndefined()
  })
})
