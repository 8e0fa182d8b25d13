import type { Engine } from '../engine/engine.ts'

/** What tools need of the engine. */
export type BusEngine = Pick<Engine, 'submit' | 'subscribe' | 'model'>
