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
