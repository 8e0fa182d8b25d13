import type { Firing } from '../../shared/domain/automation/state.ts'
import type { FiringId } from '../../shared/kernel/ids.ts'
import type { Engine } from '../engine/engine.ts'
import { readState } from '../engine/read-group.ts'
import type { StorePort } from '../ports/store.ts'

interface Reads {
  readonly engine: Pick<Engine, 'model'>
  readonly store: Pick<StorePort, 'loadStates'>
}

/** A firing, live or past; null where there is none. */
export async function readFiring({ engine, store }: Reads, id: FiringId): Promise<Firing | null> {
  return engine.model.firing.get(id) ?? (await readState(store, { aggregate: 'firing', id }))
}
