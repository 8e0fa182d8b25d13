/** Steps that one comparison of two globs may take; beyond them they count as meeting. */
const most = 20_000

/** Whether there is a path that both globs mean, by the rules of `matchesGlob`. */
export function globsMeet(one: string, other: string): boolean {
  const [left, right] = [namesOf(one), namesOf(other)]
  // A glob means everything below it too.
  return meet(left, right, names) || meet([...left, '**'], right, names) || meet(left, [...right, '**'], names)
}

interface Matching {
  /** Stands for any number of items. */
  readonly any: string
  same(one: string, other: string): boolean
}

const letters: Matching = { any: '*', same: (one, other) => one === other || one === '?' || other === '?' }
const names: Matching = { any: '**', same: (one, other) => meet([...one], [...other], letters) }

function namesOf(glob: string): readonly string[] {
  return glob.split('/').filter((name) => name !== '' && name !== '.')
}

/** Both patterns are walked side by side; each place in both is looked at once. */
function meet(left: readonly string[], right: readonly string[], { any, same }: Matching): boolean {
  const seen = new Set<number>()
  const open: (readonly [number, number])[] = [[0, 0]]
  const width = right.length + 1
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, to] = next
    if (at === left.length && to === right.length) return true
    if (seen.has(at * width + to)) continue
    seen.add(at * width + to)
    if (seen.size > most) return true
    open.push(...stepsFrom(left[at], right[to], { at, to, any, same }))
  }
  return false
}

function stepsFrom(
  one: string | undefined,
  other: string | undefined,
  { any, at, same, to }: Matching & { readonly at: number; readonly to: number },
): readonly (readonly [number, number])[] {
  const steps: (readonly [number, number])[] = []
  if (one === any) steps.push([at + 1, to])
  if (other === any) steps.push([at, to + 1])
  if (one === any && other !== undefined) steps.push([at, to + 1])
  if (other === any && one !== undefined) steps.push([at + 1, to])
  const plain = one !== any && other !== any
  if (plain && one !== undefined && other !== undefined && same(one, other)) steps.push([at + 1, to + 1])
  return steps
}
