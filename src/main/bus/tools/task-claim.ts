import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { idField } from '../fields.ts'
import { asItem, changeItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import type { BusServices } from '../services.ts'

export function taskClaim({ engine }: BusServices): Tool {
  return defineTool({
    name: 'task_claim',
    title: 'Take an entry of the list',
    description:
      'Takes an entry of the shared list for you, so that nobody else does it. Of two who try, one gets it. It returns to the list when you stop working without completing or releasing it.',
    input: z.strictObject({ item: idField('Id of the entry.') }),
    offered: toMembers,
    run({ item }, { key, thread }) {
      const payload = { by: thread.id, item: asItem(item) }
      return changeItem(engine, { thread, key }, { item, command: { type: 'item.claim', payload } })
    },
  })
}
