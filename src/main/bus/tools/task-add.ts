import { z } from 'zod'
import { itemLimits } from '../../../shared/domain/team/state.ts'
import { teamOf } from '../../../shared/domain/topology/member.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { peerField } from '../fields.ts'
import { findInTeam } from '../find-peer.ts'
import { asItem, changeItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import { failed, idsOf } from '../send.ts'
import type { BusServices } from '../services.ts'
import { noTeam } from './task-list.ts'

export function taskAdd({ engine }: BusServices): Tool {
  return defineTool({
    name: 'task_add',
    title: 'Add to the shared list',
    description:
      'Adds an entry to the shared list of your team: a part of the work that one of you does in its own files. Work that none of you should do is a matter for spawn_task.',
    input: z.strictObject({
      title: z.string().min(1).max(itemLimits.title).describe('What is to be done, in a few words.'),
      detail: z.string().max(itemLimits.detail).optional().describe('What whoever takes it must know.'),
      assign: peerField
        .optional()
        .describe('Who alone may take it: a peer, or “me”. Left out, anybody of the team may.'),
    }),
    offered: toMembers,
    async run({ assign, detail = '', title }, { key, model, thread }) {
      const team = teamOf(model, thread)
      if (team === undefined) return failed(noTeam)
      const to = assign === undefined ? null : findInTeam(model, thread, assign)
      if (to !== null && !to.ok) return failed(to.error)
      const item = asItem(idsOf(thread, key)())
      const payload = { by: thread.id, item, cluster: team.id, title, detail, assign: to?.value.id }
      return changeItem(engine, { thread, key }, { item, command: { type: 'item.add', payload } })
    },
  })
}
