import type { KeyboardEvent, RefObject } from 'react'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { cellId, type Field, fields } from './columns.ts'
import type { PlanEdits } from './edits/use-plan-edits.ts'
import type { Mode, Picked, PlanViewControl } from './use-plan-view.ts'

export interface PlanActionsOf {
  readonly tasks: readonly Task[]
  readonly control: PlanViewControl
  readonly edits: PlanEdits
  readonly grid: RefObject<HTMLDivElement | null>
}

export interface PlanKeys {
  /** Keys of the outline itself; answers whether it was one. */
  readonly onKey: (event: KeyboardEvent) => boolean
  /** Begins what a field is changed by. */
  readonly open: (field: Field) => void
  readonly add: () => void
}

/** What can be done with the selected task, by key and from the palette. */
export function usePlanActions({ tasks, control, edits, grid }: PlanActionsOf): PlanKeys {
  const { view } = control
  const at = tasks.findIndex(({ id }) => id === view.selected)
  const task = tasks[at]
  const none = task === undefined ? 'No task is selected.' : null
  const begin = (mode: Mode, field: Field) => control.change({ mode, field, edge: null })
  const pick = (what: Picked) => begin({ kind: 'pick', what, back: view.field }, pickFields[what])
  const add = () => begin({ kind: 'new', below: view.selected }, 'title')
  const move = (by: -1 | 1) => {
    const place = by === -1 ? tasks[at - 1] : tasks[at + 2]
    const stays = by === -1 ? at <= 0 : at === tasks.length - 1
    if (task === undefined || stays) return
    void edits.edit(task.id, { type: 'task.move', payload: { task: task.id, before: place?.id ?? null } })
  }
  const remove = () => {
    if (task === undefined) return
    const next = tasks[at + 1] ?? tasks[at - 1]
    void edits.edit(task.id, { type: 'task.remove', payload: { task: task.id } }).then((taken) => {
      if (taken) control.select(next?.id ?? null)
    })
    grid.current?.focus({ preventScroll: true })
  }
  const open = (field: Field) => {
    const what = picks[field]
    if (what !== undefined) pick(what)
    else if (written.has(field)) begin({ kind: 'write', field }, field)
    else control.change({ open: true, asked: view.asked + 1 })
  }
  const brief = () => control.change({ open: true, asked: view.asked + 1 })
  const one = ([id, title, keys]: readonly [string, string, string], run: () => void): Action => ({
    id: `plan.${id}`,
    title,
    section: 'Plan',
    keys,
    blocked: none,
    run,
  })
  useActions([
    { ...one(['add', 'Add a task', 'mod+enter'], add), blocked: null },
    one(['brief', 'Edit the brief', 'Enter'], () => (view.field === 'title' ? brief() : open(view.field))),
    one(['write', 'Edit the field', 'F2'], () => open(view.field)),
    one(['link', 'Link: comes after', 'l'], () => pick('link')),
    one(['unlink', 'Unlink', 'u'], () => pick('unlink')),
    one(['agent', 'Give to another agent', 'a'], () => pick('agent')),
    one(['up', 'Move up', 'alt+up'], () => move(-1)),
    one(['down', 'Move down', 'alt+down'], () => move(1)),
    one(['remove', 'Remove the task', 'mod+backspace'], remove),
    { ...one(['undo', 'Undo the last edit', 'mod+z'], () => void edits.undo()), blocked: blockedUndo(edits.undoable) },
    { ...one(['redo', 'Redo', 'mod+shift+z'], () => void edits.redo()), blocked: blockedUndo(edits.redoable) },
  ])
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return false
    if (event.altKey) return moved(event.key, move)
    const to = rowAfter(event.key, at, tasks.length)
    if (to !== null) {
      control.select(tasks[to]?.id ?? null)
      return true
    }
    const by = sideways(event)
    const field = by === 0 || task === undefined ? undefined : besides(task.id, view.field, by)
    if (field !== undefined) control.change({ field })
    return field !== undefined
  }
  return { onKey, open, add }
}

const picks: Partial<Record<Field, Picked>> = { agent: 'agent', effort: 'effort', after: 'link' }
const pickFields: Readonly<Record<Picked, Field>> = { agent: 'agent', effort: 'effort', link: 'after', unlink: 'after' }
const written: ReadonlySet<Field> = new Set<Field>(['title', 'priority', 'candidates'])

function moved(key: string, move: (by: -1 | 1) => void): boolean {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return false
  move(key === 'ArrowUp' ? -1 : 1)
  return true
}

function blockedUndo(can: boolean): string | null {
  return can ? null : 'There is nothing of the kind to do.'
}

function rowAfter(key: string, at: number, count: number): number | null {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: count - 1,
  }
  const wanted = to[key]
  return wanted === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, wanted))
}

function sideways({ key, shiftKey }: KeyboardEvent): -1 | 0 | 1 {
  if (key === 'ArrowLeft' || (key === 'Tab' && shiftKey)) return -1
  return key === 'ArrowRight' || key === 'Tab' ? 1 : 0
}

/** The next field that is in sight; past the last one Tab leaves the outline. */
function besides(task: string, field: Field, by: -1 | 1): Field | undefined {
  for (let at = fields.indexOf(field) + by; at >= 0 && at < fields.length; at += by) {
    const next = fields[at]
    const cell = next === undefined ? null : document.getElementById(cellId(task, next))
    if (cell !== null && cell.getClientRects().length > 0) return next
  }
  return undefined
}
