import type { Task } from '../../../../shared/domain/task/state.ts'
import { visibleLine } from '../../../lib/visible-text.ts'

/** The first of several lines and how many more there are: 'npm test +2'. */
export function firstOf(list: readonly string[]): string {
  const [first, ...more] = list
  if (first === undefined) return ''
  return more.length === 0 ? visibleLine(first) : `${visibleLine(first)} +${more.length}`
}

/** What a task's number fields show: nothing where nothing was said. */
export function numberText(task: Task, field: 'priority' | 'candidates'): string {
  if (field === 'priority') return task.priority === 0 ? '' : String(task.priority)
  return task.candidates === 1 ? '' : `×${task.candidates}`
}

/** A number as it was written into a cell, kept within its limits; null where it is none. */
export function readNumber(text: string, field: 'priority' | 'candidates'): number | null {
  const trimmed = text.replace(/^×/, '').trim()
  if (trimmed === '') return field === 'priority' ? 0 : 1
  const value = Number(trimmed)
  if (!Number.isInteger(value)) return null
  const [least, most] = field === 'priority' ? [-1000, 1000] : [1, 8]
  return Math.min(most, Math.max(least, value))
}
