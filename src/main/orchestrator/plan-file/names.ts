import { type Document, isScalar, visit, type YAMLMap } from 'yaml'

export interface NameProblem {
  readonly offset: number
  readonly message: string
}

/** Names of fields that stand twice in one place or are no plain words. Takes one look at each: the library compares all with all. */
export function nameProblems(document: Document): readonly NameProblem[] {
  const problems: NameProblem[] = []
  visit(document, { Map: (_key, map) => void problems.push(...problemsIn(map)) })
  return problems
}

function* problemsIn(map: YAMLMap): Iterable<NameProblem> {
  const seen = new Set<string>()
  for (const { key } of map.items) {
    const offset = (isScalar(key) ? key.range?.[0] : undefined) ?? map.range?.[0] ?? 0
    if (!isScalar(key)) yield { offset, message: 'The name of a field must be plain text.' }
    else if (seen.has(String(key.value))) yield { offset, message: `${String(key.value)} stands here twice.` }
    else seen.add(String(key.value))
  }
}
