import type { PromptBlock } from '../../../shared/domain/thread/state.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { AgentUpdate } from '../../../shared/transcript/update.ts'
import type {
  AgentCatalogue,
  AgentChoice,
  AgentFailure,
  AgentLaunch,
  AgentPort,
  AgentSession,
  PermissionAnswer,
  PermissionAsk,
  SessionRequest,
  SessionSink,
  TurnEnd,
  TurnIntent,
} from '../agent.ts'
import type { ProcessIdentity, ProcessMeter, ProcessUsage } from '../process.ts'

/** One turn as its script sees it. */
export interface MemoryTurn {
  readonly request: SessionRequest
  readonly session: string
  readonly blocks: readonly PromptBlock[]
  readonly intent: TurnIntent
  /** Aborted when the turn is cancelled or the process ends; the script then returns. */
  readonly over: AbortSignal
  update(update: AgentUpdate): void
  ask(ask: PermissionAsk): Promise<PermissionAnswer>
  /** Ends the process, as a crash would. */
  die(code: number): void
}

/** What an agent does with a prompt. Everything it reports before it returns belongs to the turn. */
export type MemoryScript = (turn: MemoryTurn) => Promise<TurnEnd> | TurnEnd

export interface MemoryAgentsOptions {
  readonly script: MemoryScript
  /** Program that can be launched; any other is not found. */
  readonly file?: string
}

const modes: readonly AgentChoice[] = [{ id: 'ask', name: 'Ask' }]
const models: readonly AgentChoice[] = [{ id: 'memory', name: 'Memory' }]
const cancelled: PermissionAnswer = { kind: 'cancelled' }

/** Agents inside this process: no protocol, no child process, the same duties towards the host. */
export class MemoryAgents implements AgentPort, ProcessMeter {
  readonly file: string
  readonly catalogue: AgentCatalogue
  readonly #script: MemoryScript
  readonly #live = new Map<number, MemorySession>()
  readonly #known = new Set<string>()
  #pids = 0
  #turns = 0
  #mostTurns = 0

  constructor(options: MemoryAgentsOptions) {
    this.file = options.file ?? 'memory-agent'
    this.#script = options.script
    this.catalogue = memoryCatalogue(this.launch())
  }

  /** The most turns that were under way at once. */
  get mostTurns(): number {
    return this.#mostTurns
  }

  launch(): AgentLaunch {
    return { id: 'memory', file: this.file, args: [], passEnvironment: [], setEnvironment: {}, resumable: true }
  }

  isAlive(identity: ProcessIdentity): boolean {
    return this.#live.has(identity.pid)
  }

  /** They have no process of their own, so that nothing is known of what they use. */
  async usage(identity: ProcessIdentity): Promise<ProcessUsage> {
    const alive = this.isAlive(identity)
    return { cpuMs: null, ioBytes: null, processes: alive ? 1 : 0, alive }
  }

  /** Ends a session's process at once. */
  kill(session: AgentSession): void {
    this.#live.get(session.process.pid)?.end({ expected: false, code: null, signal: 'SIGKILL' })
  }

  async open(request: SessionRequest, sink: SessionSink): Promise<Result<AgentSession, AgentFailure>> {
    const { file } = request.launch
    if (file !== this.file) {
      return err(failure('agent-not-found', `There is no program ${file}.`, 'Install it, or choose another agent.'))
    }
    if (request.abandoned?.aborted) {
      return err(failure('agent-died', 'The agent was given up before it was open.', 'Send the prompt again.'))
    }
    this.#pids += 1
    const resumed = request.resume !== undefined && this.#known.has(request.resume)
    const session = resumed ? (request.resume ?? '') : `memory-${this.#pids}`
    this.#known.add(session)
    const live = new MemorySession({ pid: this.#pids, session, resumed, request, sink, host: this })
    this.#live.set(live.process.pid, live)
    if (resumed) sink.update({ kind: 'replayed', update: { sessionUpdate: 'agent_message_chunk' } })
    return ok(live)
  }

  async play(turn: MemoryTurn): Promise<TurnEnd> {
    this.#turns += 1
    this.#mostTurns = Math.max(this.#mostTurns, this.#turns)
    try {
      return await this.#script(turn)
    } finally {
      this.#turns -= 1
    }
  }

  forget(pid: number): void {
    this.#live.delete(pid)
  }
}

function memoryCatalogue(launch: AgentLaunch): AgentCatalogue {
  const state = { kind: 'ready', path: launch.file, version: null } as const
  const listing = {
    name: 'Memory',
    description: 'Lives in this process.',
    origin: 'catalogue',
    command: null,
    mode: null,
    model: null,
    provider: null,
    offline: true,
    price: null,
  } as const
  return {
    list: async () => [{ ...listing, id: launch.id, resumable: launch.resumable, state }],
    resolve: async (selector) => {
      if (selector.kind === 'catalogue' && selector.id === launch.id) return ok(launch)
      const named = selector.kind === 'catalogue' ? selector.id : selector.command
      return err(failure('agent-not-found', `There is no agent ${named}.`, `Choose ${launch.id}.`))
    },
  }
}

interface SessionParts {
  readonly pid: number
  readonly session: string
  readonly resumed: boolean
  readonly request: SessionRequest
  readonly sink: SessionSink
  readonly host: MemoryAgents
}

type Exit = Omit<Parameters<SessionSink['exited']>[0], 'stderr'>

class MemorySession implements AgentSession {
  readonly session: string
  readonly process: ProcessIdentity
  readonly resumed: boolean
  readonly modes = modes
  readonly models = models
  readonly #parts: SessionParts
  #turn: { readonly over: AbortController; readonly died: () => void } | null = null
  #ended = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.session = parts.session
    this.resumed = parts.resumed
    this.process = { pid: parts.pid, startTime: `memory ${parts.pid}` }
  }

  async prompt(blocks: readonly PromptBlock[], intent: TurnIntent): Promise<TurnEnd> {
    if (this.#ended) return { kind: 'died', message: 'The agent is not running.' }
    const { host, request, session, sink } = this.#parts
    const over = new AbortController()
    const died = Promise.withResolvers<TurnEnd>()
    this.#turn = { over, died: () => died.resolve({ kind: 'died', message: 'The agent ended during its turn.' }) }
    const playing = host.play({
      request,
      session,
      blocks,
      intent,
      over: over.signal,
      update: (update) => {
        if (!this.#ended) sink.update(update)
      },
      ask: (ask) => this.#ask(ask, over.signal),
      die: (code) => this.end({ expected: false, code, signal: null }),
    })
    const end = await Promise.race([playing, died.promise])
    this.#turn = null
    return end.kind === 'stopped' && over.signal.aborted ? { ...end, stopReason: 'cancelled' } : end
  }

  async cancel(): Promise<void> {
    this.#turn?.over.abort()
  }

  setMode(mode: string): Promise<Result<void, AgentFailure>> {
    return offered(modes, mode)
  }

  setModel(model: string): Promise<Result<void, AgentFailure>> {
    return offered(models, model)
  }

  lastMessageAt(): number {
    return 0
  }

  async close(): Promise<void> {
    this.end({ expected: true, code: 0, signal: null })
  }

  /** The turn ends first; the exit is reported after it. */
  end(exit: Exit): void {
    if (this.#ended) return
    this.#ended = true
    this.#parts.host.forget(this.process.pid)
    const turn = this.#turn
    turn?.died()
    turn?.over.abort()
    if (turn === null || exit.expected) this.#parts.sink.exited({ ...exit, stderr: '' })
    else setImmediate(() => this.#parts.sink.exited({ ...exit, stderr: '' }))
  }

  #ask(ask: PermissionAsk, over: AbortSignal): Promise<PermissionAnswer> {
    if (over.aborted) return Promise.resolve(cancelled)
    const given = Promise.withResolvers<PermissionAnswer>()
    over.addEventListener('abort', () => given.resolve(cancelled), { once: true })
    return Promise.race([given.promise, this.#parts.sink.permission(ask, over)])
  }
}

async function offered(choices: readonly AgentChoice[], id: string): Promise<Result<void, AgentFailure>> {
  if (choices.some((choice) => choice.id === id)) return ok(undefined)
  return err(failure('agent-unsupported', `The agent has no ${id}.`, 'Choose one that it offers.'))
}
