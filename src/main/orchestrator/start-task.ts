import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import { agentOfNext } from '../../shared/domain/task/attempts.ts'
import type { Task } from '../../shared/domain/task/state.ts'
import type { PromptBlock } from '../../shared/domain/thread/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { PromptId, TaskId, ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { derivedId } from './derived-id.ts'
import { digestOf } from './digest.ts'
import { handedOver } from './handed-over.ts'
import type { OrchestratorServices } from './services.ts'
import { startingPoint } from './starting-point.ts'

/** Finds out what an attempt starts from and what it is told, and begins it. Running again comes to the same. */
export function startTask(services: Omit<OrchestratorServices, 'said'>): EffectHandler<'task.start'> {
  return {
    kind: 'task.start',
    async run({ attempt, task: id }, { key, model }) {
      const task = model.task.get(id)
      if (task?.state.kind !== 'starting' || task.state.attempt !== attempt) return []
      const run = model.run.get(task.run)
      const project = model.project.get(task.project)
      const agent = agentOfNext(task)
      if (run?.plan === undefined || project === undefined || agent === undefined) {
        return failed(id, attempt, incomplete(task))
      }
      const { gitDirectory } = project
      const base = await startingPoint(services, { model, task, place: run.plan.place, gitDirectory })
      if (!base.ok) return failed(id, attempt, base.error)
      const blocks = await blocksOf(services, model, task)
      const thread = derivedId<ThreadId>(key, run.id, 'thread')
      const prompt = derivedId<PromptId>(key, run.id, 'prompt')
      return [{ type: 'task.begin', payload: { task: id, attempt, thread, prompt, agent, base: base.value, blocks } }]
    },
    abandon: ({ attempt, task }, reason) => failed(task, attempt, reason),
  }
}

/** The brief is the plan's and comes first; what the host knows follows, marked as the host's. */
async function blocksOf(
  { git }: Pick<OrchestratorServices, 'git'>,
  model: Model,
  task: Task,
): Promise<readonly PromptBlock[]> {
  const because = task.state.kind === 'starting' ? task.state.because : null
  const earlier = task.threads.at(-1)
  // Candidates are told nothing of each other.
  const again = because !== null && earlier !== undefined
  const added = [
    handedOver(model, task),
    again ? await digestOf(git, model, { task, attempt: earlier, because }) : null,
  ].flatMap((text) => (text === null ? [] : [{ kind: 'text', text, origin: 'host' } as const]))
  return [{ kind: 'text', text: task.brief, origin: 'plan' }, ...(task.material ?? []), ...added]
}

function failed(task: TaskId, attempt: number, reason: Failure): readonly Command[] {
  return [{ type: 'task.report-start-failed', payload: { task, attempt, failure: reason } }]
}

function incomplete(task: Task): Failure {
  return failure(
    'task-incomplete',
    `${task.title} can't begin: its run, its project or its agent is missing. Nothing was started.`,
    'Give it an agent, or remove it from the plan.',
  )
}
