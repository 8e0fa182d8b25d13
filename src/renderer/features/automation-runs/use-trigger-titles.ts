import type { HostApi } from '../../client/host-api.ts'
import { useAnswer } from '../../client/use-answer.ts'

const none: ReadonlyMap<string, string> = new Map()

async function titles(api: HostApi): Promise<ReadonlyMap<string, string>> {
  const { triggers } = await api.automations.offers({})
  return new Map(triggers.map(({ kind, title }) => [kind, title]))
}

/** What kinds of triggers are called; empty until the host said so. */
export function useTriggerTitles(): ReadonlyMap<string, string> {
  return useAnswer(titles).value ?? none
}
