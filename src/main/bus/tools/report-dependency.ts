import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { toWorkers } from '../offered.ts'
import { send } from '../send.ts'
import type { BusServices } from '../services.ts'

/** A thread found that its task needs another one first. */
export function reportDependency({ changed, engine }: BusServices): Tool {
  return defineTool({
    name: 'report_dependency',
    title: 'Report a dependency',
    description:
      'Says that your task needs the work of another task of the plan that you can’t find in your files. The plan is reordered where it can be. Go on with what can be done without it, and say in your report what is missing.',
    input: z.strictObject({
      on: z.string().min(1).max(64).describe('Id of the other task, as the plan names it.'),
      because: z.string().min(1).max(500).describe('What of it is needed, in one sentence.'),
    }),
    offered: toWorkers('plans'),
    async run({ because, on }, { key, thread }) {
      const done = `It was noted that this task needs ${on}.`
      const payload = { by: thread.id, on, because, changed: await changed(thread.id) }
      return send(engine, { thread, key, done }, { type: 'task.report-dependency', payload })
    },
  })
}
