/** What the list is to a screen reader: a grid of which only some rows are in the page. */
export function gridRole({ lines, active }: { readonly lines: number; readonly active: string | undefined }) {
  return {
    role: 'grid',
    tabIndex: 0,
    'aria-label': 'Threads',
    'aria-rowcount': lines + 1,
    'aria-colcount': 8,
    'aria-multiselectable': true,
    'aria-activedescendant': active,
  } as const
}

/** One line of the grid, counted from 1 with the head; `selected` is left out for what can't be. */
export function rowRole(index: number, selected?: boolean) {
  return { role: 'row', 'aria-rowindex': index, 'aria-selected': selected } as const
}

export const groupRole = { role: 'rowgroup' } as const
export const cellRole = { role: 'gridcell' } as const
export const rowHeaderRole = { role: 'rowheader' } as const
export const columnHeaderRole = { role: 'columnheader' } as const
/** The head of a section stands across all columns. */
export const acrossRole = { role: 'rowheader', 'aria-colspan': 8 } as const
