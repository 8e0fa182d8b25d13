import type { Failure } from '../../shared/kernel/failure.ts'

export interface NamedPath {
  readonly path: string
  /** Git's word for what is wrong with it, such as `content`; empty where it is merely in the way. */
  readonly kind: string
}

/** The files that a refusal names: conflicts, or what lies in the way. */
export function namedPaths({ facts }: Failure): { readonly paths: readonly NamedPath[]; readonly more: number } {
  const conflicts = Array.isArray(facts?.conflicts) ? facts.conflicts : []
  const plain = Array.isArray(facts?.paths) ? facts.paths : []
  const paths = [...conflicts, ...plain].flatMap((one): readonly NamedPath[] => {
    if (typeof one === 'string') return [{ path: one, kind: '' }]
    if (one === null || typeof one !== 'object' || !('path' in one) || typeof one.path !== 'string') return []
    return [{ path: one.path, kind: 'kind' in one && typeof one.kind === 'string' ? one.kind : '' }]
  })
  return { paths, more: typeof facts?.more === 'number' ? facts.more : 0 }
}
