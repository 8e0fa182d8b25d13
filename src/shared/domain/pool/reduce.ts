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
    case 'pool.budget-reached':
      return { ...existing(state, event), today: { ...dayIn(state?.today, event.day), warned: event.percent } }
    default:
      return assertNever(event)
  }
}

function added(today: Pool['today'], { cost, day, tokens, workMs = 0 }: Extract<PoolEvent, { type: 'pool.spent' }>) {
  const before = dayIn(today, day)
  const sum = { tokens: before.tokens + tokens, cost: before.cost + cost, workMs: (before.workMs ?? 0) + workMs }
  return { ...before, ...sum }
}

/** The day as it stands, or a new one. */
function dayIn(today: Pool['today'], day: string): NonNullable<Pool['today']> {
  return today?.day === day ? today : { day, tokens: 0, cost: 0 }
}
