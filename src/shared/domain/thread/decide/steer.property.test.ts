import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DomainEvent, StoredEvent } from '../../event.ts'
import { randomSteps, walk } from '../../testing/random-steps.ts'
import { Simulation } from '../../testing/simulation.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300)

type Of<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>

/** What a person does to a thread after steering it, after which nothing follows by itself. */
const takenBack: readonly DomainEvent['type'][] = [
  'thread.interrupt-requested',
  'thread.discard-requested',
  // At once, where no turn runs.
  'thread.discarded',
]

/** Follows what steering promises through one thread's history. */
class Steering {
  /** Steering prompts whose turn has not begun, in order. */
  #due: string[] = []
  #granted = 0

  advance(event: DomainEvent, turnOf: (event: Of<'thread.slot-granted'>) => string): void {
    if (event.type === 'thread.steered') this.#due.push(event.prompt.id)
    else if (takenBack.includes(event.type)) this.#due = []
    else if (this.#due.length > 0) this.#withDue(event, turnOf)
  }

  get granted(): number {
    return this.#granted
  }

  #withDue(event: DomainEvent, turnOf: (event: Of<'thread.slot-granted'>) => string): void {
    expect(['thread.turn-lost', 'thread.readied', 'thread.turn-withdrawn']).not.toContain(event.type)
    if (event.type === 'thread.turn-ended') expect(event.rest).toEqual({ kind: 'ready' })
    if (event.type === 'thread.parked') {
      // Its work can't be saved, or a person stopped it while it was in line.
      expect(['checkpoint', 'interrupted']).toContain(event.reason.code)
      this.#due = []
    }
    if (event.type !== 'thread.slot-granted') return
    expect(turnOf(event)).toBe(this.#due[0])
    this.#granted += 1
    this.#due = []
  }
}

/** The prompt of each slot, as the thread's own queue has it at that event. */
function follow(events: readonly StoredEvent[], thread: string, promptAt: (sequence: number) => string): number {
  const steering = new Steering()
  for (const { event, sequence } of events) {
    if (event.type.startsWith('thread.') && event.id === thread) steering.advance(event, () => promptAt(sequence))
  }
  return steering.granted
}

describe('steering', () => {
  it('leads from the running turn to the steering prompt, once, whatever happens in between', () => {
    let seen = 0
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const { events } = walk(steps)
        const prompts = promptsOfTurns(events)
        for (const thread of ['t0', 't1', 't2', 't3', 't4', 't5']) {
          seen += follow(events, thread, (sequence) => prompts.get(sequence) ?? 'none')
        }
      }),
      { numRuns: runs },
    )
    expect(seen, 'the random runs steer').toBeGreaterThan(0)
  })

  it('uses every prompt once', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const used = walk(steps).events.flatMap(({ event }) => (event.type === 'prompt.used' ? [event.id] : []))
        expect(new Set(used).size).toBe(used.length)
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })
})

/** By the sequence of each slot: the prompt that it was given for. */
function promptsOfTurns(events: readonly StoredEvent[]): ReadonlyMap<number, string> {
  const states = new Simulation()
  const prompts = new Map<number, string>()
  for (const stored of events) {
    states.replay([stored])
    if (stored.event.type !== 'thread.slot-granted') continue
    prompts.set(stored.sequence, states.thread(stored.event.id)?.turn?.prompt.id ?? 'none')
  }
  return prompts
}
