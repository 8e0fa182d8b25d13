import type { Engine } from '../../src/main/engine/engine.ts'
import type { CommandId, ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../src/shared/kernel/ids.ts'

/** Dispatches task number `task` on a repository; resolves when it is durable. */
export async function dispatch(engine: Engine, task: number, repository: string): Promise<ThreadId> {
  const thread = `thread-${task}` as ThreadId
  const sent = await engine.submit({
    id: `dispatch-${task}` as CommandId,
    actor: 'person',
    command: {
      type: 'run.dispatch',
      payload: {
        run: `run-${task}` as RunId,
        task: `task-${task}` as TaskId,
        thread,
        prompt: `prompt-${task}` as PromptId,
        project: `project-${repository.slice(1)}` as ProjectId,
        repository,
        initialize: false,
        agent: { kind: 'catalogue', id: 'memory' },
        blocks: [{ kind: 'text', text: `Change what task ${task} is about`, origin: 'person' }],
      },
    },
  })
  if (!sent.ok) throw new Error(sent.error.message)
  return thread
}
