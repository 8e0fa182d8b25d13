import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { becauseField, idField } from '../fields.ts'
import { asItem, changeItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import type { BusServices } from '../services.ts'

export function taskRelease({ engine }: BusServices): Tool {
  return defineTool({
    name: 'task_release',
    title: 'Give an entry back',
    description: 'Gives an entry of the shared list that you took back to the team, for another one to take.',
    input: z.strictObject({ item: idField('Id of the entry.'), because: becauseField('Why, in one sentence.') }),
    offered: toMembers,
    run({ because, item }, { key, thread }) {
      const payload = { by: thread.id, item: asItem(item), because }
      return changeItem(engine, { thread, key }, { item, command: { type: 'item.release', payload } })
    },
  })
}
