import { fitsNames } from '../wildcards.ts'

/**
 * Whether a path is one of those that a plan's glob means: `*` and `?` stay within a name, `**` spans folders, and a
 * glob without a wildcard at its end means everything below it too. Takes no longer than the product of both lengths.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const pattern = namesOf(glob)
  const names = namesOf(path)
  return fitsNames(pattern, names) || fitsNames([...pattern, '**'], names)
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.')
}
