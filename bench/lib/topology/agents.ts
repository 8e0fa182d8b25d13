import { toMembers } from '../../../src/main/bus/offered.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import type { AgentPort, AgentSession, SessionRequest } from '../../../src/main/ports/agent.ts'
import type { Clock } from '../../../src/main/ports/clock.ts'
import { MemoryAgents, type MemoryTurn } from '../../../src/main/ports/testing/memory-agents.ts'
import type { ThreadId } from '../../../src/shared/kernel/ids.ts'
import { ok } from '../../../src/shared/kernel/result.ts'
import { Agent, type CoordinatorAnswer } from './agent.ts'
import { ToolCaller } from './call-tool.ts'
import type { Costs } from './costs.ts'
import { lineOf } from './source-file.ts'
import { addSpent, nothingSpent, type Spent } from './spent.ts'
import { AgentWorktree } from './worktree.ts'
import { type Need, providerOf, type World, type WorldTask } from './world.ts'
import type { WorldRepository } from './world-repository.ts'

export interface WorldAgentsOptions {
  readonly world: World
  readonly clock: Clock
  readonly costs: Costs
  readonly repository: WorldRepository
  readonly engine: () => Engine
}

/** The agents of a world: one for each thread, which keeps what it knows over its turns and sessions. */
export class WorldAgents implements AgentPort {
  readonly inner: MemoryAgents
  readonly #options: WorldAgentsOptions
  readonly #agents = new Map<string, Agent>()
  readonly #sessions = new Map<string, ToolCaller>()
  #turns = 0

  constructor(options: WorldAgentsOptions) {
    this.#options = options
    this.inner = new MemoryAgents({ script: (turn) => this.#play(turn) })
  }

  /** Changes whenever an agent begins or ends a turn. */
  get turns(): number {
    return this.#turns
  }

  /** Calls of tools that wait for their answer. */
  get calls(): number {
    return [...this.#sessions.values()].reduce((sum, { open }) => sum + open, 0)
  }

  get spent(): Spent {
    return [...this.#agents.values()].map(({ spent }) => spent).reduce(addSpent, nothingSpent())
  }

  async open(...[request, sink]: Parameters<AgentPort['open']>): ReturnType<AgentPort['open']> {
    const opened = await this.inner.open(request, sink)
    if (!opened.ok) return opened
    if (request.tools != null) this.#sessions.set(opened.value.session, new ToolCaller(request.tools))
    return ok(new HeardSession(opened.value, this.#options.clock))
  }

  async #play(turn: MemoryTurn) {
    this.#turns += 1
    const agent = this.#agentOf(turn)
    const end = await agent.turn(turn)
    this.#turns += 1
    return end
  }

  #agentOf({ request, session }: MemoryTurn): Agent {
    const known = this.#agents.get(request.owner)
    const tools = this.#sessions.get(session)
    if (tools === undefined) throw new Error(`${request.owner} was offered no tools`)
    const agent = known ?? this.#newAgent(request)
    agent.tools = tools
    this.#agents.set(request.owner, agent)
    return agent
  }

  #newAgent(request: SessionRequest): Agent {
    const { clock, costs, repository, world } = this.#options
    const task = this.#taskOf(request)
    const files = new Map(world.files.map((file) => [file.path, file]))
    return new Agent({
      task,
      room: world.tasks.indexOf(task),
      clock,
      costs,
      files: new AgentWorktree(request.folder, repository),
      lineOf: ({ part, path }) => {
        const file = files.get(path)
        return file === undefined ? 0 : lineOf(file, part)
      },
      peek: () => this.#peek(request.owner as ThreadId),
      askCoordinator: (need) => this.#whoAdds(need),
    })
  }

  #peek(owner: ThreadId) {
    const { model } = this.#options.engine()
    const thread = model.thread.get(owner)
    const isMember = thread !== undefined && toMembers(thread, model)
    return { isMember, waiting: model.mailbox.get(owner)?.waiting ?? 0 }
  }

  #whoAdds(need: Need): CoordinatorAnswer | null {
    const { engine, repository, world } = this.#options
    const provider = providerOf(world, need)
    if (provider === undefined) return null
    const task = [...engine().model.task.values()].find(({ key }) => key === provider.key)
    const tip = () => repository.git(repository.folder, 'rev-parse', 'main').trim()
    return { on: provider.key, landed: task?.state.kind === 'landed' ? tip() : null }
  }

  #taskOf({ owner }: SessionRequest): WorldTask {
    const { engine, world } = this.#options
    const { model } = engine()
    const thread = model.thread.get(owner as ThreadId)
    const key = thread === undefined ? undefined : model.task.get(thread.task)?.key
    const task = world.tasks.find((one) => one.key === key)
    if (task === undefined) throw new Error(`${owner} has no task in this world`)
    return task
  }
}

/** An agent that works is heard all the time. */
class HeardSession implements AgentSession {
  readonly #inner: AgentSession
  readonly #clock: Clock

  constructor(inner: AgentSession, clock: Clock) {
    this.#inner = inner
    this.#clock = clock
  }

  get session() {
    return this.#inner.session
  }
  get process() {
    return this.#inner.process
  }
  get resumed() {
    return this.#inner.resumed
  }
  get modes() {
    return this.#inner.modes
  }
  get models() {
    return this.#inner.models
  }
  prompt(...[blocks, turn]: Parameters<AgentSession['prompt']>) {
    return this.#inner.prompt(blocks, turn)
  }
  cancel() {
    return this.#inner.cancel()
  }
  setMode(mode: string) {
    return this.#inner.setMode(mode)
  }
  setModel(model: string) {
    return this.#inner.setModel(model)
  }
  lastMessageAt() {
    return this.#clock.monotonic()
  }
  close() {
    return this.#inner.close()
  }
}
