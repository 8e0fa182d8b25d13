import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { Scope } from '../../../shared/kernel/scope.ts'
import { pooledAgents } from '../../adapters/agents/catalog/entries.ts'
import { openSqliteStore } from '../../adapters/store-sqlite/open-sqlite-store.ts'
import { beginBusTimers } from '../../bus/timers.ts'
import type { Capability } from '../../engine/capability.ts'
import { HostEngine } from '../../engine/host-engine.ts'
import { Transcripts } from '../../engine/transcripts.ts'
import { executorsCapability } from '../../executors/capability.ts'
import { gatesCapability } from '../../gates/capability.ts'
import { Gates } from '../../gates/gates.ts'
import { peersOf } from '../../history/peers.ts'
import { landingCapability } from '../../landing/capability.ts'
import { orchestratorCapability } from '../../orchestrator/capability.ts'
import { beginTimers } from '../../orchestrator/timers.ts'
import type { Clock } from '../../ports/clock.ts'
import { reviewCapability } from '../../review/capability.ts'
import { archiveEnded } from '../../supervision/archive-ended.ts'
import { keepAwake } from '../../supervision/keep-awake.ts'
import { terminalsCapability } from '../../terminals/capability.ts'
import type { Terminals } from '../../terminals/terminals.ts'
import { beginTopology } from '../../topology/begin-topology.ts'
import { Histories } from '../../topology/histories.ts'
import { worktreesCapability } from '../../worktrees/capability.ts'
import type { Adapters } from './adapters.ts'
import { openAgentTools } from './agent-tools.ts'
import { databaseFile } from './data-folder.ts'
import { followPool, poolOf } from './follow-pool.ts'
import { agentMemory, hostAgents } from './host-agents.ts'
import type { HostOptions } from './host-options.ts'
import { programs } from './programs.ts'

/** Sessions without a turn that stay open for a quick next prompt. */
const idleSessions = 4
/** Gates use all they get of a machine: more at once would make each slower, and the agents beside them. */
const gatesAtOnce = 2
/** How long an agent that was asked to end its turn may take, in milliseconds. */
const interruptMs = 10_000

/** Store, engine and transcripts: what answers questions. */
export async function openCore(options: HostOptions, clock: Clock, scope: Scope) {
  const opened = await openSqliteStore({
    file: databaseFile(options.dataFolder),
    workerEntry: programs.storeWorker,
    now: () => clock.now(),
  })
  if (!opened.ok) return opened
  const store = scope.own(opened.value, (port) => port.close())
  const transcripts = scope.own(
    new Transcripts({ store, clock, problem: (refusal) => options.problem(refusal.message, refusal) }),
    (log) => log.flush(),
  )
  const engine = await HostEngine.open({ store, clock, problem: options.problem })
  const memory = agentMemory(store, (refusal) => options.problem(refusal.message, refusal))
  return ok({ store, engine, transcripts, memory })
}

export type Core = Extract<Awaited<ReturnType<typeof openCore>>, { ok: true }>['value']

/**
 * The capabilities, and with them everything that acts. Nothing runs before this, and no effect before the
 * returned function was called: it first ends what an earlier host left running, which takes as long as a
 * program needs to start, so whoever looks at the board doesn't wait for it.
 */
export async function beginWork(
  parts: {
    readonly options: HostOptions
    readonly adapters: Adapters
    readonly core: Core
    readonly terminals: Terminals
    readonly further?: readonly Capability[]
    /** Shared with whoever else asks for them; its own where absent. */
    readonly histories?: Histories
    /** Whether nobody looks: no window and no page is open. */
    readonly away?: () => boolean
  },
  scope: Scope,
): Promise<Result<() => void, Failure>> {
  const { adapters, core, options } = parts
  const { agents, catalogue, clock, git, ids, roots, settings } = adapters
  const { engine, memory, transcripts } = core
  const cleared = Promise.withResolvers<unknown>()
  const gates = openGates({ options, adapters, core }, scope)
  const { problem } = options
  const tools = await openAgentTools({ engine, catalogue, clock, gates, git, problem, store: core.store }, scope)
  if (!tools.ok) return tools
  const executors = executorsCapability(
    {
      engine,
      transcripts,
      agents,
      catalogue,
      clock,
      ids,
      opened: memory.note.bind(memory),
      idleLimit: idleSessions,
      interruptMs,
      toolsFor: tools.value.toolsFor,
      toolSetOf: tools.value.toolSetOf,
      callsHost: tools.value.callsHost,
      senses: { processes: adapters.processes, changes: adapters.changes, patienceMs: patienceOf(options.environment) },
    },
    scope,
  )
  const capabilities = [
    worktreesCapability({ git, clock, roots }),
    executors,
    tools.value.capability,
    terminalsCapability(parts.terminals),
    reviewCapability(git),
    gatesCapability(gates),
    landingCapability({ git, clock }),
    orchestratorCapability({
      git,
      clock,
      said: async (negotiation, limit) => (await peersOf(core.store).negotiation({ negotiation, limit })).rows,
      agents: () => hostAgents({ catalogue, memory }, { refresh: false }),
    }),
    ...(parts.further ?? []),
  ]
  // Closed before the sessions are: what ends with the host is not the end of a turn.
  scope.own(engine, (running) => running.end())
  const pool = { settings, slots: options.pool, ...pooledAgents }
  const begun = await engine.begin(capabilities, poolOf(pool), cleared.promise)
  if (!begun.ok) return begun
  followPool({ engine, ids, ...pool }, scope)
  archiveEnded(engine, clock, scope)
  keepAwake({ engine, clock, awake: adapters.awake, away: parts.away ?? (() => false) }, scope)
  beginTimers({ engine, clock, ids }, scope)
  const histories = parts.histories ?? new Histories({ git, store: core.store, problem })
  beginTopology({ engine, git, clock, ids, histories, problem }, scope)
  beginBusTimers({ engine, clock, ids }, scope)
  return ok(() => cleared.resolve(engine.readOnly === null ? adapters.processes.reap() : undefined))
}

function openGates(
  { adapters, core, options }: { readonly options: HostOptions; readonly adapters: Adapters; readonly core: Core },
  scope: Scope,
): Gates {
  const { clock, git, processes, roots } = adapters
  const { transcripts } = core
  const { environment: hostEnvironment } = options
  return scope.own(
    new Gates({ git, clock, roots, transcripts, processes, hostEnvironment, atOnce: gatesAtOnce }),
    (running) => running.close(),
  )
}

/** How long any agent may be still, in milliseconds, where the environment says so; else null. */
function patienceOf({ SWITCHYARD_QUIET_MS: said }: HostOptions['environment']): number | null {
  const ms = Number(said)
  return said !== undefined && Number.isFinite(ms) && ms > 0 ? ms : null
}
