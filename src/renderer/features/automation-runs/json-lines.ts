import type { Firing } from '../../../shared/domain/automation/state.ts'

/** Firings as a file for other programs: one a line, newest first, times as ISO 8601. */
export function jsonLines(firings: readonly Firing[]): string {
  return firings.map((firing) => `${JSON.stringify(exported(firing))}\n`).join('')
}

function exported({ order: _order, firedAt, decidedAt, ...firing }: Firing) {
  return { ...firing, firedAt: new Date(firedAt).toISOString(), decidedAt: new Date(decidedAt).toISOString() }
}
