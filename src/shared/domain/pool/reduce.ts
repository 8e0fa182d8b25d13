import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { PoolEvent } from './events.ts'
import type { Pool } from './state.ts'

export function reducePool(state: Pool | undefined, event: PoolEvent, envelope: EventEnvelope): Pool {
  switch (event.type) {
    case 'pool.configured': {
      const limits = event.limits ?? state?.limits
      return { ...state, id: event.id, limit: event.limit, stopped: false, ...(limits === undefined ? {} : { limits }) }
    }
    case 'pool.stopped':
      return { ...existing(state, event), stopped: true }
    case 'pool.frozen':
      return { ...existing(state, event), frozenSince: envelope.at }
    case 'pool.thawed': {
      const { frozenSince: _since, ...pool } = existing(state, event)
      return pool
    }
    case 'pool.spent':
      return { ...existing(state, event), today: added(state?.today, event) }
    default:
      return assertNever(event)
  }
}

function added(today: Pool['today'], { cost, day, tokens }: { day: string; tokens: number; cost: number }) {
  const before = today?.day === day ? today : { tokens: 0, cost: 0 }
  return { day, tokens: before.tokens + tokens, cost: before.cost + cost }
}
