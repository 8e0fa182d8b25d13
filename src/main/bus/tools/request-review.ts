import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { peerField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { toMembers } from '../offered.ts'
import { sayTo } from '../say.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'

export function requestReview({ engine }: BusServices): Tool {
  return defineTool({
    name: 'request_review',
    title: 'Ask a peer for a review',
    description:
      'Asks a peer what it thinks of a part of your work that it builds on. It can’t see your files: put what matters into the text. Its answer is a view, not an approval.',
    input: z.strictObject({
      peer: peerField,
      text: z.string().min(1).max(6000).describe('What is to be looked at: the code or the interface itself.'),
      paths: z.array(z.string().min(1).max(300)).max(20).optional().describe('Files it is about.'),
    }),
    offered: toMembers,
    async run({ paths = [], peer, text: about }, { key, model, thread }) {
      const found = findPeer(model, thread, peer)
      if (!found.ok) return failed(found.error)
      const files = paths.length === 0 ? '' : `\nFiles: ${paths.join(', ')}`
      const text = `Please review this.\n${about}${files}`.slice(0, 8000)
      return sayTo(engine, { thread, key }, { to: [found.value], kind: 'request', text })
    },
  })
}
