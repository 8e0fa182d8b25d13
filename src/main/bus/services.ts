import type { Engine } from '../engine/engine.ts'

export interface BusServices {
  readonly engine: Pick<Engine, 'submit'>
  /** Ids of the agents that a task can name. */
  readonly agents: () => Promise<readonly string[]>
}
