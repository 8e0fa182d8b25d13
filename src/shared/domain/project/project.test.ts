import { describe, expect, it } from 'vitest'
import type { LandingId, ProjectId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { DomainEvent } from '../event.ts'
import { outcomeOf } from '../testing/outside.ts'
import { Simulation } from '../testing/simulation.ts'
import { knownProjects, projectAt } from './queries.ts'

function started(): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 4 } })
  return simulation
}

function person(simulation: Simulation, command: Command) {
  return simulation.send(command, undefined, 'person')
}

function forget(simulation: Simulation, project: string) {
  return person(simulation, { type: 'project.forget', payload: { project: project as ProjectId } })
}

const known = ({ model }: Simulation) => knownProjects(model).map(({ id }) => id)

function typesOf(decision: ReturnType<Simulation['send']>): readonly DomainEvent['type'][] {
  if (!decision.ok) throw new Error(decision.error.message)
  return decision.value.map((event) => event.type)
}

/** Lets the outside do all that is asked of it; in a turn the agent changes something, after it nothing. */
function settle(simulation: Simulation, choice = 1): void {
  for (let [next] = simulation.runnable(); next !== undefined; [next] = simulation.runnable()) {
    simulation.settle(next, outcomeOf(simulation, next, choice))
  }
}

function readyThread(simulation: Simulation, id: string): ThreadId {
  const thread = id as ThreadId
  simulation.dispatch(id)
  settle(simulation)
  simulation.send({
    type: 'turn.report-ended',
    payload: { thread, generation: 1, outcome: { kind: 'stopped', stopReason: 'end_turn' } },
  })
  settle(simulation, 3)
  expect(simulation.thread(id)?.state.kind).toBe('ready')
  return thread
}

const landing = 'l1' as LandingId

function landedThread(simulation: Simulation, id: string): ThreadId {
  const thread = readyThread(simulation, id)
  person(simulation, { type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
  settle(simulation)
  expect(simulation.thread(id)?.state.kind).toBe('landed')
  return thread
}

function discardedThread(simulation: Simulation, id: string): ThreadId {
  const thread = readyThread(simulation, id)
  person(simulation, { type: 'thread.discard', payload: { thread } })
  return thread
}

describe('opening a project', () => {
  it('makes a folder known once, under the first id', () => {
    const simulation = started()
    expect(typesOf(simulation.open('p1', '/code/shop'))).toEqual(['project.opened'])
    expect(simulation.model.project.get('p1')).toMatchObject({ name: 'shop', root: '/code/shop' })
    expect(typesOf(simulation.open('p2', '/code/shop'))).toEqual(['project.used'])
    expect(known(simulation)).toEqual(['p1'])
    expect(projectAt(simulation.model, { root: '/code/shop', prefix: '' })?.id).toBe('p1')
  })

  it('refuses an id that another folder has, in a dispatch too', () => {
    const simulation = started()
    simulation.open('p1', '/one')
    expect(simulation.open('p1', '/two')).toMatchObject({ ok: false, error: { code: 'id-taken' } })
    expect(simulation.dispatch('t1', 'p1')).toMatchObject({ ok: false, error: { code: 'id-taken' } })
  })

  it('lists the most recently used first; dispatching is using', () => {
    const simulation = started()
    for (const name of ['p1', 'p2', 'p3']) simulation.open(name, `/${name}`)
    expect(known(simulation)).toEqual(['p3', 'p2', 'p1'])
    simulation.dispatch('t1', 'p1')
    simulation.open('other', '/p2')
    expect(known(simulation)).toEqual(['p2', 'p1', 'p3'])
  })

  it('orders a project stored before its use was noted by when it was opened', () => {
    const simulation = started()
    simulation.open('p1', '/p1')
    simulation.open('p2', '/p2')
    const { usedAt: _usedAt, ...stored } = simulation.model.project.get('p2') ?? {}
    const table = new Map<string, unknown>([
      ['p1', simulation.model.project.get('p1')],
      ['p2', stored],
    ])
    const model = { ...simulation.model, project: table as never }
    expect(knownProjects(model).map(({ id }) => id)).toEqual(['p2', 'p1'])
  })

  it('changes nothing on a client, which has no facts', () => {
    const payload = { project: 'p1' as ProjectId, repository: '/one', initialize: false }
    expect(person(started(), { type: 'project.open', payload })).toEqual({ ok: true, value: [] })
  })
})

describe('forgetting a project', () => {
  it('takes it off the list and keeps its name for what ended in it', () => {
    const simulation = started()
    landedThread(simulation, 't1')
    expect(typesOf(forget(simulation, 'p1'))).toEqual(['project.forgotten'])
    expect(known(simulation)).toEqual([])
    expect(simulation.model.project.get('p1')?.name).toBe('p1')
    expect(typesOf(forget(simulation, 'p1'))).toEqual([])
  })

  it('is refused while threads are unfinished, with their number', () => {
    const simulation = started()
    readyThread(simulation, 't1')
    simulation.dispatch('t2')
    simulation.dispatch('t3', 'p2')
    expect(forget(simulation, 'p1')).toMatchObject({
      ok: false,
      error: { code: 'project-in-use', message: expect.stringContaining('2 threads'), facts: { threads: 2 } },
    })
    expect(forget(simulation, 'nothing')).toMatchObject({ ok: false, error: { code: 'project-unknown' } })
  })

  it('waits for the trash and for an undoing', () => {
    const simulation = started()
    landedThread(simulation, 't1')
    discardedThread(simulation, 't2')
    expect(forget(simulation, 'p1')).toMatchObject({ error: { code: 'project-in-use', facts: { threads: 1 } } })
    settle(simulation)
    person(simulation, { type: 'landing.undo', payload: { landing } })
    expect(forget(simulation, 'p1')).toMatchObject({ error: { code: 'project-in-use', facts: { threads: 1 } } })
  })

  it('is taken back by opening it or dispatching on it, under its old id', () => {
    const simulation = started()
    simulation.open('p1', '/p1')
    forget(simulation, 'p1')
    expect(typesOf(simulation.open('p9', '/p1'))).toEqual(['project.opened'])
    expect(known(simulation)).toEqual(['p1'])
    forget(simulation, 'p1')
    expect(typesOf(simulation.dispatch('t1', 'p1'))[0]).toBe('project.opened')
    expect(simulation.thread('t1')?.project).toBe('p1')
  })

  it.each([
    ['restoring', discardedThread, (thread: ThreadId): Command => ({ type: 'thread.restore', payload: { thread } })],
    ['undoing', landedThread, (): Command => ({ type: 'landing.undo', payload: { landing } })],
    [
      'a new attempt',
      landedThread,
      (thread: ThreadId): Command => ({
        type: 'thread.prompt',
        payload: {
          thread,
          prompt: 'm2' as PromptId,
          attempt: 't9' as ThreadId,
          blocks: [{ kind: 'text', text: 'Again', origin: 'person' }],
        },
      }),
    ],
  ])('is taken back by %s, which goes on with what had ended', (_what, end, command) => {
    const simulation = started()
    const thread = end(simulation, 't1')
    settle(simulation)
    forget(simulation, 'p1')
    expect(typesOf(person(simulation, command(thread)))[0]).toBe('project.opened')
    expect(known(simulation)).toEqual(['p1'])
  })
})
