import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { Command } from '../../../shared/domain/command.ts'
import type { OutboundContent } from '../../../shared/domain/outbound/state.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId, CommandId, FiringId, ProjectId } from '../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { HostEngine } from '../../engine/host-engine.ts'
import { idleHandlers } from '../../engine/testing/effects.ts'
import type { StorePort } from '../../ports/store.ts'
import { createManualClock, type ManualClock } from '../../ports/testing/manual-clock.ts'
import { MemoryGit } from '../../ports/testing/memory-git.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import type { TriggerEvent } from '../../ports/trigger.ts'
import { automationsCapability } from '../capability.ts'
import { firingIdOf } from '../firing-ids.ts'
import { readFiring } from '../read-firing.ts'
import { AutomationService } from '../service.ts'
import type { AutomationParts } from '../services.ts'
import { Fuse } from './fuse.ts'

export const projectId = 'p1' as ProjectId
const facts = { root: '/project', gitDirectory: '/project/.git', prefix: '', branchPrefix: 'sy' }

/** A text event about an issue, from strangers. */
export function issueEvent(id: string, fields: JsonObject = { title: `Issue ${id}`, number: 1 }): TriggerEvent {
  const title = typeof fields.title === 'string' ? fields.title : null
  const reply = { kind: 'github', host: 'github.com', repository: 'acme/api', number: 1 } as const
  return { id, source: { words: 'An issue', link: null, outside: true, reply }, subject: title, fields }
}

/** A host with the automations in it, everything outside played, that dies where it is told and begins again. */
export class AutomationWorld {
  readonly git: MemoryGit
  memory: MemoryStore
  clock: ManualClock
  scope = new Scope()
  fuse = new Fuse()
  readonly problems: string[] = []
  /** What a draft is answered with. */
  drafted: Result<OutboundContent, Failure> = err(failure('no-draft', 'There is no draft.', 'None.'))
  agents: readonly string[] = ['scripted']
  readonly host: string
  #engine: HostEngine | null = null
  #service: AutomationService | null = null
  #ids = 0

  constructor({ git = new MemoryGit(), host = 'here' }: { readonly git?: MemoryGit; readonly host?: string } = {}) {
    this.git = git
    this.host = host
    this.memory = new MemoryStore()
    this.clock = createManualClock()
    git.addRepository(facts.root, { 'a.txt': 'a\n' })
  }

  get engine(): HostEngine {
    if (this.#engine === null) throw new Error('no host was started')
    return this.#engine
  }

  get service(): AutomationService {
    if (this.#service === null) throw new Error('no host was started')
    return this.#service
  }

  readonly ids = {
    next: () => {
      this.#ids += 1
      return `${this.host}${this.#ids}`
    },
  }

  async start(fuse = new Fuse()): Promise<void> {
    this.fuse = fuse
    this.scope = new Scope()
    this.clock = createManualClock(this.clock.now())
    const problem = (message: string, error: unknown) => void this.problems.push(`${message}: ${error}`)
    const store: StorePort = fuse.guarding(this.memory)
    const engine = await HostEngine.open({ store, clock: this.clock, problem })
    this.#engine = engine
    this.#service = new AutomationService({ ...this.#base(engine, store), patterns: { compile: () => ok(() => true) } })
    const capability = automationsCapability(this.parts(store))
    const own = new Set(capability.reactors.map(({ kind }) => kind))
    const prepared = async () => ok(facts)
    const base = async () => ok({ ...facts, base: { ref: 'main', commit: 'a'.repeat(40) }, into: 'main' })
    const others = {
      reactors: idleHandlers.filter(({ kind }) => !own.has(kind)),
      preparers: [
        { command: 'project.open', prepare: prepared } as const,
        { command: 'run.dispatch', prepare: base } as const,
      ],
    }
    void engine.begin([capability, others], 10)
    await this.settle()
  }

  parts(store: StorePort = this.memory): AutomationParts {
    const { engine, fuse } = this
    return {
      ...this.#base(engine, store),
      git: fuse.guarding(this.git),
      host: this.host,
      service: this.service,
      chooseAgents: async (wanted) => {
        const there = wanted.length === 0 ? this.agents : wanted.filter((id) => this.agents.includes(id))
        if (there.length === 0)
          return err(failure('agent-not-found', 'No such agent; nothing was dispatched.', 'Name one.'))
        return ok(there.map((id) => ({ kind: 'catalogue', id })))
      },
      draft: async () => this.drafted,
    }
  }

  #base(engine: HostEngine, store: StorePort) {
    return { engine, store, clock: this.clock, ids: this.ids }
  }

  /** What is under way in this host is neither stored nor finished any more. */
  async crash(): Promise<void> {
    this.memory = this.memory.reopen()
    await this.start()
  }

  async open(): Promise<void> {
    await this.send({
      type: 'project.open',
      payload: { project: projectId, repository: '/project', initialize: false },
    })
  }

  /** Its file says this, and a person has switched it on. */
  async define(
    name: string,
    definition: AutomationDefinition,
    scope: AutomationScope = 'project',
  ): Promise<AutomationId> {
    const automation = (scope === 'own' ? `${projectId}:own:${name}` : `${projectId}:${name}`) as AutomationId
    const file = { kind: 'good', revision: JSON.stringify(definition), definition, outside: [] } as const
    await this.send({
      type: 'automation.report-file',
      payload: { automation, project: projectId, name, scope, by: 'person', file },
    })
    await this.send({ type: 'automation.switch', payload: { automation, on: true } })
    return automation
  }

  async send(command: Command): Promise<void> {
    const done = await this.engine.submit({ id: this.ids.next() as CommandId, command, actor: 'person' })
    if (!done.ok) throw new Error(`${command.type}: ${done.error.message}`)
  }

  /** Told by a trigger; resolves once everything that follows from it has happened. */
  async fire(automation: AutomationId, events: readonly TriggerEvent[]): Promise<Result<readonly FiringId[], Failure>> {
    const fired = await this.service.fire(automation, 'issue', { events })
    await this.settle()
    return fired
  }

  async firing(automation: AutomationId, event: string) {
    const firing = await readFiring({ engine: this.engine, store: this.memory }, firingIdOf(automation, event))
    if (firing === null) throw new Error(`nothing is recorded of ${event}`)
    return firing
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let round = 0; round < 40; round += 1) await new Promise<void>((resolve) => setImmediate(resolve))
  }

  async close(): Promise<void> {
    await this.scope.close()
    await this.engine.end()
  }
}
