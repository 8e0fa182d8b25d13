import { type Decide, events } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { promptRefusal } from '../../thread/prompt-limits.ts'
import type { DispatchFacts } from '../commands.ts'
import { titleOf } from '../title.ts'

/** One task as a run of its own: the project is opened where it is new, the thread waits for a slot. */
export const decideDispatch: Decide<'run.dispatch'> = (model, payload, context) => {
  const tooMuch = promptRefusal(payload.blocks, 0)
  if (tooMuch !== null) return tooMuch
  if (model.run.get(payload.run) !== undefined || model.thread.get(payload.thread) !== undefined) {
    return idTaken(payload.thread)
  }
  if (model.prompt.get(payload.prompt) !== undefined) return idTaken(payload.prompt)
  const { facts } = context
  if (facts === undefined) return { ok: true, value: [] }
  const { blocks } = payload
  const prompt = { id: payload.prompt }
  const title = titleOf(payload.title, blocks)
  const known = findProject(model, facts)
  const project = known ?? payload.project
  const opened: readonly DomainEvent[] = known === undefined ? [openProject(payload.project, facts)] : []
  return events(
    ...opened,
    { type: 'prompt.sent', ...prompt, thread: payload.thread, blocks },
    { type: 'run.created', id: payload.run, project, goal: title, task: payload.task },
    {
      type: 'thread.dispatched',
      id: payload.thread,
      run: payload.run,
      task: payload.task,
      project,
      title,
      agent: payload.agent,
      base: facts.base,
      into: facts.into,
      prompt,
    },
    { type: 'run.attempted', id: payload.run, task: payload.task, thread: payload.thread },
    { type: 'worktree.leased', id: payload.thread, project, owner: payload.thread, generation: 1 },
  )
}

function findProject(model: Model, facts: DispatchFacts) {
  for (const project of model.project.values()) {
    if (project.root === facts.root && project.prefix === facts.prefix) return project.id
  }
  return undefined
}

function openProject(id: Parameters<typeof decideDispatch>[1]['project'], facts: DispatchFacts): DomainEvent {
  const folder = facts.prefix === '' ? facts.root : `${facts.root}/${facts.prefix}`
  const name = folder.split('/').at(-1) || folder
  const { root, gitDirectory, prefix, branchPrefix } = facts
  return { type: 'project.opened', id, name, root, gitDirectory, prefix, branchPrefix }
}
