import { useCallback, useMemo } from 'react'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import type { ProjectId } from '../../../../shared/kernel/ids.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { type ReadRows, useFirstPage } from '../use-first-page.ts'
import { isOpen } from './negotiation-words.ts'

export interface Negotiations {
  /** Newest first. */
  readonly open: readonly Negotiation[]
  readonly settled: readonly Negotiation[]
}

/** The negotiations of a thread, those that are long over included. */
export function useNegotiations(thread: string, project: ProjectId): Negotiations {
  const live = useModel((model) => [...model.negotiation.within(project)])
  const read: ReadRows<Negotiation> = useCallback((api, limit) => api.peers.negotiations({ project, limit }), [project])
  const all = useFirstPage(read, live)
  return useMemo(() => {
    const own = all
      .filter(({ parties }) => parties.some((party) => party === thread))
      .toSorted((one, other) => other.openedAt - one.openedAt)
    return { open: own.filter(isOpen), settled: own.filter((one) => !isOpen(one)) }
  }, [all, thread])
}

/** The open negotiation that two threads are both in. */
export function useOpenBetween(thread: string, other: string): Negotiation | undefined {
  return useModel((model) => {
    const project = model.thread.get(thread)?.project
    const found = project === undefined ? [] : [...model.negotiation.within(project)]
    const has = (parties: readonly string[]) => parties.includes(thread) && parties.includes(other)
    return found.find((one) => isOpen(one) && has(one.parties))
  })
}
