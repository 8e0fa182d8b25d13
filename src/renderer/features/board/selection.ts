/** One row that keys act on, and those marked with it. */
export interface Selection {
  readonly row: string | null
  /** Where marking began; null while only one row is selected. */
  readonly anchor: string | null
}

export type Step = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up'

const page = 12

/** The selection after a step over the rows in view, from the top. Extending keeps where it began. */
export function step(
  rows: readonly string[],
  { row, anchor }: Selection,
  how: { to: Step; extend: boolean },
): Selection {
  const at = row === null ? -1 : rows.indexOf(row)
  const next = rows[target(at, rows.length, how.to)] ?? null
  if (!how.extend || at === -1) return { row: next, anchor: null }
  return { row: next, anchor: anchor !== null && rows.includes(anchor) ? anchor : row }
}

function target(at: number, count: number, to: Step): number {
  const within = (index: number) => Math.max(0, Math.min(count - 1, index))
  switch (to) {
    case 'first':
      return 0
    case 'last':
      return count - 1
    case 'next':
      return within(at + 1)
    case 'previous':
      return at === -1 ? count - 1 : within(at - 1)
    case 'page-down':
      return within(at + page)
    case 'page-up':
      return within(at - page)
  }
}

/** The rows that verbs act on: all from where marking began to the selected one. */
export function marked(rows: readonly string[], { row, anchor }: Selection): readonly string[] {
  if (row === null || !rows.includes(row)) return []
  if (anchor === null || !rows.includes(anchor)) return [row]
  const [one, other] = [rows.indexOf(anchor), rows.indexOf(row)]
  return rows.slice(Math.min(one, other), Math.max(one, other) + 1)
}
