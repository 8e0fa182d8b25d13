import { mkdirSync } from 'node:fs'
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts'
import { createFolders } from '../../src/main/adapters/folders/local-folders.ts'
import { randomIds } from '../../src/main/adapters/ids/random-ids.ts'
import type { AgentPort } from '../../src/main/ports/agent.ts'
import type { Clock } from '../../src/main/ports/clock.ts'
import type { GitPort } from '../../src/main/ports/git.ts'
import type { IdSource } from '../../src/main/ports/ids.ts'
import type { PartEnder, ProcessMeter, ProcessPort } from '../../src/main/ports/process.ts'
import { ForgeWorld } from '../../src/main/ports/testing/fake-github/world.ts'
import { MemoryAgents, type MemoryScript } from '../../src/main/ports/testing/memory-agents.ts'
import { MemoryForge } from '../../src/main/ports/testing/memory-forge.ts'
import { MemoryGit } from '../../src/main/ports/testing/memory-git.ts'
import { MemorySecrets } from '../../src/main/ports/testing/memory-secrets.ts'
import { MemorySettings } from '../../src/main/ports/testing/memory-settings.ts'
import type { Adapters } from '../../src/main/shells/compose/adapters.ts'
import type { Automations } from '../../src/main/shells/compose/automations.ts'
import { beginWork, type Core, openCore } from '../../src/main/shells/compose/core.ts'
import { Terminals } from '../../src/main/terminals/terminals.ts'
import type { Scope } from '../../src/shared/kernel/scope.ts'
import { defaultSettings, type LimitSettings } from '../../src/shared/settings/settings.ts'

export interface MemoryHostOptions {
  readonly dataFolder: string
  readonly pool: number
  readonly script: MemoryScript
  /** Drives agents of its own instead of those in memory. */
  readonly driver?: AgentPort
  /** Folders of the repositories that it knows; each has one commit on main. */
  readonly repositories: readonly string[]
  /** Limits beside the pool's, where they differ from the defaults. */
  readonly limits?: Partial<LimitSettings>
  /** Works on real repositories instead, with its worktrees below `worktrees`. */
  readonly native?: { readonly git: GitPort; readonly worktrees: string }
  /** Time and names that are the bench's own, so that a run can be repeated. */
  readonly time?: { readonly clock: Clock; readonly ids: IdSource }
  /** Work that starts by itself, in the hosts that have it: what nobody asks for is not even loaded. */
  readonly automations?: (parts: AutomationParts) => Automations
}

interface AutomationParts {
  readonly adapters: Adapters
  readonly core: Core
  readonly dataFolder: string
  readonly problem: (message: string, error: unknown) => void
}

/** No process is ever started, and nothing is known of what agents in memory use. */
const processes = {
  reap: async () => [],
  close: async () => undefined,
  usage: async () => ({ cpuMs: null, ioBytes: null, processes: 1, alive: true }),
} as unknown as ProcessPort & PartEnder & ProcessMeter

/** A machine that is measured doesn't sleep. */
const awake: Adapters['awake'] = {
  means: async () => ({ kind: 'ready', by: 'nothing' }),
  hold: async () => ({ held: true, release: async () => undefined }),
}

/** Nobody opens a terminal. */
const ptys = { close: async () => undefined } as unknown as Adapters['ptys']
const shell = async () => ({ file: '/bin/sh', args: [], env: {} })

/** The product's own engine, store and capabilities over agents and git in memory. */
export async function openMemoryHost(options: MemoryHostOptions, scope: Scope) {
  const { dataFolder, pool, repositories, script } = options
  mkdirSync(dataFolder, { recursive: true })
  const agents = new MemoryAgents({ script })
  const git = new MemoryGit()
  for (const repository of repositories) git.addRepository(repository, { 'a.txt': 'a\n' })
  const { native } = options
  const roots = { rootFor: async () => native?.worktrees ?? '/worktrees' }
  const driver = options.driver ?? agents
  const { catalogue } = agents
  const { clock, ids } = options.time ?? { clock: systemClock, ids: randomIds }
  const adapters: Adapters = {
    clock,
    ids,
    processes,
    changes: { changedSince: async () => false },
    disk: { spaceOf: async () => null },
    awake,
    git: native?.git ?? git,
    secrets: new MemorySecrets(),
    forge: new MemoryForge(new ForgeWorld(() => clock.now())),
    roots,
    ptys,
    shell,
    agents: driver,
    catalogue,
    settings: new MemorySettings([], { ...defaultSettings, limits: { ...defaultSettings.limits, ...options.limits } }),
    folders: createFolders(dataFolder),
  }
  const problem = (message: string, error: unknown) => {
    throw new Error(`${message}: ${JSON.stringify(error)}`, { cause: error })
  }
  const hostOptions = { dataFolder, port: 0, host: '127.0.0.1', pool, environment: {}, problem }
  const core = await openCore(hostOptions, clock, scope)
  if (!core.ok) throw new Error(core.error.message)
  const { engine } = core.value
  const terminals = new Terminals({ ptys, shell, model: () => engine.model })
  const automations = options.automations?.({ adapters, core: core.value, dataFolder, problem })
  const further = automations?.capabilities ?? []
  const begun = await beginWork({ options: hostOptions, adapters, core: core.value, terminals, further }, scope)
  if (!begun.ok) throw new Error(begun.error.message)
  begun.value()
  await automations?.begin(scope)
  return { ...core.value, agents, git, adapters, automations }
}
