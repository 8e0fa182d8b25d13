import { useCallback, useMemo } from 'react'
import type { Contract } from '../../../../shared/domain/contracts/state.ts'
import type { ProjectId } from '../../../../shared/kernel/ids.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { type ReadRows, useFirstPage } from '../use-first-page.ts'
import { inOrder } from './contract-words.ts'

/** The contracts of a project, those of a thread first. */
export function useContracts(project: ProjectId, thread: string): readonly Contract[] {
  const live = useModel((model) => [...model.contract.within(project)])
  const read: ReadRows<Contract> = useCallback((api, limit) => api.peers.contracts({ project, limit }), [project])
  const all = useFirstPage(read, live)
  return useMemo(() => inOrder(all, thread), [all, thread])
}
