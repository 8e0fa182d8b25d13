import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { idField, peerField } from '../fields.ts'
import { findInTeam } from '../find-peer.ts'
import { asItem, changeItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'

export function taskAssign({ engine }: BusServices): Tool {
  return defineTool({
    name: 'task_assign',
    title: 'Assign an entry of the list',
    description:
      'Says who alone may take an entry of the shared list; without “to”, anybody of the team may. It obliges nobody: tell that peer why.',
    input: z.strictObject({ item: idField('Id of the entry.'), to: peerField.optional() }),
    offered: toMembers,
    async run({ item, to }, { key, model, thread }) {
      const found = to === undefined ? null : findInTeam(model, thread, to)
      if (found !== null && !found.ok) return failed(found.error)
      const payload = { by: thread.id, item: asItem(item), to: found?.value.id ?? null }
      return changeItem(engine, { thread, key }, { item, command: { type: 'item.assign', payload } })
    },
  })
}
