import type { CatalogueEntry } from '../entry.ts'

export interface ScriptedEntryOptions {
  /** The Node 24 binary that runs it. */
  readonly nodeFile: string
  readonly entryFile: string
  /** Keeps its sessions, so that they survive a killed process. */
  readonly stateFolder: string
}

export function scriptedEntry({ nodeFile, entryFile, stateFolder }: ScriptedEntryOptions): CatalogueEntry {
  return {
    id: 'scripted',
    name: 'Scripted',
    description: 'Follows your steps or runs your command, without a model; needs no account.',
    provider: null,
    offline: true,
    // It waits for no model: whatever takes longer shows by its work.
    quietMs: 75_000,
    locate: { kind: 'shipped', file: nodeFile, args: [entryFile] },
    launchArgs: [],
    versionArgs: ['--version'],
    passEnvironment: [],
    setEnvironment: { SWITCHYARD_SCRIPTED_STATE: stateFolder },
    asking: { mode: 'ask' },
    resumable: true,
    steerable: false,
    install: 'npm ci',
    notes: ['Only its ask steps ask by default; the mode "ask" asks before every write and command.'],
  }
}
