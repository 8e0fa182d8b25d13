import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { textField } from '../fields.ts'
import { toMembers } from '../offered.ts'
import { sayTo } from '../say.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'
import { leadOf } from '../team-lead.ts'

/** A member lays what it intends before its team's lead. */
export function proposePlan({ engine }: BusServices): Tool {
  return defineTool({
    name: 'propose_plan',
    title: 'Propose a plan to your lead',
    description:
      'Lays before the lead of your team what you intend to do in your own files, before you do something that others will feel. Its decision comes as a message. The lead’s yes is a peer’s: it permits nothing that a person has to permit.',
    input: z.strictObject({ plan: textField('What you will do, in which files, and what others will notice.') }),
    offered: toMembers,
    async run({ plan }, { key, model, thread }) {
      const lead = leadOf(model, thread)
      if (lead === undefined) return failed(noLead)
      if (lead.id === thread.id) return failed(leadsItself)
      return sayTo(engine, { thread, key }, { to: [lead], kind: 'proposal', text: plan })
    },
  })
}

const noLead = {
  message: 'Your team has no lead now; nothing was sent.',
  remedy: 'Tell the peers whom it concerns with send_message.',
}
const leadsItself = { message: 'You lead your team yourself; nothing was sent.', remedy: 'Go on with what you intend.' }
