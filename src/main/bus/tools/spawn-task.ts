import { unknownAgentsOf } from '../../../shared/contract/judged-plan.ts'
import { readWrittenTask } from '../../../shared/contract/written-plan.ts'
import { spawnedTask } from '../../../shared/contract/written-plan-shape.ts'
import type { RunId } from '../../../shared/kernel/ids.ts'
import type { Tool } from '../../engine/tool.ts'
import { inputSchemaOf, refusal } from '../define-tool.ts'
import { toWorkers } from '../offered.ts'
import { idsOf, send } from '../send.ts'
import type { BusServices } from '../services.ts'

/** The task as it is written, and whether it is to be planned first. */
function taken(input: unknown): { readonly plan: boolean; readonly task: unknown } {
  if (typeof input !== 'object' || input === null) return { plan: false, task: input }
  const { plan = null, ...task } = input as { readonly plan?: unknown }
  // Anything else is told of as a field that is unknown.
  return typeof plan === 'boolean' || plan === null ? { plan: plan === true, task } : { plan: false, task: input }
}

/** A thread found work that is not its own. */
export function spawnTask({ agents, engine }: BusServices): Tool {
  const schema = inputSchemaOf(spawnedTask)
  return {
    name: 'spawn_task',
    title: 'Propose a task',
    description:
      'Proposes a further task of the same plan, for work that you found and that is not yours. By the rules of the run it is added at once or after a person said yes. Another thread does it, in files of its own: don’t wait for it. The brief must be complete in itself.',
    get inputSchema() {
      return schema()
    },
    offered: toWorkers(),
    async call({ input, key, model, thread }) {
      const policy = model.run.get(thread.run)?.plan?.policy
      const { plan, task } = taken(input)
      const newId = idsOf(thread, key)
      const read = readWrittenTask(task, {
        defaultAgent: model.task.get(thread.task)?.agents[0] ?? thread.agent,
        projectGates: policy?.gates ?? [],
        plan: { effort: undefined },
        newId,
      })
      if (!read.ok) return refusal(read.error)
      const unknown = unknownAgentsOf(task, await agents())
      if (unknown.length > 0) return refusal(unknown)
      const done = `The task ${read.value.key} was handed in.`
      const planner = read.value.agents[0] ?? thread.agent
      const expand = plan ? { run: newId() as RunId, planner } : undefined
      const payload = { by: thread.id, task: read.value, expand }
      return send(engine, { thread, key, done }, { type: 'task.spawn', payload })
    },
  }
}
