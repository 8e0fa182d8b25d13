import { useEffect, useState } from 'react'
import type { DryRun } from '../../../shared/contract/automation-views.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { useHost } from '../../client/store.ts'
import type { ChosenEvent } from './pasted-event.ts'

export interface Tried {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  readonly text?: string | undefined
  /** Changes are still on their way into the text: it is tried once they are in it. */
  readonly unsettled: boolean
}

export interface DryRunState {
  /** The last one that could be made. */
  readonly dryRun: DryRun | null
  readonly failure: Failure | null
  readonly asking: boolean
}

/** What an automation would do about an event, asked again with each change of either. */
export function useDryRun(tried: Tried, chosen: ChosenEvent | null): DryRunState {
  const { project, scope, name, text, unsettled } = tried
  const online = useHost((state) => state.api !== null)
  const [state, setState] = useState<DryRunState>({ dryRun: null, failure: null, asking: false })
  useEffect(() => {
    if (!online || unsettled || chosen === null) return
    const abort = new AbortController()
    const { trigger, event } = chosen
    const query = {
      project,
      scope,
      name,
      event,
      ...(text === undefined ? {} : { text }),
      ...(trigger === null ? {} : { trigger }),
    }
    setState((last) => ({ ...last, failure: null, asking: true }))
    void ask((api) => api.automations.dryRun(query, { signal: abort.signal })).then((answer) => {
      if (abort.signal.aborted) return
      setState((last) => {
        return answer.ok
          ? { dryRun: answer.value, failure: null, asking: false }
          : { ...last, failure: answer.error, asking: false }
      })
    })
    return () => abort.abort()
  }, [online, project, scope, name, text, unsettled, chosen])
  return { ...state, asking: chosen !== null && (unsettled || state.asking) }
}
