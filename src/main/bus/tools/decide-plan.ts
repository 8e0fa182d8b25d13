import { z } from 'zod'
import type { MessageId } from '../../../shared/kernel/ids.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { idField, peerField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { toMembers } from '../offered.ts'
import { sayTo } from '../say.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'
import { leadOf } from '../team-lead.ts'

const words = { go: 'Go ahead.', change: 'Change it first.', no: 'Don’t do it.' } as const

/** The lead of a team answers a member's proposal. */
export function decidePlan({ engine }: BusServices): Tool {
  return defineTool({
    name: 'decide_plan',
    title: 'Decide on a proposal',
    description: 'Answers the proposal of a member of the team that you lead: go, change, or no, with the reason.',
    input: z.strictObject({
      proposal: idField('Id of the proposal, as its message says.'),
      from: peerField.describe('Who proposed it.'),
      decision: z.enum(['go', 'change', 'no']),
      because: z.string().min(1).max(4000).describe('Why, and with “change” what is to be different.'),
    }),
    offered: toMembers,
    async run({ because, decision, from, proposal }, { key, model, thread }) {
      if (leadOf(model, thread)?.id !== thread.id) return failed(notLead)
      const peer = findPeer(model, thread, from)
      if (!peer.ok) return failed(peer.error)
      const text = `${words[decision]} ${because}`
      const answers = proposal as MessageId
      return sayTo(engine, { thread, key }, { to: [peer.value], kind: 'answer', text, answers })
    },
  })
}

const notLead = {
  message: 'You don’t lead this team; nothing was sent.',
  remedy: 'Say what you think of it with send_message.',
}
