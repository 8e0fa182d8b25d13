import { claudeCodeEntry } from './entries/claude-code.ts'
import { codexEntry } from './entries/codex.ts'
import { geminiEntry } from './entries/gemini.ts'
import { opencodeEntry } from './entries/opencode.ts'
import { type ScriptedEntryOptions, scriptedEntry } from './entries/scripted.ts'
import type { CatalogueEntry } from './entry.ts'

/** Every agent there is, in the order of a list. A new agent is one file and one line here. */
export function catalogueEntries(scripted: ScriptedEntryOptions): readonly CatalogueEntry[] {
  return [scriptedEntry(scripted), claudeCodeEntry, codexEntry, geminiEntry, opencodeEntry]
}

/** Id of an agent that was given as a command line, without a name. */
export const namelessAgent = 'custom'

const described = catalogueEntries({ nodeFile: '', entryFile: '', stateFolder: '' })

/** Ids of the agents that are described here, whether they are on this machine or not. */
export const describedAgentIds: readonly string[] = described.map(({ id }) => id)

/** Ids that an agent of the person's own can't have. */
export const takenAgentIds: readonly string[] = [...describedAgentIds, namelessAgent]

/** What the pool has to know of agents: the provider behind each, where one is known, and whose turns may be broken off. */
export const pooledAgents: {
  readonly providerOf: Readonly<Record<string, string>>
  readonly steerable: readonly string[]
} = {
  providerOf: Object.fromEntries(described.flatMap(({ id, provider }) => (provider === null ? [] : [[id, provider]]))),
  steerable: described.filter(({ steerable }) => steerable).map(({ id }) => id),
}
