import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { becauseField, peerField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { toMembers } from '../offered.ts'
import { sayTo } from '../say.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'

export function askWindDown({ engine }: BusServices): Tool {
  return defineTool({
    name: 'ask_wind_down',
    title: 'Ask a peer to wind down',
    description:
      'Asks a peer to bring what it does to an end: save, report and stop. It is a request, and the peer may go on: only a person stops a thread.',
    input: z.strictObject({ peer: peerField, because: becauseField('Why its work is not needed further.') }),
    offered: toMembers,
    async run({ because, peer }, { key, model, thread }) {
      const found = findPeer(model, thread, peer)
      if (!found.ok) return failed(found.error)
      const text = `Please wind down: finish what you are at, report, and stop. ${because}`
      return sayTo(engine, { thread, key }, { to: [found.value], kind: 'request', text })
    },
  })
}
