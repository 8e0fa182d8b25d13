import { matchesGlob } from '../../shared/domain/plan/path-glob.ts'

const mostNamed = 20
/** Paths that stand for a glob. */
const mostMeant = 60
/** A name that so many files have says nothing. */
const mostOfOneName = 3

/** Words of a text that are looked at, and how long a path in it may be. */
const mostWords = 5_000
const longestWord = 300

/** Files and folders of the repository that a text names, as far as its history knows them. */
export function namedPaths(text: string, known: Iterable<string>): readonly string[] {
  const wanted = pathsIn(text)
  if (wanted.size === 0) return []
  const found = new Set<string>()
  const byName = new Map<string, string[]>()
  for (const path of known) {
    for (const one of [path, ...foldersOf(path)]) if (wanted.has(one)) found.add(one)
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (wanted.has(name)) byName.set(name, [...(byName.get(name) ?? []), path])
  }
  const rare = [...byName.values()].filter(({ length }) => length <= mostOfOneName)
  return [...new Set([...found, ...rare.flat()])].slice(0, mostNamed)
}

/** What looks like a path or the name of a file. */
function pathsIn(text: string): ReadonlySet<string> {
  const words = text.split(/[^\w@./-]+/, mostWords).filter(({ length }) => length > 0 && length <= longestWord)
  const plain = words.map((word) => word.replace(/^(?:\.{0,2}\/)+/, '').replace(/[./]+$/, ''))
  return new Set(plain.filter((word) => /[^/]\/[^/]|\w\.[A-Za-z]\w{0,5}$/.test(word)))
}

/** Below the first level: a folder like `src` is everywhere. */
function foldersOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1)
  return names.slice(1).map((_, at) => names.slice(0, at + 2).join('/'))
}

/** The files that globs mean, as far as the repository's history knows them. */
export function meantPaths(globs: readonly string[], known: Iterable<string>): readonly string[] {
  const plain = globs.filter((glob) => !/[*?]/.test(glob))
  const found = new Set(plain)
  for (const path of known) {
    if (found.size >= mostMeant) break
    if (globs.some((glob) => matchesGlob(glob, path))) found.add(path)
  }
  return [...found]
}
