import { z } from 'zod'
import { messageLimits } from '../../../shared/domain/peers/limits.ts'
import { peersOf } from '../../../shared/domain/topology/member.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { textField } from '../fields.ts'
import { toMembers } from '../offered.ts'
import { say } from '../say.ts'
import { failed, told } from '../send.ts'
import type { BusServices } from '../services.ts'

/** Refusals that an answer names. */
const refusalsTold = 5

/** The same words to all peers. */
export function broadcast({ engine }: BusServices): Tool {
  return defineTool({
    name: 'broadcast',
    title: 'Write to all peers',
    description:
      'Writes the same to every thread of your team. It costs as much as a message to each: use it only for what all of them must know.',
    input: z.strictObject({ text: textField('What you say.') }),
    offered: toMembers,
    async run({ text }, { key, model, thread }) {
      const to = peersOf(model, thread).slice(0, messageLimits.recipients)
      if (to.length === 0)
        return failed({ message: 'You have no peers now; nothing was sent.', remedy: 'Go on alone.' })
      const sent = await say(engine, { thread, key }, { to, kind: 'message', text })
      if (!sent.ok) return failed(sent.error)
      const refused = sent.value.flatMap((one) => (one.refused === null ? [] : [{ to: one.to, why: one.refused }]))
      const [first] = refused
      if (first !== undefined && refused.length === sent.value.length) return failed(first.why)
      const why = refused.slice(0, refusalsTold).map((one) => ({ to: one.to, why: one.why.message }))
      return told({ accepted: sent.value.length - refused.length, refused: refused.length, ...(first ? { why } : {}) })
    },
  })
}
