import { describe, expect, it } from 'vitest'
import type { ContractId, FindingId, ThreadId } from '../../kernel/ids.ts'
import { Simulation } from '../testing/simulation.ts'
import { givenTeam, say } from '../testing/teams.ts'
import { burst, perMessageMs } from './limits.ts'

function team(): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  for (const id of ['a', 'b']) simulation.dispatch(id)
  return simulation
}

const a = 'a' as ThreadId
const refusal = ({ model }: Simulation) => model.mailbox.get(a)?.refusals.at(-1)?.failure.code
const publish = (simulation: Simulation, number: number) =>
  simulation.send({
    type: 'finding.publish',
    payload: { by: a, finding: `f${number}` as FindingId, paths: ['src/**'], severity: 'note', text: 'It is slow.' },
  })

describe('what is published', () => {
  it('counts as a message, so that nobody is flooded by another way', () => {
    const simulation = team()
    for (let number = 0; number < burst - 1; number += 1) expect(publish(simulation, number).ok).toBe(true)
    const contract = { by: a, contract: 'c' as ContractId, name: 'api', text: 'get(): number', note: 'first' }
    expect(simulation.send({ type: 'contract.publish', payload: contract }).ok).toBe(true)
    expect(publish(simulation, burst)).toMatchObject({ ok: false, error: { code: 'too-many-messages' } })
    const next = { ...contract, on: 1, text: 'get(): string' }
    expect(simulation.send({ type: 'contract.publish', payload: next })).toMatchObject({
      ok: false,
      error: { code: 'too-many-messages' },
    })
    expect(simulation.model.contract.get('c')?.version).toBe(1)
    simulation.now += perMessageMs
    expect(publish(simulation, burst).ok).toBe(true)
  })
})

describe('a team that a person pinned', () => {
  it('stays when its budget is spent, and says nothing more until a person allows it', () => {
    const simulation = team()
    const cluster = givenTeam(simulation, ['a', 'b'])
    const budget = 25
    const allow = (messages: number) =>
      simulation.send({ type: 'cluster.allow', payload: { cluster, messages, tokens: 1_000_000 } }, undefined, 'person')
    expect(allow(budget).ok).toBe(true)
    const speak = (number: number) => {
      simulation.now += perMessageMs
      say(simulation, [`m${number}`, 'a', 'b', `Line ${number}.`])
    }
    for (let number = 0; number < budget; number += 1) speak(number)
    expect([refusal(simulation), simulation.model.cluster.get(cluster)?.used.messages]).toEqual([undefined, budget])
    speak(budget)
    expect(refusal(simulation)).toBe('team-budget-spent')
    expect(simulation.model.cluster.get(cluster)?.state.kind).toBe('team')
    expect(allow(budget - 1)).toMatchObject({ ok: false, error: { code: 'budget-wrong' } })
    expect(allow(budget + 1).ok).toBe(true)
    speak(budget + 1)
    expect(simulation.model.cluster.get(cluster)?.used.messages).toBe(budget + 1)
  })
})
