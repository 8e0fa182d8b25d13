import { fields } from '../columns.ts'

/** What the outline is to a screen reader: a grid whose active cell is told by its id. */
export function gridRole({ lines, active }: { readonly lines: number; readonly active: string | undefined }) {
  return {
    role: 'grid',
    tabIndex: 0,
    'aria-label': 'Tasks',
    'aria-rowcount': lines + 1,
    'aria-colcount': fields.length + 1,
    'aria-activedescendant': active,
  } as const
}

/** One task, counted from 1 with the head. */
export function taskRole(index: number, selected: boolean) {
  return { role: 'row', 'aria-rowindex': index, 'aria-selected': selected } as const
}

export const groupRole = { role: 'rowgroup' } as const
export const rowRole = { role: 'row' } as const
export const cellRole = { role: 'gridcell' } as const
export const titleRole = { role: 'rowheader' } as const
export const columnHeaderRole = { role: 'columnheader' } as const
/** A cell that stands across all columns. */
export const acrossRole = { role: 'gridcell', 'aria-colspan': fields.length + 1 } as const
/** From the title to the end. */
export const wideRole = { role: 'gridcell', 'aria-colspan': fields.length - 1 } as const
export const headRole = { role: 'row', 'aria-rowindex': 1 } as const
