import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from '../../../shared/domain/command.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Verification } from '../../../shared/domain/verification/state.ts'
import { placeOf } from '../../../shared/domain/worktree/queries.ts'
import type { CommandId, LandingId, ThreadId } from '../../../shared/kernel/ids.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createGitPort } from '../../adapters/git/git-port.ts'
import {
  makeRepository,
  type TestFiles,
  type TestRepository,
  writeFiles,
} from '../../adapters/git/testing/repository.ts'
import { createProcessPort } from '../../adapters/process/process-port.ts'
import type { AnyEffectHandler, EffectHandler } from '../../engine/effect-handler.ts'
import { HostEngine } from '../../engine/host-engine.ts'
import { idleHandlers } from '../../engine/testing/effects.ts'
import { Transcripts } from '../../engine/transcripts.ts'
import { landingCapability } from '../../landing/capability.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import { worktreesCapability } from '../../worktrees/capability.ts'
import { gatesCapability } from '../capability.ts'
import { Gates } from '../gates.ts'

/** A host on a real repository with real gates; agents are played: a turn writes the files that the test says. */
export class GateHost {
  readonly repository: TestRepository
  readonly problems: string[] = []
  /** What each further turn of any thread leaves behind. */
  readonly turns: TestFiles[] = []
  #store = new MemoryStore()
  #running: Awaited<ReturnType<GateHost['open']>> | null = null
  #commands = 0

  constructor(files: TestFiles) {
    this.repository = makeRepository({ files: { 'a.txt': 'a\n', '.gitignore': 'ignored/\n', ...files } })
    mkdirSync(this.file('roots'))
  }

  get engine(): HostEngine {
    if (this.#running === null) throw new Error('no host was started')
    return this.#running.engine
  }

  /** Beside the repository. */
  file(name: string): string {
    return join(this.repository.sandbox, name)
  }

  async start(): Promise<void> {
    this.#running = await this.open()
  }

  /** As a killed host: nothing more is stored, and what it started is ended by the next one's helper. */
  async kill(): Promise<void> {
    const before = this.#running
    this.#store = this.#store.reopen()
    await before?.close()
    this.#running = null
  }

  /** As a host that was asked to end. */
  async end(): Promise<void> {
    const before = this.#running
    await before?.engine.end()
    await before?.close()
    await before?.transcripts.flush()
    this.#store = this.#store.reopen()
    this.#running = null
  }

  async close(): Promise<void> {
    await this.#running?.engine.end()
    await this.#running?.close()
    this.repository.dispose()
  }

  async send(command: Command) {
    this.#commands += 1
    return this.engine.submit({ id: `c${this.#commands}` as CommandId, command, actor: 'person' })
  }

  dispatch(id: string, change: { readonly gates?: readonly string[] } = {}) {
    const payload = {
      run: `r-${id}`,
      task: `k-${id}`,
      thread: id,
      prompt: `m-${id}`,
      project: 'p1',
      repository: this.repository.folder,
      initialize: false,
      agent: { kind: 'catalogue', id: 'scripted' },
      blocks: [{ kind: 'text', text: `Do ${id}`, origin: 'person' }],
      ...change,
    }
    return this.send({ type: 'run.dispatch', payload } as unknown as Command)
  }

  land(id: string, landing: string) {
    const payload = { thread: id as ThreadId, landing: landing as LandingId, strategy: 'squash' } as const
    return this.send({ type: 'thread.land', payload })
  }

  async thread(id: string, is: (thread: Thread) => boolean): Promise<Thread> {
    const found = await this.engine.when((model) => {
      const thread = model.thread.get(id)
      return thread !== undefined && is(thread) ? thread : undefined
    })
    if (found === undefined) throw new Error(`${id} never came there`)
    return found
  }

  async verification(id: string, is: (verification: Verification) => boolean): Promise<Verification> {
    const found = await this.engine.when((model) => {
      const verification = model.verification.get(id)
      return verification !== undefined && is(verification) ? verification : undefined
    })
    if (found === undefined) throw new Error(`${id} was never checked so`)
    return found
  }

  async gateRows(id: string): Promise<readonly TranscriptRow[]> {
    await this.#running?.transcripts.flush()
    const { rows } = await this.#store.readTranscript(id as ThreadId, { kind: 'tail', limit: 100 })
    return rows.filter((row) => row.kind === 'gate')
  }

  private async open() {
    const { environment, home, sandbox } = this.repository
    const processes = await createProcessPort({
      helperEntry: fileURLToPath(new URL('../../adapters/process/helper.ts', import.meta.url)),
      nodeFile: process.execPath,
      journalFile: join(sandbox, 'processes.journal'),
      clock: systemClock,
    })
    const git = createGitPort({ processes, gitFile: 'git', homeFolder: home, environment, clock: systemClock })
    const store = this.#store
    const problem = (message: string) => void this.problems.push(message)
    const transcripts = new Transcripts({ store, clock: systemClock, problem: ({ message }) => problem(message) })
    const roots = { rootFor: async () => join(sandbox, 'roots') }
    const services = { git, clock: systemClock, roots }
    const gates = new Gates({ ...services, processes, transcripts, hostEnvironment: environment, atOnce: 2 })
    const engine = await HostEngine.open({ store, clock: systemClock, problem })
    const capabilities = [
      worktreesCapability(services),
      gatesCapability(gates),
      landingCapability(services),
      { reactors: [this.#agent()], preparers: [] },
    ]
    const known = new Set(capabilities.flatMap(({ reactors }) => reactors.map(({ kind }) => kind)))
    const reactors: readonly AnyEffectHandler[] = idleHandlers.filter(({ kind }) => !known.has(kind))
    await engine.begin([...capabilities, { reactors, preparers: [] }], 4)
    const close = async () => {
      await gates.close()
      await processes.close()
      await git.close()
    }
    return { engine, transcripts, close }
  }

  #agent(): EffectHandler<'session.prompt'> {
    return {
      kind: 'session.prompt',
      run: async (slot, context) => {
        const place = placeOf(context.model, slot.thread)
        if (place === undefined) return []
        await context.report({ type: 'turn.report-started', payload: slot })
        writeFiles(place.folder, this.turns.shift() ?? {})
        const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
        return [{ type: 'turn.report-ended', payload: { ...slot, outcome } }]
      },
      abandon: () => [],
    }
  }
}
