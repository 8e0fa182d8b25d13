import type { Scope } from '../../../shared/kernel/scope.ts'
import type { Engine } from '../../engine/engine.ts'
import type { IdSource } from '../../ports/ids.ts'
import type { SettingsPort } from '../../ports/settings.ts'

export interface PoolParts {
  readonly engine: Engine
  readonly ids: IdSource
  readonly settings: Pick<SettingsPort, 'current' | 'subscribe'>
}

/** From here on the pool has as many slots as the settings say, also when they change. */
export function followPool({ engine, ids, settings }: PoolParts, scope: Scope): void {
  const configure = () => {
    const limit = settings.current.executors
    if (engine.readOnly !== null || engine.model.pool.get('pool')?.limit === limit) return
    void engine.report({ id: `pool/${ids.next()}`, command: { type: 'pool.configure', payload: { limit } } })
  }
  scope.own(settings.subscribe(configure), (stop) => stop())
  configure()
}
