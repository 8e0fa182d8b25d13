import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { Decision } from '../decision.ts'
import type { Budget, LinkKind } from '../plan/plan.ts'
import type { NewTask } from '../task/commands.ts'
import type { AgentChoice } from '../thread/state.ts'
import type { Simulation } from './simulation.ts'

export interface TaskSketch {
  readonly after?: readonly (string | { readonly on: string; readonly from: LinkKind })[]
  readonly agents?: readonly AgentChoice[]
  readonly priority?: number
  readonly candidates?: number
  readonly budget?: Budget
  readonly gates?: readonly string[]
}

interface RunSketch {
  readonly project?: string
  readonly approve?: boolean
  readonly autoLand?: boolean
  readonly parallel?: number | null
  readonly review?: number | null
  readonly planner?: string
  readonly gates?: readonly string[]
}

export const scripted: AgentChoice = { kind: 'catalogue', id: 'scripted' }

/** A task under the id `run/key`. */
export function sketchedTask(run: string, key: string, sketch: TaskSketch): NewTask {
  const gates = sketch.gates ?? []
  return {
    id: `${run}/${key}` as TaskId,
    key,
    title: `Task ${key}`,
    brief: `Do ${key}`,
    effort: gates.length > 0 ? 'standard' : 'quick',
    after: (sketch.after ?? []).map((link) => (typeof link === 'string' ? { on: link, from: 'landed' } : link)),
    paths: [],
    gates,
    agents: sketch.agents ?? [scripted],
    priority: sketch.priority ?? 0,
    candidates: sketch.candidates ?? 1,
    budget: sketch.budget ?? {},
  }
}

export const factsOf = (project: string, gates: readonly string[] = []) => ({
  root: `/${project}`,
  gitDirectory: `/${project}/.git`,
  prefix: '',
  branchPrefix: 'sy',
  base: { ref: 'main', commit: 'base' },
  into: 'main',
  gates,
})

/** A run of the sketched tasks, approved unless it says otherwise. */
export function planRun(
  simulation: Simulation,
  run: string,
  plan: { readonly tasks: Readonly<Record<string, TaskSketch>> } & RunSketch,
): Decision {
  const { autoLand = false, parallel = null, planner, project = 'p1', review = null } = plan
  const command: Command = {
    type: 'run.plan',
    payload: {
      run: run as RunId,
      project: project as ProjectId,
      repository: `/${project}`,
      initialize: false,
      plan: {
        goal: `Reach ${run}`,
        topology: 'queue',
        effort: 'quick',
        gates: [],
        budget: {},
        limits: { parallel, review },
        tasks: Object.entries(plan.tasks).map(([key, sketch]) => sketchedTask(run, key, sketch)),
      },
      autoLand,
      approve: plan.approve ?? planner === undefined,
      confirmed: true,
      planner:
        planner === undefined
          ? undefined
          : {
              thread: planner as ThreadId,
              task: `${planner}/task` as TaskId,
              prompt: `${planner}/prompt` as PromptId,
              agent: scripted,
            },
    },
  }
  return simulation.send(command, factsOf(project, plan.gates), 'person')
}
