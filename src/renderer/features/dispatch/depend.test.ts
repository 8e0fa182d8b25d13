import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../../shared/contract/channels/topology.ts'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Topology } from '../../../shared/domain/plan/plan.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { closeTo, dependWords, reasonWords, togetherCommands, usualTopology } from './depend.ts'

function pair(task: string, score: number) {
  return { work: 0, other: { kind: 'live', run: `r-${task}`, task, thread: null }, score, parts: [] }
}

function estimateOf(topology: Topology, ...pairs: readonly object[]): Estimate {
  return { topology, score: 0.71, reasons: ['Both name src/a.ts.'], pairs, commits: 3 } as unknown as Estimate
}

const thread = { id: 't1', run: 'r1', task: 'k1', project: 'p1' } as unknown as Thread

function modelOf(topology: Topology) {
  const memory = new MemoryModel()
  memory.put('run', 'r1', { id: 'r1', plan: { policy: { topology } } } as unknown as Run)
  return memory.model
}

const newId = () => 'new'

describe('what a dispatch depends on', () => {
  it('is what is close enough to propose a team, each once', () => {
    expect(closeTo(estimateOf('team', pair('a', 0.9), pair('a', 0.8), pair('b', 0.1)))).toEqual([
      { run: 'r-a', task: 'a' },
    ])
    expect(closeTo(null)).toEqual([])
  })

  it('is introduced where a team was chosen, and somebody is there', () => {
    const estimate = estimateOf('team', pair('a', 0.9))
    const [command] = togetherCommands(modelOf('queue'), [thread], {
      topology: 'team',
      estimate,
      chosen: true,
      sent: 1,
      newId,
    })
    expect(command).toMatchObject({
      type: 'cluster.introduce',
      payload: {
        members: [
          { run: 'r1', task: 'k1' },
          { run: 'r-a', task: 'a' },
        ],
      },
    })
    expect(
      togetherCommands(modelOf('queue'), [thread], { topology: 'team', estimate: null, chosen: true, sent: 1, newId }),
    ).toEqual([])
  })

  it('leaves tasks alone that the estimate says nothing of, unless a person chose the team', () => {
    const more = [
      thread,
      { ...thread, id: 't2', task: 'k2' },
      { ...thread, id: 't3', task: 'k3' },
    ] as unknown as Thread[]
    const asked = { work: 0, other: { kind: 'asked', work: 2 }, score: 0.8, parts: [] }
    const how = { topology: 'team', estimate: estimateOf('team', asked), newId } as const
    const tasks = (chosen: boolean, sent: number) =>
      togetherCommands(modelOf('queue'), more, { ...how, chosen, sent }).flatMap((command) =>
        command.type === 'cluster.introduce' ? command.payload.members.map(({ task }) => task) : [],
      )
    expect(tasks(false, 3)).toEqual(['k1', 'k3'])
    expect(tasks(true, 3)).toEqual(['k1', 'k2', 'k3'])
    expect(tasks(false, 4)).toEqual([])
  })

  it('switches a run only where that differs from what it has', () => {
    const commands = (has: Topology, topology: Topology) =>
      togetherCommands(modelOf(has), [thread], { topology, estimate: null, chosen: true, sent: 1, newId })
    expect(commands('queue', 'adaptive')).toEqual([
      { type: 'run.switch', payload: { run: 'r1', topology: 'adaptive', teams: 'ask', cluster: 'new' } },
    ])
    expect(commands('adaptive', 'queue')).toHaveLength(1)
    expect(commands('queue', 'queue')).toEqual([])
  })

  it('is never less than the project has, unless a person says so', () => {
    const how = { topology: 'queue', estimate: null, chosen: false, sent: 1, newId } as const
    expect(togetherCommands(modelOf('adaptive'), [thread], how)).toEqual([])
    expect(usualTopology(estimateOf('queue'), 'adaptive')).toBe('adaptive')
    expect(usualTopology(estimateOf('team'), 'adaptive')).toBe('team')
    expect(usualTopology(null, undefined)).toBe('queue')
  })

  it('says what the choice comes to, and what the estimate rests on', () => {
    expect(dependWords({ topology: 'team', tasks: 1, others: [] })).toContain('begins alone')
    expect(dependWords({ topology: 'queue', tasks: 1, others: [], named: true })).toContain('those that it names')
    expect(dependWords({ topology: 'team', tasks: 3, others: ['Ledger export'] })).toBe(
      'Introduced from the start: 3 tasks of this dispatch and Ledger export.',
    )
    expect(reasonWords(estimateOf('team'), null)).toBe('Estimated (coupling 0.71): Both name src/a.ts.')
    expect(reasonWords(estimateOf('team'), 'queue')).toContain('otherwise')
    expect(reasonWords(null, null)).toBe('')
  })
})
