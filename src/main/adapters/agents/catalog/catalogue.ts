import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { CustomAgent, Settings } from '../../../../shared/settings/settings.ts'
import type { AgentCatalogue, AgentFailure, AgentLaunch, AgentListing, AgentSelector } from '../../../ports/agent.ts'
import type { ScriptedEntryOptions } from './entries/scripted.ts'
import { catalogueEntries, namelessAgent } from './entries.ts'
import type { CatalogueEntry } from './entry.ts'
import { findCommand, type Program } from './find-command.ts'
import { findProgram, isExecutable } from './find-program.ts'
import { priceOf } from './prices.ts'
import { type VersionOptions, Versions } from './version.ts'

export interface AgentCatalogueOptions extends Omit<VersionOptions, 'timeoutMs'> {
  readonly scripted: ScriptedEntryOptions
  /** Read whenever agents are listed or resolved, so that a change takes effect at once. */
  readonly settings: () => Pick<Settings, 'agentChoices' | 'customAgents'>
  /** How long a program may take to print its version; 5000 when absent. */
  readonly versionTimeoutMs?: number
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

  const preset = (id: string): Choice => options.settings().agentChoices[id] ?? {}

  const describe = async (entry: CatalogueEntry): Promise<AgentListing> => {
    const { id, name, description, offline, provider, resumable } = entry
    const { mode = entry.mode ?? null, model = null } = preset(id)
    const choice = { resumable, mode, model, provider, offline, price: priceOf(model) }
    const known = { id, name, description, origin: 'catalogue', command: null, ...choice } as const
    const program = await locate(entry)
    if (program === null) return { ...known, state: { kind: 'missing', install: entry.install } }
    const args = [...program.args, ...entry.versionArgs]
    const version = await versions.of({ file: program.file, args, environment: entry.setEnvironment })
    return { ...known, state: { kind: 'ready', path: program.file, version } }
  }

  /** Never started to be listed: nobody knows what its command does when it is asked for a version. */
  const describeCustom = async (agent: CustomAgent): Promise<AgentListing> => {
    const { id, name, command } = agent
    const { mode = null, model = null } = preset(id)
    const { resumable } = CUSTOM
    const choice = { resumable, mode, model, provider: null, offline: false, price: null }
    const known = { id, name, description: 'Your own.', origin: 'custom', command, ...choice } as const
    const found = await resolveCommand(command)
    return found.ok
      ? { ...known, state: { kind: 'ready', path: found.value.file, version: null } }
      : { ...known, state: { kind: 'missing', install: `${found.error.message} ${found.error.remedy}` } }
  }

  const resolveEntry = async (id: string, choice: Choice): Promise<Result<AgentLaunch, AgentFailure>> => {
    const entry = entries.find((candidate) => candidate.id === id)
    const { customAgents } = options.settings()
    const custom = customAgents.find((candidate) => candidate.id === id)
    const choices = { ...preset(id), ...chosen(choice) }
    if (entry !== undefined) {
      const program = await locate(entry)
      return program === null ? err(missingProgram(entry)) : ok(launchOf(entry, program, choices))
    }
    if (custom === undefined) return err(unknownAgent(id, [...entries, ...customAgents]))
    const found = await resolveCommand(custom.command)
    return found.ok ? ok({ ...CUSTOM, ...found.value, id, ...chosen(choices) }) : found
  }

  const resolveCommand = (command: string) => findCommand(command, hostEnvironment)

  return {
    list: ({ refresh } = { refresh: false }) => {
      if (refresh) versions.forget()
      return Promise.all([...entries.map(describe), ...options.settings().customAgents.map(describeCustom)])
    },
    resolve: async (selector) => {
      if (selector.kind === 'catalogue') return resolveEntry(selector.id, selector)
      const found = await resolveCommand(selector.command)
      return found.ok ? ok({ ...CUSTOM, ...found.value, ...chosen(selector) }) : found
    },
  }
}

const CUSTOM = { id: namelessAgent, passEnvironment: [], setEnvironment: {}, resumable: true } as const

function launchOf(entry: CatalogueEntry, program: Program, choice: Choice): AgentLaunch {
  return {
    id: entry.id,
    file: program.file,
    args: [...program.args, ...entry.launchArgs],
    passEnvironment: entry.passEnvironment,
    setEnvironment: entry.setEnvironment,
    resumable: entry.resumable,
    quietMs: entry.quietMs,
    asking: entry.asking,
    ...(entry.mode === undefined ? {} : { mode: entry.mode }),
    ...chosen(choice),
  }
}

function chosen({ mode, model }: Choice): Pick<AgentLaunch, 'mode' | 'model'> {
  return { ...(mode === undefined ? {} : { mode }), ...(model === undefined ? {} : { model }) }
}

function unknownAgent(id: string, agents: readonly { readonly id: string }[]): AgentFailure {
  const known = agents.map((agent) => agent.id)
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
