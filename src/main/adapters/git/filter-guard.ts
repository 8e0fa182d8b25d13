import type { ConfigEntry } from './parse/config-list.ts'

type Pairs = readonly (readonly [string, string])[]

/** The large-file filter as the user or the machine set it up; a repository's own definition never counts. */
export function trustedLfs(entries: readonly ConfigEntry[]): Pairs {
  const trusted = entries.filter(({ scope, key }) => /^filter\.lfs\./.test(key) && /^(system|global)$/.test(scope))
  return [...new Map(trusted.map(({ key, value }) => [key, value]))]
}

/** Overrides under which no content filter runs but the trusted one, whatever the repository configures. */
export function filterGuard(entries: readonly ConfigEntry[]): Pairs {
  const names = new Set<string>()
  for (const { key } of entries) {
    const name = /^filter\.([\s\S]+)\.[^.]+$/.exec(key)?.[1]
    if (name !== undefined) names.add(name)
  }
  const off = [...names].flatMap(
    (name): Pairs => [
      [`filter.${name}.clean`, ''],
      [`filter.${name}.smudge`, ''],
      [`filter.${name}.process`, ''],
      [`filter.${name}.required`, 'false'],
    ],
  )
  return [...off, ...trustedLfs(entries)]
}
