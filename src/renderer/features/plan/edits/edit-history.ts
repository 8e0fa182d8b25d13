import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'

/** Commands that belong to one thing a person did. */
export type Step = readonly PublicCommand[]

/** What can be taken back and done again, newest last. */
export interface EditHistory {
  readonly undo: readonly Step[]
  readonly redo: readonly Step[]
}

export const noEdits: EditHistory = { undo: [], redo: [] }

const kept = 100

/** Something was done that `back` takes back; what was taken back before can't be done again. */
export function did(history: EditHistory, back: Step): EditHistory {
  return back.length === 0 ? history : { undo: [...history.undo, back].slice(-kept), redo: [] }
}

/** The newest step was taken back (or done again), which `opposite` reverses. */
export function stepped(history: EditHistory, way: 'undo' | 'redo', opposite: Step): EditHistory {
  const other = way === 'undo' ? 'redo' : 'undo'
  const left = { ...history, [way]: history[way].slice(0, -1) }
  return opposite.length === 0 ? left : { ...left, [other]: [...left[other], opposite] }
}

/** A task came back under another id: everything that is still kept means that one. */
export function renamed(history: EditHistory, from: string, to: string): EditHistory {
  const all = (steps: readonly Step[]) => steps.map((step) => step.map((command) => rename(command, from, to)))
  return { undo: all(history.undo), redo: all(history.redo) }
}

function rename(command: PublicCommand, from: string, to: string): PublicCommand {
  const swap = (value: unknown): unknown => {
    if (value === from) return to
    return isTask(value) && value.id === from ? { ...value, id: to } : value
  }
  const payload = Object.fromEntries(Object.entries(command.payload).map(([name, value]) => [name, swap(value)]))
  return { ...command, payload } as PublicCommand
}

function isTask(value: unknown): value is { readonly id: unknown } {
  return typeof value === 'object' && value !== null && 'id' in value
}
