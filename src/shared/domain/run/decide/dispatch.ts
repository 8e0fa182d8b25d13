import { type Decide, events } from '../../decision.ts'
import { projectFor } from '../../project/project-for.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { promptRefusal } from '../../thread/prompt-limits.ts'
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
  const used = projectFor(model, payload.project, facts)
  if (!used.ok) return used
  const { project } = used.value
  return events(
    ...used.value.events,
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
