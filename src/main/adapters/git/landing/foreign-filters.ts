import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'
import { foreignFilter } from './checkout-failures.ts'
import type { UserCheckout } from './checkouts.ts'
import { pathInput } from './path-bytes.ts'
import type { UserSettings } from './user-settings.ts'

/** Programs that only the repository's own configuration names, and the environment in which git doesn't run them. */
export interface FilterGuard {
  readonly drivers: ReadonlySet<string>
  readonly environment: Readonly<Record<string, string>>
}

const filterKey = /^filter\.([\s\S]+)\.([a-z]+)$/
const programs: readonly string[] = ['clean', 'smudge', 'process']

export function guardFilters(settings: UserSettings): FilterGuard {
  const drivers = new Set<string>()
  const overrides: (readonly [string, string])[] = []
  for (const key of settings.ownKeys) {
    const [, driver = '', name = ''] = filterKey.exec(key) ?? []
    if (driver === '' || !(programs.includes(name) || name === 'required')) continue
    const trusted = settings.trusted(key)
    overrides.push([key, trusted ?? (name === 'required' ? 'false' : '')])
    if (trusted === undefined && programs.includes(name)) drivers.add(driver)
  }
  return { drivers, environment: configEnvironment(overrides) }
}

/** As environment, because a driver's name may hold the `=` that would split a -c option. */
function configEnvironment(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const named = pairs.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key] as const,
    [`GIT_CONFIG_VALUE_${at}`, value] as const,
  ])
  return pairs.length === 0 ? {} : { GIT_CONFIG_COUNT: String(pairs.length), ...Object.fromEntries(named) }
}

/**
 * Refuses where a path would have to go through a filter we don't run, since it would be written wrongly.
 * `indexFile` holds the attributes as they will be afterwards.
 */
export async function refuseForeignFilters(
  runner: GitRunner,
  checkout: UserCheckout,
  request: { readonly guard: FilterGuard; readonly paths: readonly string[]; readonly indexFile: string },
): Promise<Result<GitFailure | null, GitFailure>> {
  if (request.guard.drivers.size === 0 || request.paths.length === 0) return ok(null)
  for (const source of [[], ['--cached']]) {
    const asked = await runner.run({
      args: ['check-attr', ...source, '-z', '--stdin', 'filter'],
      gitDirectory: checkout.gitDirectory,
      workTree: checkout.path,
      indexFile: request.indexFile,
      input: pathInput(request.paths),
    })
    if (!asked.ok) return asked
    const refused = foreignPaths(nulFields(asked.value.stdout).map(decodePath), request.guard.drivers)
    const [first] = refused.keys()
    if (first !== undefined) return ok(foreignFilter(checkout.path, first, refused.get(first) ?? []))
  }
  return ok(null)
}

function foreignPaths(fields: readonly string[], drivers: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = '', , driver = ''] = fields.slice(at, at + 3)
    if (drivers.has(driver)) found.set(driver, [...(found.get(driver) ?? []), path])
  }
  return found
}
