import '../../scripts/ensure-built.ts'

/** The hosts under test run from the bundle, as a user's do. */
export function setup(): void {
  // The import above has built it where it was stale.
}
