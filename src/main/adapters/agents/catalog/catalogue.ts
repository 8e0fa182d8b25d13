import { isAbsolute } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentCatalogue, AgentFailure, AgentLaunch, AgentListing, AgentSelector } from '../../../ports/agent.ts'
import type { ScriptedEntryOptions } from './entries/scripted.ts'
import { catalogueEntries } from './entries.ts'
import type { CatalogueEntry } from './entry.ts'
import { findInPath, findProgram, isExecutable } from './find-program.ts'
import { splitCommand } from './split-command.ts'
import { type VersionOptions, Versions } from './version.ts'

export interface AgentCatalogueOptions extends Omit<VersionOptions, 'timeoutMs'> {
  readonly scripted: ScriptedEntryOptions
  /** How long a program may take to print its version; 5000 when absent. */
  readonly versionTimeoutMs?: number
}

interface Program {
  readonly file: string
  readonly args: readonly string[]
}

type Choice = Pick<AgentSelector, 'mode' | 'model'>

const VERSION_TIMEOUT_MS = 5000

/** What can be launched on this machine. Looks only at the file system and asks programs for their version. */
export function createAgentCatalogue(options: AgentCatalogueOptions): AgentCatalogue {
  const { hostEnvironment, scripted, versionTimeoutMs = VERSION_TIMEOUT_MS } = options
  const entries = catalogueEntries(scripted)
  const versions = new Versions({ ...options, timeoutMs: versionTimeoutMs })

  const locate = async ({ locate: location }: CatalogueEntry): Promise<Program | null> => {
    if (location.kind === 'shipped') return (await isExecutable(location.file)) ? location : null
    const file = await findProgram(location.names, hostEnvironment, location.homeFolders)
    return file === null ? null : { file, args: [] }
  }

  const describe = async (entry: CatalogueEntry): Promise<AgentListing> => {
    const { id, name, description } = entry
    const program = await locate(entry)
    if (program === null) return { id, name, description, state: { kind: 'missing', install: entry.install } }
    const args = [...program.args, ...entry.versionArgs]
    const version = await versions.of({ file: program.file, args, environment: entry.setEnvironment })
    return { id, name, description, state: { kind: 'ready', path: program.file, version } }
  }

  const resolveEntry = async (id: string, choice: Choice): Promise<Result<AgentLaunch, AgentFailure>> => {
    const entry = entries.find((candidate) => candidate.id === id)
    if (entry === undefined) return err(unknownAgent(id, entries))
    const program = await locate(entry)
    return program === null ? err(missingProgram(entry)) : ok(launchOf(entry, program, choice))
  }

  const resolveCommand = async (command: string, choice: Choice): Promise<Result<AgentLaunch, AgentFailure>> => {
    const split = splitCommand(command)
    if (!split.ok) return split
    const [name, ...args] = split.value
    if (name === undefined || name === '') return err(emptyCommand())
    const file = name.includes('/') ? await executableAt(name) : await findInPath(name, hostEnvironment)
    return file === null ? err(missingCommand(name)) : ok({ ...CUSTOM, file, args, ...chosen(choice) })
  }

  return {
    list: () => Promise.all(entries.map(describe)),
    resolve: (selector) =>
      selector.kind === 'catalogue' ? resolveEntry(selector.id, selector) : resolveCommand(selector.command, selector),
  }
}

const CUSTOM = { id: 'custom', passEnvironment: [], setEnvironment: {}, resumable: true } as const

function launchOf(entry: CatalogueEntry, program: Program, choice: Choice): AgentLaunch {
  return {
    id: entry.id,
    file: program.file,
    args: [...program.args, ...entry.launchArgs],
    passEnvironment: entry.passEnvironment,
    setEnvironment: entry.setEnvironment,
    resumable: entry.resumable,
    ...(entry.mode === undefined ? {} : { mode: entry.mode }),
    ...chosen(choice),
  }
}

function chosen({ mode, model }: Choice): Pick<AgentLaunch, 'mode' | 'model'> {
  return { ...(mode === undefined ? {} : { mode }), ...(model === undefined ? {} : { model }) }
}

/** The agent will run in a worktree, so a relative path would mean something else there. */
async function executableAt(file: string): Promise<string | null> {
  return isAbsolute(file) && (await isExecutable(file)) ? file : null
}

function unknownAgent(id: string, entries: readonly CatalogueEntry[]): AgentFailure {
  const known = entries.map((entry) => entry.id)
  return failure('agent-not-found', `There is no agent “${id}”. Nothing was started.`, {
    remedy: `Choose one of: ${known.join(', ')}; or give a command line that starts an ACP agent.`,
    facts: { id, known },
  })
}

function missingProgram({ id, install, name }: CatalogueEntry): AgentFailure {
  return failure('agent-not-found', `${name} is not installed on this machine. Nothing was started.`, {
    remedy: `Install it with: ${install}`,
    facts: { id, install },
  })
}

function emptyCommand(): AgentFailure {
  return failure('agent-not-found', "The agent's command line is empty.", 'Give a program and its arguments.')
}

function missingCommand(name: string): AgentFailure {
  return failure('agent-not-found', `The agent's program “${name}” was not found or can't be run.`, {
    remedy: 'Install it, put its folder on PATH, or give its absolute path (relative paths are not taken).',
    facts: { program: name },
  })
}
