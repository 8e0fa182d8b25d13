import type { Engine } from '../../../src/main/engine/engine.ts'
import type { Topology } from '../../../src/shared/domain/plan/plan.ts'
import type { NewTask } from '../../../src/shared/domain/task/commands.ts'
import type { CommandId, ProjectId, RunId, TaskId } from '../../../src/shared/kernel/ids.ts'
import type { World, WorldTask } from './world.ts'

export interface WorldPlan {
  readonly world: World
  readonly topology: Topology
  /** Absolute path. */
  readonly repository: string
}

/** Plans and approves a world's tasks, which land by themselves; resolves when that is durable. */
export async function planWorld(engine: Engine, { repository, topology, world }: WorldPlan): Promise<void> {
  const sent = await engine.submit({
    id: 'plan' as CommandId,
    actor: 'person',
    command: {
      type: 'run.plan',
      payload: {
        run: 'run' as RunId,
        project: 'project' as ProjectId,
        repository,
        initialize: false,
        plan: {
          goal: 'What this world is for',
          topology,
          ...(topology === 'adaptive' ? { teams: 'automatic' } : {}),
          effort: 'quick',
          gates: [],
          budget: {},
          limits: { parallel: null, review: null },
          tasks: world.tasks.map(plannedTask),
        },
        autoLand: true,
        approve: true,
        confirmed: true,
      },
    },
  })
  if (!sent.ok) throw new Error(sent.error.message)
}

function plannedTask({ after, brief, key, paths, title }: WorldTask): NewTask {
  return {
    id: `task-${key}` as TaskId,
    key,
    title,
    brief,
    effort: 'quick',
    after: after.map((on) => ({ on, from: 'landed' })),
    paths,
    gates: [],
    agents: [{ kind: 'catalogue', id: 'memory' }],
    priority: 0,
    candidates: 1,
    budget: {},
  }
}
