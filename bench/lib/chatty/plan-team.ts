import type { Engine } from '../../../src/main/engine/engine.ts'
import type { CommandId, ProjectId, RunId, TaskId } from '../../../src/shared/kernel/ids.ts'

/** One file that each task changes for itself, and one that all of them are expected to touch. */
const shared = 'src/shared.ts'

/** Messages that the team may say in all: what a person allows who wants to see the limits at work for ten minutes. */
const budget = 100_000

/** Plans and approves a run of so many tasks that is one team, and allows it to talk; resolves when that is durable. */
export async function planTeam(engine: Engine, count: number): Promise<void> {
  const tasks = Array.from({ length: count }, (_, at) => ({
    id: `task-${at}` as TaskId,
    key: `t${at}`,
    title: `Change part ${at}`,
    brief: `Change part ${at} of ${shared}, and talk about it.`,
    effort: 'quick' as const,
    after: [],
    paths: [shared, `src/part-${at}.ts`],
    gates: [],
    agents: [{ kind: 'catalogue' as const, id: 'memory' }],
    priority: 0,
    candidates: 1,
    budget: {},
  }))
  const sent = await engine.submit({
    id: 'plan' as CommandId,
    actor: 'person',
    command: {
      type: 'run.plan',
      payload: {
        run: 'run' as RunId,
        project: 'project' as ProjectId,
        repository: '/project',
        initialize: false,
        plan: {
          goal: 'Talk as much as the limits allow',
          topology: 'team',
          effort: 'quick',
          gates: [],
          budget: {},
          limits: { parallel: null, review: null },
          tasks,
        },
        autoLand: false,
        approve: true,
        confirmed: true,
      },
    },
  })
  if (!sent.ok) throw new Error(sent.error.message)
  const team = [...engine.model.cluster.values()].find(({ run }) => run === 'run')
  if (team === undefined) throw new Error('the run is no team')
  const allowed = await engine.submit({
    id: 'allow' as CommandId,
    actor: 'person',
    command: { type: 'cluster.allow', payload: { cluster: team.id, messages: budget, tokens: 1_000_000_000 } },
  })
  if (!allowed.ok) throw new Error(allowed.error.message)
}
