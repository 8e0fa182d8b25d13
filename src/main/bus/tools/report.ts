import { z } from 'zod'
import { reportLimits } from '../../../shared/domain/task/decide/report.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { toWorkers } from '../offered.ts'
import { send } from '../send.ts'
import type { BusServices } from '../services.ts'

const points = (description: string) =>
  z.array(z.string().min(1).max(reportLimits.point)).max(reportLimits.points).optional().describe(description)

/** What others must know about a thread's work, in few words: it is all that those who come after it see. */
export function report({ engine }: BusServices): Tool {
  return defineTool({
    name: 'report',
    title: 'Report',
    description:
      'Hands over what others must know about your work. Whoever continues from it sees this report and the files, not the conversation. Call it before you end; a later report replaces an earlier one. It completes nothing: the gates and a person decide that.',
    input: z.strictObject({
      summary: z.string().min(1).max(reportLimits.summary).describe('What was done, in a few sentences.'),
      interfaces: points('What others build on that was added or changed: functions, types, commands, formats.'),
      decisions: points('What was decided, with the reason.'),
      questions: points('What is open, or needs an answer of a person.'),
    }),
    offered: toWorkers(),
    run({ decisions = [], interfaces = [], questions = [], summary }, { key, thread }) {
      const written = { from: 'agent', summary, interfaces, decisions, questions } as const
      const payload = { by: thread.id, report: written }
      return send(engine, { thread, key, done: 'The report was taken in.' }, { type: 'task.report', payload })
    },
  })
}
