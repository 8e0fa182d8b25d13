import { beforeEach, describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../shared/domain/event.ts'
import { deliveryOf, fire, handOver, project, withAutomation } from '../../shared/domain/testing/automations.ts'
import { outcomeOf } from '../../shared/domain/testing/outside.ts'
import { reportUsage } from '../../shared/domain/testing/planned-run.ts'
import type { Simulation } from '../../shared/domain/testing/simulation.ts'
import type { LandingId, ThreadId } from '../../shared/kernel/ids.ts'
import type { CommittedBatch } from '../engine/engine.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { finishedTrigger } from './finished.ts'
import type { HostReads } from './services.ts'
import { Told } from './testing/told.ts'

const thread = 't-f1' as ThreadId
const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** A host that only decides, and is read as the real one is. */
class Host implements HostReads {
  readonly #simulation: Simulation
  readonly #listeners = new Set<(batch: CommittedBatch) => void>()
  #told = 0

  constructor(simulation: Simulation) {
    this.#simulation = simulation
    this.#told = this.sequence
  }

  get model() {
    return this.#simulation.model
  }

  get sequence() {
    return this.#simulation.events.length
  }

  subscribe(listener: (batch: CommittedBatch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly readEvents = async ({ after, limit }: { after: number; limit: number }): Promise<readonly StoredEvent[]> =>
    this.#simulation.events.slice(after, after + limit)

  readonly loadStates = async () => []

  /** Plays what is outside, then tells of it. */
  async run(choice = 3): Promise<void> {
    const simulation = this.#simulation
    for (let [next] = simulation.runnable(); next !== undefined; [next] = simulation.runnable()) {
      const { effect } = next
      const outcome =
        effect.kind === 'firing.dispatch'
          ? handOver(simulation, effect.payload.firing)
          : outcomeOf(simulation, next, choice)
      simulation.settle(next, outcome)
    }
    const events = simulation.events.slice(this.#told)
    this.#told = this.sequence
    for (const listener of this.#listeners) listener({ events, sequence: this.sequence })
    await settle()
    await settle()
  }

  async endTurn(): Promise<void> {
    const generation = this.#simulation.thread(thread)?.session.generation ?? 0
    const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
    this.#simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
    await this.run()
  }

  async land(): Promise<void> {
    const payload = { thread, landing: 'l1' as LandingId, strategy: 'squash' } as const
    const decided = this.#simulation.send({ type: 'thread.land', payload }, undefined, 'person')
    if (!decided.ok) throw new Error(decided.error.message)
    await this.run(1)
  }
}

describe('what ends', () => {
  const clock = createManualClock()
  let told: Told
  let host: Host

  beforeEach(async () => {
    told = new Told()
    const simulation = withAutomation({ cost: 5 })
    host = new Host(simulation)
    const source = { words: 'an issue', link: null, outside: true, reply: null }
    fire(simulation, deliveryOf('f1', { source, chain: ['p1:first' as never] }))
    await host.run()
    reportUsage(simulation, thread, { used: 100, cost: 2 })
  })

  const begin = (settings: object, of = project) => {
    const scope = told.begin(finishedTrigger({ clock, host, problem }), { ...settings }, { ...told.project, id: of })
    return settle().then(() => scope)
  }

  it('starts work with what came of it, and who led to it', async () => {
    const scope = await begin({ what: 'run' })
    expect(told.events).toEqual([])
    await host.endTurn()
    await scope.close()
    expect(told.events).toMatchObject([
      {
        source: { words: 'a run of this project', outside: true },
        fields: { outcome: 'ready', automation: 'look', run: 'r-f1', thread, cost: 2 },
        chain: ['p1:first', 'p1:look'],
      },
    ])
    expect(told.events[0]?.subject).toBe(host.model.thread.get(thread)?.title)
  })

  it('is a landing, with the commit that it made', async () => {
    const scope = await begin({ what: 'landing' })
    await host.endTurn()
    expect(told.events).toEqual([])
    await host.land()
    await scope.close()
    const landing = host.model.landing.get('l1')
    expect(landing?.state.kind).toBe('landed')
    const commit = landing !== undefined && 'move' in landing.state ? landing.state.move.commit : ''
    expect(told.events).toMatchObject([{ id: 'landing:l1', fields: { outcome: 'landed', commit, automation: 'look' } }])
  })

  it('is chosen by how it ended, by what began it, and by the project', async () => {
    const landed = await begin({ what: 'run', outcome: ['landed', 'parked'] })
    const [others, elsewhere] = [new Told(), new Told()]
    const trigger = finishedTrigger({ clock, host, problem })
    const scopes = [
      others.begin(trigger, { what: 'run', automation: 'other' }, { ...told.project, id: project }),
      elsewhere.begin(trigger, { what: 'run' }),
    ]
    await settle()
    await host.endTurn()
    expect(told.events).toEqual([])
    await host.land()
    for (const scope of [landed, ...scopes]) await scope.close()
    expect(told.events.map((event) => event.fields.outcome)).toEqual(['landed'])
    expect([...others.events, ...elsewhere.events]).toEqual([])
  })

  it('is found where no host ran, and told once whatever could not be stored', async () => {
    const first = await begin({ what: 'run' })
    await first.close()
    await host.endTurn()
    told.refusing = 1
    const second = await begin({ what: 'run' })
    await settle()
    await second.close()
    expect(told.events).toEqual([])
    const third = await begin({ what: 'run' })
    await settle()
    await third.close()
    const fourth = await begin({ what: 'run' })
    await settle()
    await fourth.close()
    expect(told.ids).toHaveLength(1)
    expect(told.twice).toEqual([])
  })
})
