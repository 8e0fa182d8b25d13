import type { FollowUps } from '../follow-up.ts'

export const poolFollowUps: FollowUps = {
  // Work that was saved while everything is frozen is checked after the thaw.
  'verification.started': (model, { id, round }) =>
    model.pool.get('pool')?.frozenSince === undefined ? [] : [{ type: 'verification.cancelled', id, round }],
}
