import { z } from 'zod'
import { messageLimits } from '../../../shared/domain/peers/limits.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { handedOver } from '../handed-over.ts'
import { toMembers } from '../offered.ts'
import { told } from '../send.ts'
import type { BusServices } from '../services.ts'

const page = { messages: messageLimits.page, units: 12_000 }

/** What waits for a thread, a page at a time, oldest first. */
export function readInbox({ engine, inbox }: BusServices): Tool {
  return defineTool({
    name: 'read_inbox',
    title: 'Read waiting messages',
    description:
      'Hands over the oldest messages that wait for you, at most twenty, and says how many are left. Each is handed over once. Messages also come by themselves, with your next prompt or beside the answers of tools: don’t ask for them in a loop.',
    input: z.strictObject({}),
    offered: toMembers,
    async run(_input, { key, thread }) {
      const messages = await inbox.take(thread, key, inbox.oldest(thread.id, page))
      const left = engine.model.mailbox.get(thread.id)?.waiting ?? 0
      const waits = messages.flatMap(({ id, kind }) => (kind === 'question' || kind === 'proposal' ? [id] : []))
      const answer = told({ read: messages.length, left, ...(waits.length === 0 ? {} : { toAnswer: waits }) })
      return messages.length === 0 ? answer : { ...answer, beside: handedOver(engine.model, messages) }
    },
  })
}
