import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { peerField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { toMembers } from '../offered.ts'
import { failed, send } from '../send.ts'
import type { BusServices } from '../services.ts'

/** To hear once of a peer that has come to rest. */
export function notifyWhenIdle({ engine }: BusServices): Tool {
  return defineTool({
    name: 'notify_when_idle',
    title: 'Be told when a peer is idle',
    description:
      'You get one message when that peer has nothing to do any more. Go on with your own work, or end your turn: don’t look again and again.',
    input: z.strictObject({ peer: peerField }),
    offered: toMembers,
    async run({ peer }, { key, model, thread }) {
      const found = findPeer(model, thread, peer)
      if (!found.ok) return failed(found.error)
      const payload = { by: thread.id, peer: found.value.id }
      return send(engine, { thread, key, done: { watching: found.value.id } }, { type: 'peers.watch', payload })
    },
  })
}
