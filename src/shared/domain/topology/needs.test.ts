import { describe, expect, it } from 'vitest'
import type { ThreadId } from '../../kernel/ids.ts'
import type { RunPolicy } from '../run/state.ts'
import { givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { clustersOf, memberIn } from './testing/pairs.ts'

function reported(policy: Partial<RunPolicy>, working: readonly string[]) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 8 } })
  simulation.open('p', '/p')
  givenRun(simulation, { a: {}, b: {} }, policy)
  for (const key of working) givenTurn(simulation, key)
  const payload = { by: 'a1' as ThreadId, on: 'b', because: 'Its types.', changed: false }
  const decision = simulation.send({ type: 'task.report-dependency', payload })
  const types = decision.ok ? decision.value.map(({ type }) => type) : []
  return { simulation, types }
}

describe('a thread that needs what another one makes', () => {
  it('talks to it where the host may bring them together, and lands after it', () => {
    const { simulation, types } = reported({ topology: 'adaptive', teams: 'automatic' }, ['a', 'b'])
    expect(types).not.toContain('thread.interrupt-requested')
    expect(simulation.model.task.get('a')?.after).toMatchObject([{ on: 'b', from: 'landed' }])
    const [team] = clustersOf(simulation, 'team')
    expect(team).toMatchObject({ members: [memberIn('a'), memberIn('b')], because: 'Task a needs Task b: Its types.' })
    const heard = [...simulation.model.message.values()].map(({ kind, to }) => `${kind} ${to}`)
    expect(heard).toEqual(['introduction a1', 'introduction b1'])
  })

  it.each([
    ['a person would have to be asked', { topology: 'adaptive' }, ['a', 'b']],
    ['nobody has begun what it needs', { topology: 'adaptive', teams: 'automatic' }, ['a']],
  ] as const)('waits where %s', (_why, policy, working) => {
    const { simulation, types } = reported(policy, working)
    expect(types).toContain('thread.interrupt-requested')
    expect(clustersOf(simulation, 'team')).toEqual([])
  })
})
