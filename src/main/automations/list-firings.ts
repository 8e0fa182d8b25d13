import type { FiringPage } from '../../shared/contract/automation-views.ts'
import type { Firing } from '../../shared/domain/automation/state.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { StorePort } from '../ports/store.ts'

export interface FiringsQuery {
  readonly automation: AutomationId
  readonly before?: number | undefined
  readonly limit: number
  readonly search?: string | undefined
}

/** Rows that one answer looks through at most; a search goes on with the next page. */
const lookedThrough = 2_000
const pageOf = 200

/** Firings of one automation, newest first; with a search, those in whose words all of it is found. */
export async function listFirings(
  store: Pick<StorePort, 'listGroup'>,
  { automation, before, limit, search }: FiringsQuery,
): Promise<FiringPage> {
  const words = (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const group = { aggregate: 'firing', group: automation }
  if (words.length === 0) {
    const page = await store.listGroup({ ...group, limit, ...(before === undefined ? {} : { before }) })
    return { rows: page.rows.map(firingOf), next: page.next }
  }
  const found: Firing[] = []
  let next = before ?? null
  let looked = 0
  // Full enough is full: the last few would be looked for one by one.
  while (looked < lookedThrough && found.length * 5 < limit * 4) {
    // No row that is read may be left out, so no more are read than fit.
    const wanted = Math.min(pageOf, limit - found.length)
    looked += wanted
    const page = await store.listGroup({ ...group, limit: wanted, ...(next === null ? {} : { before: next }) })
    found.push(...page.rows.map(firingOf).filter((firing) => hasAll(firing, words)))
    next = page.next
    if (next === null) break
  }
  return { rows: found, next }
}

function firingOf({ state }: { readonly state: unknown }): Firing {
  return state as Firing
}

function hasAll({ key, reason, source, state, subject, trigger }: Firing, words: readonly string[]): boolean {
  const code = 'code' in state ? state.code : ''
  const text = [subject, source.words, reason, state.kind, code, trigger, key].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}
