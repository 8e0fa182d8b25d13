import { z } from 'zod'
import { itemLimits } from '../../../shared/domain/team/state.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { idField } from '../fields.ts'
import { asItem, changeItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'

export function taskUpdate({ engine }: BusServices): Tool {
  return defineTool({
    name: 'task_update',
    title: 'Change an entry of the list',
    description: 'Adds a note to an entry of the shared list, or says its title or detail anew.',
    input: z.strictObject({
      item: idField('Id of the entry.'),
      note: z.string().min(1).max(itemLimits.note).optional().describe('How far it is, or what was found out.'),
      title: z.string().min(1).max(itemLimits.title).optional(),
      detail: z.string().max(itemLimits.detail).optional(),
    }),
    offered: toMembers,
    async run({ detail, item, note, title }, { key, thread }) {
      if (detail === undefined && note === undefined && title === undefined) return failed(nothingToChange)
      const payload = { by: thread.id, item: asItem(item), note, title, detail }
      return changeItem(engine, { thread, key }, { item, command: { type: 'item.update', payload } })
    },
  })
}

const nothingToChange = {
  message: 'Nothing was changed: no field was given.',
  remedy: 'Give a note, a title or a detail.',
}
