import { readWrittenTask } from '../../../shared/contract/written-plan.ts'
import { writtenTask } from '../../../shared/contract/written-plan-shape.ts'
import type { Tool } from '../../engine/tool.ts'
import { inputSchemaOf, refusal } from '../define-tool.ts'
import { toWorkers } from '../offered.ts'
import { idsOf, send } from '../send.ts'
import type { BusServices } from '../services.ts'

/** A thread found work that is not its own. */
export function spawnTask({ engine }: BusServices): Tool {
  return {
    name: 'spawn_task',
    title: 'Propose a task',
    description:
      'Proposes a further task of the same plan, for work that you found and that is not yours. By the rules of the run it is added at once or after a person said yes. Another thread does it, in files of its own: don’t wait for it. The brief must be complete in itself.',
    inputSchema: inputSchemaOf(writtenTask),
    offered: toWorkers(),
    async call({ input, key, model, thread }) {
      const policy = model.run.get(thread.run)?.plan?.policy
      const read = readWrittenTask(input, {
        defaultAgent: model.task.get(thread.task)?.agents[0] ?? thread.agent,
        projectGates: policy?.gates ?? [],
        plan: { effort: undefined },
        newId: idsOf(thread, key),
      })
      if (!read.ok) return refusal(read.error)
      const done = `The task ${read.value.key} was handed in.`
      const payload = { by: thread.id, task: read.value }
      return send(engine, { thread, key, done }, { type: 'task.spawn', payload })
    },
  }
}
