import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Command } from '../../../shared/domain/command.ts'
import { decide } from '../../../shared/domain/decide.ts'
import { perform } from '../../../shared/domain/testing/random-steps.ts'
import { Simulation } from '../../../shared/domain/testing/simulation.ts'
import { ModelDiffer } from '../stream/model-differ.ts'
import { statesOf } from '../testing/stream-world.ts'
import { Mirror } from './mirror.ts'
import { PendingCommands } from './pending-commands.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 200)

interface Sent {
  readonly id: string
  readonly command: PublicCommand
  answer: { readonly sequence: number } | 'refused' | null
}

/** A page that sends commands and a host that takes them when it likes. */
class CommandWorld {
  readonly simulation = new Simulation()
  readonly mirror = new Mirror()
  readonly pending = new PendingCommands()
  sent: Sent[] = []
  readonly #differ = new ModelDiffer()
  #arrived: string[] = []
  #count = 0

  constructor() {
    this.simulation.send({ type: 'pool.start', payload: { limit: 2 } })
    for (const name of ['t0', 't1', 't2']) this.simulation.dispatch(name)
    this.patch()
  }

  get shown() {
    return this.pending.shownOver(this.mirror.model)
  }

  send(command: PublicCommand): void {
    this.#count += 1
    const id = `command-${this.#count}`
    this.sent.push({ id, command, answer: null })
    this.pending.add(id, command, 5000)
  }

  take([what, action, which, choice]: readonly [number, number, number, number]): void {
    if (what < 3) this.send(commandOf(which, choice))
    else if (what < 5) this.decide()
    else if (what === 5) this.answer()
    else if (what === 6) this.patch()
    else perform(this.simulation, [action, which, choice], 2)
    // It can be shown at any moment.
    statesOf(this.shown)
  }

  /** The host decides the oldest command that it has not. */
  decide(): void {
    const next = this.sent.find((sent) => sent.answer === null)
    if (next === undefined) return
    const decision = this.simulation.send(next.command as Command, { base: { ref: 'main', commit: 'c' } }, 'person')
    next.answer = decision.ok ? { sequence: this.simulation.events.length } : 'refused'
    if (decision.ok && decision.value.length > 0) this.#arrived.push(next.id)
  }

  /** The page hears of the oldest decision that it has not. */
  answer(): void {
    const next = this.sent[0]
    if (next?.answer == null) return
    this.sent = this.sent.slice(1)
    if (next.answer === 'refused') this.pending.takeBack(next.id)
    else this.pending.acknowledged(next.id, next.answer.sequence, this.mirror.at?.sequence ?? 0)
  }

  patch(): void {
    const parts = this.#differ.take(this.simulation.model)
    const at = { host: 'log', sequence: this.simulation.events.length }
    this.mirror.apply(structuredClone({ ...at, ...parts, commands: this.#arrived }))
    this.pending.arrived(this.#arrived, at.sequence)
    this.#arrived = []
  }
}

function commandOf(which: number, choice: number): PublicCommand {
  const thread = `t${which}`
  const blocks = [{ kind: 'text' as const, text: 'Go on', origin: 'person' as const }]
  const commands: readonly PublicCommand[] = [
    { type: 'thread.prompt', payload: { thread, prompt: `p${choice}`, attempt: `a${choice}`, blocks } },
    { type: 'thread.interrupt', payload: { thread } },
    { type: 'thread.stop', payload: { thread } },
    { type: 'thread.land', payload: { thread, landing: `l${choice}`, strategy: 'squash' } },
    { type: 'thread.discard', payload: { thread } },
    { type: 'thread.restore', payload: { thread } },
  ]
  return commands[choice % commands.length] ?? { type: 'thread.stop', payload: { thread } }
}

const steps = fc.array(fc.tuple(fc.nat(9), fc.nat(28), fc.nat(2), fc.nat(1000)), { minLength: 10, maxLength: 120 })

describe('commands that are shown before the host has taken them', () => {
  it('leave what the host has once all of them are answered, in whatever order news comes', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const world = new CommandWorld()
        for (const step of taken) world.take(step)
        while (world.sent.length > 0) {
          world.decide()
          world.answer()
        }
        world.patch()
        expect(world.shown).toBe(world.mirror.model)
        expect(statesOf(world.shown)).toEqual(statesOf(world.simulation.model))
      }),
      { numRuns: runs },
    )
  })

  it('are shown without a break from the press to the event, whichever of answer and event comes first', () => {
    for (const order of [['answer', 'patch'] as const, ['patch', 'answer'] as const]) {
      const world = new CommandWorld()
      const stateOf = () => world.shown.thread.get('t2')?.state.kind
      expect(stateOf()).toBe('queued')
      world.send({ type: 'thread.discard', payload: { thread: 't2' } })
      const seen = [stateOf()]
      world.decide()
      for (const step of order) {
        world[step]()
        seen.push(stateOf())
      }
      expect(seen).toEqual(['discarded', 'discarded', 'discarded'])
      expect(world.shown).toBe(world.mirror.model)
    }
  })

  it('are taken back when they are refused', () => {
    const world = new CommandWorld()
    const before = world.shown.thread.get('t2')
    world.send({ type: 'thread.stop', payload: { thread: 't2' } })
    expect(world.shown.thread.get('t2')).not.toBe(before)
    world.pending.takeBack('command-1')
    expect(world.shown.thread.get('t2')).toBe(before)
  })

  it('build on each other', () => {
    const world = new CommandWorld()
    const payload = { thread: 't2' }
    world.send({ type: 'thread.discard', payload })
    const late = decide(world.shown, { type: 'thread.stop', payload } as Command, {
      now: 0,
      actor: 'person',
      facts: undefined,
    })
    expect(late.ok).toBe(false)
  })

  it('show nothing where the host has to find out first', () => {
    const world = new CommandWorld()
    world.send({ type: 'project.open', payload: { project: 'new', repository: '/new', initialize: false } })
    expect(world.shown).toBe(world.mirror.model)
  })
})
