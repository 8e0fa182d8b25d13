/** The kinds of trouble SQLite reports that are answered differently. */
export type SqliteTrouble = 'locked' | 'full' | 'damaged' | 'unwritable' | 'other'

// Primary result codes of SQLite; extended codes carry them in the low byte.
const troubles: ReadonlyMap<number, SqliteTrouble> = new Map([
  [3, 'unwritable'],
  [5, 'locked'],
  [6, 'locked'],
  [8, 'unwritable'],
  [11, 'damaged'],
  [13, 'full'],
  [14, 'unwritable'],
  [26, 'damaged'],
])

/** Null for anything that SQLite did not report: that is a bug. */
export function sqliteTrouble(error: unknown): SqliteTrouble | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return troubles.get(error.errcode & 0xff) ?? 'other'
}

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
