import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { becauseField } from '../fields.ts'
import { toMembers } from '../offered.ts'
import { send } from '../send.ts'
import type { BusServices } from '../services.ts'

export function leaveTeam({ engine }: BusServices): Tool {
  return defineTool({
    name: 'leave_team',
    title: 'Leave the team',
    description:
      'Leaves your team because nothing is left to settle: your entries of the shared list go back, and your peers can’t write to you any more. Your own task goes on.',
    input: z.strictObject({ because: becauseField('Why nothing is left to settle, in one sentence.') }),
    offered: toMembers,
    run({ because }, { key, thread }) {
      const payload = { by: thread.id, because }
      return send(engine, { thread, key, done: { state: 'left' } }, { type: 'cluster.leave', payload })
    },
  })
}
