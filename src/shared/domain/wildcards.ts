/** What the parts of a pattern mean. */
export interface Wildcards<Part, Item> {
  /** Stands for any number of items, none included. */
  isAny(part: Part): boolean
  fits(part: Part, item: Item): boolean
}

/**
 * Whether a pattern means these items, all of them. It goes back to the last wildcard alone, which is enough, so that it
 * takes no longer than the product of both lengths: what searches by trial can take years.
 */
export function fitsAll<Part, Item>(
  pattern: readonly Part[],
  items: readonly Item[],
  { fits, isAny }: Wildcards<Part, Item>,
): boolean {
  let at = 0
  let back: { readonly at: number; item: number } | null = null
  for (let item = 0; item < items.length; ) {
    const part = pattern[at]
    const given = items[item]
    if (part !== undefined && isAny(part)) {
      at += 1
      back = { at, item }
    } else if (part !== undefined && given !== undefined && fits(part, given)) {
      at += 1
      item += 1
    } else if (back === null) return false
    else {
      back.item += 1
      item = back.item
      at = back.at
    }
  }
  return pattern.slice(at).every(isAny)
}

/** `**` stands for any number of names; `*` and `?` stay within one. */
export function fitsNames(pattern: readonly string[], names: readonly string[]): boolean {
  return fitsAll(pattern, names, inPath)
}

const inPath: Wildcards<string, string> = { isAny: (name) => name === '**', fits: fitsName }
const inName: Wildcards<string, string> = {
  isAny: (part) => part === '*',
  fits: (part, letter) => part === '?' || part === letter,
}

function fitsName(pattern: string, name: string): boolean {
  return /[*?]/.test(pattern) ? fitsAll([...pattern], [...name], inName) : pattern === name
}
