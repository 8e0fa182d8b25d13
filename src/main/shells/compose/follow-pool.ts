import type { PayloadOf } from '../../../shared/domain/command.ts'
import type { PoolLimits } from '../../../shared/domain/pool/state.ts'
import type { Scope } from '../../../shared/kernel/scope.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import type { Engine } from '../../engine/engine.ts'
import type { IdSource } from '../../ports/ids.ts'
import type { SettingsPort } from '../../ports/settings.ts'

export interface PoolParts {
  readonly engine: Engine
  readonly ids: IdSource
  readonly settings: Pick<SettingsPort, 'current' | 'subscribe'>
  /** Slots, whatever the settings say; null follows them. */
  readonly slots: number | null
  /** The provider behind each agent, where it is known. */
  readonly providerOf: Readonly<Record<string, string>>
  /** Agents whose turn may be broken off for a message of a peer. */
  readonly steerable?: readonly string[]
}

/** Slots and limits as the settings have them now. */
export function poolOf({ settings, slots, ...agents }: Omit<PoolParts, 'engine' | 'ids'>): PayloadOf<'pool.configure'> {
  return { limit: slots ?? settings.current.executors, limits: poolLimits(settings.current, agents) }
}

/** From here on the pool has the slots and limits of the settings, also when they change. */
export function followPool({ engine, ids, ...parts }: PoolParts, scope: Scope): void {
  const { settings } = parts
  const configure = () => {
    if (engine.readOnly !== null) return
    // The same as before changes nothing.
    void engine.report({ id: `pool/${ids.next()}`, command: { type: 'pool.configure', payload: poolOf(parts) } })
  }
  scope.own(settings.subscribe(configure), (stop) => stop())
  configure()
}

function poolLimits(
  { limits }: Settings,
  { providerOf, steerable = [] }: Pick<PoolParts, 'providerOf' | 'steerable'>,
): PoolLimits {
  // Without limits by provider nobody asks who is behind an agent.
  const none = Object.keys(limits.providers).length === 0
  return { ...limits, providerOf: none ? {} : providerOf, ...(steerable.length === 0 ? {} : { steerable }) }
}
