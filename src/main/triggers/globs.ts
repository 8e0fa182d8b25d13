import { z } from 'zod'

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
    return alternatives.some((wanted) => fits(wanted, parts))
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

/** Whether the parts fit, by what fits of the rest: each pair is looked at once. */
function fits(wanted: readonly string[], parts: readonly string[]): boolean {
  let rest = [...parts.map(() => false), true]
  for (const part of wanted.toReversed()) {
    const any = part === '**'
    const here = [...parts.map(() => false), any && rest.at(-1) === true]
    for (let at = parts.length - 1; at >= 0; at -= 1) {
      if (any) here[at] = rest[at] === true || here[at + 1] === true
      else here[at] = rest[at + 1] === true && partFits(part, parts[at] ?? '')
    }
    rest = here
  }
  return rest[0] === true
}

/** One `*` after the other takes as little as it can; only the last one ever has to take more. */
function partFits(wanted: string, text: string): boolean {
  let [at, place, star, from] = [0, 0, -1, 0]
  while (place < text.length) {
    if (at < wanted.length && (wanted[at] === '?' || wanted[at] === text[place]) && wanted[at] !== '*') {
      at += 1
      place += 1
    } else if (wanted[at] === '*') {
      star = at
      from = place
      at += 1
    } else if (star >= 0) {
      from += 1
      place = from
      at = star + 1
    } else return false
  }
  while (wanted[at] === '*') at += 1
  return at === wanted.length
}
