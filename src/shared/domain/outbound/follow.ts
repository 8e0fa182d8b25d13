import type { FollowUps } from '../follow-up.ts'

/** Work that was thrown away is offered to nobody; what was found out may still be told. */
export const outboundFollowUps: FollowUps = {
  'thread.discarded': (model, { id }) => {
    return [...model.outbound.within(id)].flatMap((outbound) => {
      const waits = outbound.state.kind === 'staged' || outbound.state.kind === 'failed'
      if (!waits || outbound.content.kind !== 'pull-request') return []
      return [{ type: 'outbound.refused', id: outbound.id, reason: 'Its work was discarded.' } as const]
    })
  },
}
