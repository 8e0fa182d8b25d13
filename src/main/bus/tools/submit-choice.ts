import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { toRoles } from '../offered.ts'
import { send } from '../send.ts'
import type { BusServices } from '../services.ts'

const reason = z.strictObject({
  claim: z.string().min(1).max(1000).describe('One thing that speaks for it or against another, in a sentence or two.'),
  citation: z.string().min(1).max(500).describe('Where it can be seen: the attempt, and a file with its lines.'),
})

/** Which of several candidates a judge would pick. It is shown as a judgement and proves nothing. */
export function submitChoice({ engine }: BusServices): Tool {
  return defineTool({
    name: 'submit_choice',
    title: 'Submit the choice',
    description:
      'Says which attempt at the task is the best, with reasons that can be looked up. Call it once, at the end; a later call replaces an earlier one. An attempt whose gates failed can’t be chosen.',
    input: z.strictObject({
      attempt: z.number().int().min(1).max(1000).describe('Number of the attempt.'),
      reasons: z.array(reason).min(1).max(20),
    }),
    offered: toRoles('judge'),
    run({ attempt, reasons }, { key, thread }) {
      const payload = { by: thread.id, attempt, reasons }
      const done = `The choice of attempt ${attempt} was taken in.`
      return send(engine, { thread, key, done }, { type: 'task.report-choice', payload })
    },
  })
}
