import type { Evidence } from '../../shared/domain/topology/state.ts'
import { evidenceOf, type Hint } from './evidence.ts'

/** What files refer to, by their path. */
export type References = ReadonlyMap<string, readonly string[]>

/** What one side's files refer to is what the other side's are: one direction is enough. */
export function reachEvidence(
  one: { readonly references: References; readonly paths: readonly string[] },
  other: { readonly references: References; readonly paths: readonly string[] },
): Evidence | null {
  const hints = [...hintsOf(one.references, modulesOf(other.paths)), ...hintsOf(other.references, modulesOf(one.paths))]
  return evidenceOf('reach', hints)
}

/** Whether files refer to this one. */
export function isReferred(path: string, references: References): boolean {
  const hints = hintsOf(references, modulesOf([path]))
  return hints.next().done === false
}

/** Paths by the last name of their module. */
type Modules = ReadonlyMap<string, readonly { readonly path: string; readonly module: string }[]>

function modulesOf(paths: readonly string[]): Modules {
  const modules = paths.map((path) => ({ path, module: moduleOf(path) }))
  return Map.groupBy(modules, ({ module }) => lastName(module))
}

function* hintsOf(references: References, modules: Modules): Generator<Hint, void> {
  for (const [path, names] of references) {
    for (const name of names) {
      const target = find(path, name, modules)
      if (target !== undefined && target !== path) yield { value: 0.8, detail: `${path} uses ${target}.` }
    }
  }
}

function find(from: string, name: string, modules: Modules): string | undefined {
  const isRelative = name.startsWith('.')
  const module = moduleOf(isRelative ? resolved(from, name) : name)
  const candidates = modules.get(lastName(module)) ?? []
  if (isRelative) return candidates.find((candidate) => candidate.module === module)?.path
  // A name by itself is a package of somebody else's as often as not.
  if (!module.includes('/')) return candidates.find((candidate) => candidate.module === module)?.path
  return candidates.find((candidate) => endsWith(candidate.module, module) || endsWith(module, candidate.module))?.path
}

function endsWith(module: string, end: string): boolean {
  return end.includes('/') && (module === end || module.endsWith(`/${end}`))
}

/** Without what languages leave out: the ending, and the file that stands for its folder. */
function moduleOf(path: string): string {
  const plain = path.replace(/\.[A-Za-z0-9]+$/, '').replace(/\.d$/, '')
  return plain.replace(/\/(?:index|__init__|mod)$/, '')
}

function lastName(module: string): string {
  return module.slice(module.lastIndexOf('/') + 1)
}

function resolved(from: string, name: string): string {
  const names = from.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..') names.pop()
    else if (part !== '.' && part !== '') names.push(part)
  }
  return names.join('/')
}
