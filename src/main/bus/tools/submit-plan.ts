import { judgedPlan } from '../../../shared/contract/judged-plan.ts'
import { writtenPlan } from '../../../shared/contract/written-plan-shape.ts'
import type { Tool } from '../../engine/tool.ts'
import { inputSchemaOf, refusal } from '../define-tool.ts'
import { toRoles } from '../offered.ts'
import { idsOf, send } from '../send.ts'
import type { BusServices } from '../services.ts'

/** A planner hands in the plan it was asked for; as often as it likes, until a person has approved one. */
export function submitPlan({ agents, engine }: BusServices): Tool {
  const schema = inputSchemaOf(writtenPlan)
  return {
    name: 'submit_plan',
    title: 'Submit the plan',
    description:
      'Hands in the plan of tasks for the goal. A plan that can’t be run is refused with every problem at its exact place, such as tasks[2].after[0]: correct these and submit the whole plan again. A plan submitted later replaces the earlier one. A person approves it before anything starts.',
    get inputSchema() {
      return schema()
    },
    offered: toRoles('planner'),
    async call({ input, key, model, thread }) {
      const judged = judgedPlan(input, {
        defaultAgent: thread.agent,
        projectGates: model.run.get(thread.run)?.plan?.policy.projectGates ?? [],
        agents: await agents(),
        newId: idsOf(thread, key),
      })
      if (!judged.ok) return refusal(judged.error)
      const plan = judged.value
      const keys = plan.tasks.map((task) => task.key)
      const done = `Taken in for approval: ${keys.length === 1 ? '1 task' : `${keys.length} tasks`} (${keys.join(', ')}).`
      const payload = { run: thread.run, by: thread.id, plan }
      return send(engine, { thread, key, done }, { type: 'run.propose', payload })
    },
  }
}
