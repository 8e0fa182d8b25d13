import type { Engine } from '../../src/main/engine/engine.ts'
import type { PlannedLink } from '../../src/shared/domain/plan/plan.ts'
import type { NewTask } from '../../src/shared/domain/task/commands.ts'
import type { CommandId, ProjectId, RunId, TaskId } from '../../src/shared/kernel/ids.ts'

export interface PlanToDispatch {
  readonly number: number
  readonly repository: string
  readonly tasks: number
  readonly parallel: number
}

/** Diamonds in a row: every third task is stacked on one, every other comes after up to two that have landed. */
function linksOf(task: number): readonly PlannedLink[] {
  if (task % 3 === 2) return [{ on: `t${task - 1}`, from: 'stacked' }]
  return [task - 3, task - 5].filter((on) => on >= 0).map((on) => ({ on: `t${on}`, from: 'landed' }))
}

/** So few files that git in memory costs little; by the links of a run, no two tasks write one side by side. */
const filesOfRun = 6

/** The file that the brief of a task names. */
export function fileOf(brief: string): string {
  return brief.slice(brief.indexOf(' ') + 1)
}

function plannedTask(run: string, number: number): NewTask {
  return {
    id: `${run}-task-${number}` as TaskId,
    key: `t${number}`,
    title: `Task ${number}`,
    brief: `Change ${run}-${number % filesOfRun}.txt`,
    effort: 'quick',
    after: linksOf(number),
    paths: [],
    gates: [],
    agents: [{ kind: 'catalogue', id: 'memory' }],
    priority: number % 4,
    candidates: 1,
    budget: {},
  }
}

/** Plans and approves a run whose tasks land by themselves; resolves when it is durable. */
export async function dispatchPlan(engine: Engine, plan: PlanToDispatch): Promise<void> {
  const { number, parallel, repository, tasks } = plan
  const run = `run-${number}`
  const sent = await engine.submit({
    id: `plan-${number}` as CommandId,
    actor: 'person',
    command: {
      type: 'run.plan',
      payload: {
        run: run as RunId,
        project: `project-${repository.slice(1)}` as ProjectId,
        repository,
        initialize: false,
        plan: {
          goal: `What run ${number} is for`,
          topology: 'queue',
          effort: 'quick',
          gates: [],
          budget: {},
          limits: { parallel, review: null },
          tasks: Array.from({ length: tasks }, (_, task) => plannedTask(run, task)),
        },
        autoLand: true,
        approve: true,
        confirmed: true,
      },
    },
  })
  if (!sent.ok) throw new Error(sent.error.message)
}
