import { useEffect, useState } from 'react'
import type { AutomationFacts, AutomationTemplate, TriggerView } from '../../../shared/contract/automation-views.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'

export interface Offers {
  readonly triggers: readonly TriggerView[]
  readonly templates: readonly AutomationTemplate[]
  readonly sandbox: boolean
}

const none: Offers = { triggers: [], templates: [], sandbox: false }

/** What this host can watch for, and the files to begin from; empty until it said so. */
export function useOffers(): Offers {
  const api = useHost((state) => state.api)
  const [offers, setOffers] = useState(none)
  useEffect(() => {
    if (api === null) return
    const abort = new AbortController()
    void ask((host) => host.automations.offers({}, { signal: abort.signal })).then((answer) => {
      if (answer.ok && !abort.signal.aborted) setOffers(answer.value)
    })
    return () => abort.abort()
  }, [api])
  return offers
}

/** What the host knows of a project's automations beside their state; asked again whenever one is defined anew. */
export function useFacts(project: ProjectId): ReadonlyMap<string, AutomationFacts> {
  const [facts, setFacts] = useState<ReadonlyMap<string, AutomationFacts>>(new Map())
  const api = useHost((state) => state.api)
  // A firing moves the time of the next.
  const state = useModel((model) =>
    [...model.automation.within(project)]
      .map(({ id, revision, on, firedAt }) => `${id} ${revision} ${on} ${firedAt}`)
      .join(),
  )
  useEffect(() => {
    if (api === null || state === '') return
    const abort = new AbortController()
    void ask((host) => host.automations.facts({ project }, { signal: abort.signal })).then((answer) => {
      if (answer.ok && !abort.signal.aborted) setFacts(new Map(answer.value.map((one) => [one.automation, one])))
    })
    return () => abort.abort()
  }, [api, project, state])
  return facts
}
