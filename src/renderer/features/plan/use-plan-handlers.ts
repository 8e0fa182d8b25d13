import { type RefObject, useMemo } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { AgentChoice } from '../../../shared/domain/thread/state.ts'
import { newId } from '../../lib/new-id.ts'
import type { Field } from './columns.ts'
import type { TaskEditPatch } from './edits/inverse.ts'
import type { PlanEdits } from './edits/use-plan-edits.ts'
import type { Leaving } from './outline/cell-input.tsx'
import { readNumber } from './outline/cell-text.ts'
import type { OutlineHandlers } from './outline/outline-context.ts'
import { keyFor } from './task-key.ts'
import type { Mode, PlanViewControl } from './use-plan-view.ts'

export interface Latest {
  readonly run: string
  readonly tasks: readonly Task[]
  readonly effort: Task['effort']
  readonly agent: AgentChoice
  readonly edits: PlanEdits
  readonly control: PlanViewControl
}

/** What is done with what rows were given; the same object while the plan is open, reading what is so now. */
export function usePlanHandlers(
  latest: RefObject<Latest>,
  grid: RefObject<HTMLDivElement | null>,
): OutlineHandlers & { edit(task: string, patch: TaskEditPatch): void } {
  return useMemo(() => {
    const back = () => grid.current?.focus({ preventScroll: true })
    const leave = () => {
      latest.current.control.rest()
      back()
    }
    const edit = (task: string, patch: TaskEditPatch) => {
      void latest.current.edits.edit(task, { type: 'task.edit', payload: { task, patch } })
    }
    return {
      leave,
      edit,
      dismiss: () => latest.current.edits.dismiss(),
      write: (task, { field, value, how }) => {
        const patch = patchOf(task, field, value)
        if (patch !== null) edit(task.id, patch)
        if (how === 'blur') latest.current.control.rest()
        else leave()
      },
      pick: (task, mode, value) => {
        leave()
        const command = picked(task, mode, value)
        if (command !== null) void latest.current.edits.edit(task.id, command)
      },
      add: (below, title, how) => addTask(latest.current, { below, title: title.trim(), how }, back),
    }
  }, [latest, grid])
}

function patchOf(task: Task, field: Field, value: string): TaskEditPatch | null {
  if (field === 'title') {
    const title = value.trim()
    return title === '' || title === task.title ? null : { title }
  }
  if (field !== 'priority' && field !== 'candidates') return null
  const number = readNumber(value, field)
  return number === null || number === task[field] ? null : { [field]: number }
}

function picked(task: Task, mode: Mode, value: string): PublicCommand | null {
  if (mode.kind !== 'pick') return null
  switch (mode.what) {
    case 'link':
      return { type: 'task.link', payload: { task: task.id, on: value, from: 'landed' } }
    case 'unlink':
      return { type: 'task.unlink', payload: { task: task.id, on: value } }
    case 'agent':
      return { type: 'task.edit', payload: { task: task.id, patch: { agents: reassigned(task, value) } } }
    case 'effort':
      return { type: 'task.edit', payload: { task: task.id, patch: { effort: value as Task['effort'] } } }
  }
}

/** The chosen agent comes first; those that may take over stay. */
function reassigned({ agents }: Task, id: string): AgentChoice[] {
  const others = agents.slice(1).filter((agent) => agent.kind !== 'catalogue' || agent.id !== id)
  return [{ kind: 'catalogue', id }, ...others]
}

interface Added {
  readonly below: string | null
  readonly title: string
  readonly how: Leaving
}

function addTask({ run, tasks, effort, agent, edits, control }: Latest, added: Added, back: () => void): void {
  const { below, title, how } = added
  if (title === '') {
    control.rest()
    if (how !== 'blur') back()
    return
  }
  const above = tasks.findIndex((task) => task.id === below)
  const before = above === -1 ? undefined : tasks[above + 1]?.id
  const id = newId()
  const key = keyFor(title, new Set(tasks.map((task) => task.key)))
  const planned = { key, title, brief: title, effort, after: [], paths: [], gates: [], agents: [agent] }
  const task = { ...planned, id, priority: 0, candidates: 1, budget: {} }
  const place: readonly PublicCommand[] =
    before === undefined ? [] : [{ type: 'task.move', payload: { task: id, before } }]
  control.select(id, 'title')
  if (how === 'more') control.change({ mode: { kind: 'new', below: id } })
  else if (how !== 'blur') back()
  void edits.edit(id, { type: 'task.add', payload: { run, task } }, ...place)
}
