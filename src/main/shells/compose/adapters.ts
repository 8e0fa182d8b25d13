import { homedir } from 'node:os'
import path from 'node:path'
import type { Scope } from '../../../shared/kernel/scope.ts'
import { createAcpDriver } from '../../adapters/agents/acp/driver.ts'
import { createAgentCatalogue } from '../../adapters/agents/catalog/catalogue.ts'
import { takenAgentIds } from '../../adapters/agents/catalog/entries.ts'
import { createProgramAwake } from '../../adapters/awake/program-awake.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { localDisk } from '../../adapters/disk/local-disk.ts'
import { localFolderChanges } from '../../adapters/folder-changes/local-folder-changes.ts'
import { createFolders } from '../../adapters/folders/local-folders.ts'
import { createGithubForge } from '../../adapters/forge-github/github-forge.ts'
import { createGitPort } from '../../adapters/git/git-port.ts'
import { randomIds } from '../../adapters/ids/random-ids.ts'
import { createProcessPort } from '../../adapters/process/process-port.ts'
import { createPtyPort } from '../../adapters/pty/pty-port.ts'
import { personsShell } from '../../adapters/pty/shell.ts'
import { createKeychain } from '../../adapters/secrets/keychain.ts'
import { openSettingsFile } from '../../adapters/settings-file/settings-file.ts'
import { createWorktreeRoots } from '../../adapters/worktree-roots/local-worktree-roots.ts'
import type { AwakePort } from '../../ports/awake.ts'
import { settingsFile } from './data-folder.ts'
import { programs } from './programs.ts'

/** How long an agent may take to answer `initialize`, in milliseconds. Some load for ten seconds. */
const initializeTimeoutMs = 60_000

export interface AdapterOptions {
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Keeps the machine awake in the place of the system's own program. */
  readonly awake?: AwakePort
}

export type Adapters = Awaited<ReturnType<typeof openAdapters>>

/** Everything between the host and its machine, closed with the scope. */
export async function openAdapters({ awake, dataFolder, environment }: AdapterOptions, scope: Scope) {
  const clock = systemClock
  const processes = scope.own(
    await createProcessPort({
      helperEntry: programs.spawnHelper,
      nodeFile: programs.node,
      journalFile: path.join(dataFolder, 'processes.journal'),
      clock,
    }),
    (port) => port.close(),
  )
  const known = definedOnly(environment)
  const git = scope.own(
    createGitPort({
      processes,
      clock,
      gitFile: 'git',
      homeFolder: known.HOME ?? '/',
      environment: known,
    }),
    (port) => port.close(),
  )
  const ptys = scope.own(
    createPtyPort({ processes, clock, nodeFile: programs.node, entryFile: programs.ptyHost }),
    (port) => port.close(),
  )
  const settings = scope.own(
    await openSettingsFile({ file: settingsFile(dataFolder), clock, taken: takenAgentIds }),
    (opened) => opened.close(),
  )
  const secrets = createKeychain({ clock, beside: programs.cli })
  const timeout = Number(known.SWITCHYARD_INITIALIZE_TIMEOUT_MS ?? initializeTimeoutMs)
  return {
    clock,
    ids: randomIds,
    processes,
    git,
    secrets,
    forge: createGithubForge({ clock, processes, secrets, environment: known }),
    settings,
    changes: localFolderChanges,
    disk: localDisk,
    awake: awake ?? createProgramAwake({ processes, clock, platform: process.platform, environment: known }),
    folders: createFolders(known.HOME ?? homedir()),
    ptys,
    shell: () => personsShell(known, process.platform),
    roots: createWorktreeRoots(dataFolder),
    agents: createAcpDriver({
      processes,
      clock,
      journalFolder: path.join(dataFolder, 'protocol'),
      initializeTimeoutMs: Number.isFinite(timeout) && timeout > 0 ? timeout : initializeTimeoutMs,
      hostEnvironment: known,
      toolsBridge: { nodeFile: programs.node, entryFile: programs.toolsBridge },
    }),
    catalogue: createAgentCatalogue({
      settings: () => settings.current,
      processes,
      clock,
      hostEnvironment: known,
      scripted: {
        nodeFile: programs.node,
        entryFile: programs.scriptedAgent,
        stateFolder: path.join(dataFolder, 'scripted'),
      },
    }),
  }
}

function definedOnly(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
