import { z } from 'zod'
import type { ItemId, MessageId } from '../../../shared/kernel/ids.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { idField, peerField, textField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { toMembers } from '../offered.ts'
import { sayTo } from '../say.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'

/** Words to one peer, or the answer to its question. */
export function sendMessage({ engine }: BusServices): Tool {
  return defineTool({
    name: 'send_message',
    title: 'Send a message',
    description:
      'Writes to a peer, as your own view: it permits nothing and completes nothing. It is read between two of its steps or in its next turn; you are not told when. Say what you need or what you will do, with paths and names, in few words. To answer a question, name it in “answers”.',
    input: z.strictObject({
      to: peerField,
      text: textField('What you say.'),
      answers: idField('Id of the question, request or proposal that this answers.').optional(),
      item: idField('Id of the entry of the shared list that this is about.').optional(),
    }),
    offered: toMembers,
    async run({ answers, item, text, to }, { key, model, thread }) {
      const peer = findPeer(model, thread, to)
      if (!peer.ok) return failed(peer.error)
      const kind = answers === undefined ? 'message' : 'answer'
      return sayTo(
        engine,
        { thread, key },
        { to: [peer.value], kind, text, answers: answers as MessageId | undefined, item: item as ItemId | undefined },
      )
    },
  })
}
