import type { Aggregate, States } from '../../shared/domain/model.ts'

/**
 * By what the store finds instances that belong together when they have left the live model; undefined for those that
 * nobody asks for so. Changing one needs a migration of the store.
 */
const groups: { readonly [A in Aggregate]?: (state: States[A]) => string } = {
  message: ({ from, to }) => pairOf(from, to),
  contract: ({ project }) => project,
  contractVersion: ({ contract }) => contract,
  finding: ({ project }) => project,
  negotiation: ({ project }) => project,
  item: ({ cluster }) => cluster,
  coupling: ({ project }) => project,
  cluster: ({ project }) => project,
  firing: ({ automation }) => automation,
  outbound: ({ thread }) => thread,
}

export function groupForStore<A extends Aggregate>(aggregate: A, state: States[A]): string | undefined {
  return groups[aggregate]?.(state)
}

/** Of two threads in either order; null is the host. */
export function pairOf(one: string | null, other: string | null): string {
  return [one ?? 'host', other ?? 'host'].sort().join('~')
}
