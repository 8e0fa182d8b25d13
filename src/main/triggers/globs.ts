import { z } from 'zod'
import { fitsNames } from '../../shared/domain/wildcards.ts'

const longest = 200
const mostAlternatives = 64

/** Says whether a name or path, with `/` between its parts, fits. */
export type Glob = (path: string) => boolean

/** A name or path with `*`, `**`, `?` or `{a,b}` in it. */
export const globSetting = (what: string) =>
  z
    .string(`${what} is a text.`)
    .min(1, `${what} is not empty.`)
    .max(longest, `${what} has at most ${longest} characters.`)
    .refine((text) => alternativesOf(text).length <= mostAlternatives, `${what} has too many { } in it.`)

/**
 * `*` and `?` stand for anything within a part, hidden names included, `**` for any number of parts. Never takes long,
 * whatever the pattern: those that search by trial can take years.
 */
export function globOf(pattern: string): Glob {
  const alternatives = alternativesOf(pattern).map((one) => one.split('/'))
  return (path) => {
    const parts = path.split('/')
    return alternatives.some((wanted) => fitsNames(wanted, parts))
  }
}

export function anyGlob(patterns: readonly string[]): Glob {
  const globs = patterns.map(globOf)
  return (path) => globs.some((glob) => glob(path))
}

/** What a pattern stands for without its innermost `{a,b}`, and so on; one too many where it stands for too much. */
function alternativesOf(pattern: string): readonly string[] {
  let open = [pattern]
  const done: string[] = []
  while (open.length > 0 && open.length + done.length <= mostAlternatives) {
    const next: string[] = []
    for (const text of open) {
      const braces = /\{([^{}]*)\}/.exec(text)
      if (braces === null) done.push(text)
      else next.push(...(braces[1] ?? '').split(',').map((one) => text.replace(braces[0], () => one)))
    }
    open = next
  }
  return [...done, ...open]
}
