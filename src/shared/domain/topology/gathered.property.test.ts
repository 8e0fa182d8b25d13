import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import type { MeasuredPair } from './commands.ts'
import { isSame } from './standing.ts'
import type { Cluster } from './state.ts'
import { clustersOf, memberIn, overlapping, spotIn } from './testing/pairs.ts'
import { teamLimits, thresholds, weights } from './weights.ts'

const tasks = 16
const keys = Array.from({ length: tasks }, (_, at) => `t${at}`)
const numRuns = Math.ceil(Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300) / 10)
const edges = fc.uniqueArray(fc.tuple(fc.nat(tasks - 1), fc.nat(tasks - 1), fc.nat(100)), {
  maxLength: 40,
  selector: ([one, other]) => [one, other].sort().join(),
})

type Edges = readonly (readonly [one: number, other: number, percent: number])[]

function pairsOf(drawn: Edges): readonly MeasuredPair[] {
  return drawn.flatMap(([one, other, percent]): MeasuredPair[] => {
    const evidence = [overlapping(percent / 100, spotIn(`src/${percent % 3}.ts`))]
    return one === other ? [] : [{ members: [memberIn(`t${one}`), memberIn(`t${other}`)], evidence }]
  })
}

/** All at work, and measured twice: the second time finds nothing new. */
function measured(pairs: readonly MeasuredPair[]): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: tasks + 1 } })
  simulation.open('p', '/p')
  const policy = { topology: 'adaptive', teams: 'automatic' } as const
  givenRun(simulation, Object.fromEntries(keys.map((key) => [key, {}])), policy)
  for (const key of keys) givenTurn(simulation, key)
  const project = simulation.model.run.get('r')?.project ?? ('p' as never)
  for (const time of ['one', 'two']) {
    const ids = Array.from({ length: 80 }, (_, at) => `${time}-${at}`)
    simulation.send({ type: 'coupling.report', payload: { project, pairs, ids } })
  }
  return simulation
}

const holds = ({ members }: Cluster, pair: MeasuredPair) =>
  pair.members.every((member) => members.some((one) => isSame(one, member)))

describe('teams that the host makes', () => {
  it('hold every close pair once, are never too large, and introduce and settle once', () => {
    let teamsSeen = 0
    fc.assert(
      fc.property(edges, (drawn) => {
        const pairs = pairsOf(drawn)
        const simulation = measured(pairs)
        const teams = clustersOf(simulation, 'team')
        teamsSeen += teams.length
        const inTeams = teams.flatMap(({ members }) => members.map(({ task }) => task))
        expect(new Set(inTeams).size).toBe(inTeams.length)
        for (const { members } of teams) expect(members.length).toBeLessThanOrEqual(teamLimits.members)
        const close = pairs.filter(({ evidence }) => {
          return (evidence[0]?.value ?? 0) * weights.overlap >= thresholds.automatic
        })
        const apart = close.filter((pair) => !teams.some((team) => holds(team, pair)))
        // Only what would have made a team too large stays apart.
        for (const { members } of apart) {
          const both = teams.filter((team) => team.members.some((one) => members.some((other) => isSame(one, other))))
          const size = new Set([...both.flatMap((team) => team.members), ...members].map(({ task }) => task)).size
          expect(size).toBeGreaterThan(teamLimits.members)
        }
        const talks = [...simulation.model.negotiation.values()]
        expect(talks.length).toBeLessThanOrEqual(teams.length)
        const introductions = [...simulation.model.message.values()].filter(({ kind }) => kind === 'introduction')
        expect(introductions.map(({ to }) => to).toSorted()).toEqual(inTeams.map((task) => `${task}1`).toSorted())
      }),
      { numRuns },
    )
    expect(teamsSeen).toBeGreaterThan(0)
  })
})
