import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { becauseField, idField } from '../fields.ts'
import { asItem, changeItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import type { BusServices } from '../services.ts'

export function taskComplete({ engine }: BusServices): Tool {
  return defineTool({
    name: 'task_complete',
    title: 'Claim completion',
    description:
      'Says that an entry of the shared list which you took is done. It is a claim: the host’s gates on your work confirm it after your turn, or send it back.',
    input: z.strictObject({
      item: idField('Id of the entry.'),
      evidence: becauseField('What shows it, such as a test and where it is.'),
    }),
    offered: toMembers,
    run({ evidence, item }, { key, thread }) {
      const payload = { by: thread.id, item: asItem(item), evidence }
      return changeItem(engine, { thread, key }, { item, command: { type: 'item.complete', payload } })
    },
  })
}
