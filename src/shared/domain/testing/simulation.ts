import type { CommandId, EffectKey, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { decide } from '../decide.ts'
import type { Decision } from '../decision.ts'
import type { Effect } from '../effect.ts'
import type { Actor, StoredEvent } from '../event.ts'
import { MemoryModel } from '../memory-model.ts'
import type { Aggregate, Model, States } from '../model.ts'
import { Overlay } from '../overlay.ts'
import { react } from '../react.ts'

export interface PendingEffect {
  readonly key: EffectKey
  readonly effect: Effect
}

/** A host without an outside: decides, reduces and collects effects; the test plays the reactors. */
export class Simulation {
  readonly events: StoredEvent[] = []
  pending: PendingEffect[] = []
  now = 1_000
  readonly #memory = new MemoryModel()

  get model(): Model {
    return this.#memory.model
  }

  send(command: Command, facts?: unknown, actor: Actor = 'host'): Decision {
    this.now += 1
    const decision = decide(this.model, command, { now: this.now, actor, facts })
    if (!decision.ok) return decision
    for (const event of decision.value) {
      const sequence = this.events.length + 1
      this.#apply({ sequence, at: this.now, actor, command: 'c' as CommandId, cause: null, event })
      for (const [number, effect] of react(event, this.model).entries()) {
        this.pending.push({ key: `${sequence}:${number}` as EffectKey, effect })
      }
    }
    return decision
  }

  replay(events: readonly StoredEvent[]): void {
    for (const stored of events) this.#apply(stored)
  }

  #apply(stored: StoredEvent): void {
    const overlay = new Overlay(this.model)
    overlay.apply(stored)
    for (const change of overlay.changes()) this.#memory.put(change.aggregate, change.id, change.state)
    this.events.push(stored)
  }

  /** A state that no command of this test leads to. */
  put(aggregate: Aggregate, id: string, state: unknown): void {
    this.#memory.put(aggregate, id, state as States[Aggregate])
  }

  open(id: string, root: string): Decision {
    const payload = { project: id, repository: root, initialize: false }
    const facts = { root, gitDirectory: `${root}/.git`, prefix: '', branchPrefix: 'sy' }
    return this.send({ type: 'project.open', payload } as unknown as Command, facts, 'person')
  }

  dispatch(id: string, project = 'p1', options: object = {}): Decision {
    const payload = {
      ...options,
      run: `r-${id}`,
      task: `k-${id}`,
      thread: id,
      prompt: `m-${id}`,
      project,
      repository: `/${project}`,
      initialize: false,
      agent: { kind: 'catalogue', id: 'scripted' },
      blocks: [{ kind: 'text', text: `Do ${id}`, origin: 'person' }],
    }
    const facts = {
      root: `/${project}`,
      gitDirectory: `/${project}/.git`,
      prefix: '',
      branchPrefix: 'sy',
      base: { ref: 'main', commit: 'base' },
      into: 'main',
    }
    return this.send({ type: 'run.dispatch', payload } as unknown as Command, facts, 'person')
  }

  /** The first effect of each lane, and every interrupting one: what a runner could do next. */
  runnable(): readonly PendingEffect[] {
    const lanes = new Set<string>()
    return this.pending.filter(({ effect }) => {
      if (effect.interrupting) return true
      if (lanes.has(effect.lane)) return false
      lanes.add(effect.lane)
      return true
    })
  }

  /** Takes an effect off the list and sends its outcome. */
  settle(pending: PendingEffect, outcome: readonly Command[]): void {
    this.pending = this.pending.filter((other) => other !== pending)
    for (const command of outcome) this.send(command)
  }

  thread(id: string) {
    return this.model.thread.get(id as ThreadId)
  }
}
