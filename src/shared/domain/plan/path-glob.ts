/**
 * Whether a path is one of those that a plan's glob means: `*` and `?` stay within a name, `**` spans folders, and a
 * glob without a wildcard at its end means everything below it too. Takes no longer than the product of both lengths.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const pattern = namesOf(glob)
  const names = namesOf(path)
  return spans(pattern, names) || spans([...pattern, '**'], names)
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.')
}

function spans(pattern: readonly string[], names: readonly string[]): boolean {
  return wild(pattern, names, { any: '**', same: (part, name) => wild([...part], [...name], inName) })
}

const inName: Matching = { any: '*', same: (part, letter) => part === '?' || part === letter }

interface Matching {
  /** Stands for any number of items, none included. */
  readonly any: string
  same(part: string, item: string): boolean
}

/** Goes back to the last wildcard alone, which is enough. */
function wild(pattern: readonly string[], items: readonly string[], { any, same }: Matching): boolean {
  let at = 0
  let back: { readonly pattern: number; item: number } | null = null
  for (let item = 0; item < items.length; ) {
    const part = pattern[at]
    if (part === any) {
      at += 1
      back = { pattern: at, item }
    } else if (part !== undefined && same(part, items[item] ?? '')) {
      at += 1
      item += 1
    } else if (back === null) return false
    else {
      back.item += 1
      item = back.item
      at = back.pattern
    }
  }
  return pattern.slice(at).every((part) => part === any)
}
