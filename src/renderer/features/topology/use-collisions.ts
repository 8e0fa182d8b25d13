import { useMemo } from 'react'
import { derived } from '../../client/derived.ts'
import type { Scope } from '../../lib/route.ts'
import { type Collisions, collisionsOf, sameCollisions } from './pairs.ts'

/** Computed once for each change of the model; renders again only where a pair or a proposal differs. */
export function useCollisions(scope: Scope): Collisions {
  const key = JSON.stringify(scope)
  const useOf = useMemo(() => {
    const of = JSON.parse(key) as Scope
    return derived((model) => collisionsOf(model, of), sameCollisions)
  }, [key])
  return useOf()
}
