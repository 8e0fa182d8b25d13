import type { Command } from '../../../shared/domain/command.ts'
import type { ContractVersion } from '../../../shared/domain/contracts/state.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import type { CommandId, ThreadId } from '../../../shared/kernel/ids.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { HostEngine } from '../../engine/host-engine.ts'
import { dispatchFacts, idleHandlers } from '../../engine/testing/effects.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import { type Bench, toolBench } from '../bench.ts'
import { busCapability } from '../capability.ts'
import { mailBeside } from '../handed-over.ts'
import { Inbox } from '../inbox.ts'

const agent = { kind: 'catalogue', id: 'scripted' } as const

/** The tools over a real engine, in which nothing runs: threads are queued, and a test says what happens. */
export class BusBench {
  readonly engine: HostEngine
  readonly clock: ReturnType<typeof createManualClock>
  readonly bench: Bench
  #count = 0

  private constructor(engine: HostEngine, store: MemoryStore, clock: BusBench['clock']) {
    this.engine = engine
    this.clock = clock
    const inbox = new Inbox(engine)
    const bus = busCapability({
      engine,
      clock,
      inbox,
      agents: async () => ['scripted'],
      changed: async () => false,
      contractVersion: async (id) => {
        const [row] = await store.loadStates([{ aggregate: 'contractVersion', id }])
        return row === undefined ? null : (row.state as unknown as ContractVersion)
      },
      tryTest: async () => err(failure('none', 'No test.', 'None.')),
    })
    this.bench = toolBench(bus.tools ?? [], () => engine.model, mailBeside(engine, inbox))
  }

  static async open(threads: readonly string[]): Promise<BusBench> {
    const clock = createManualClock(1_700_000_000_000)
    const problem = (message: string, error: unknown) => {
      throw new Error(`${message}: ${String(error)}`)
    }
    const store = new MemoryStore()
    const engine = await HostEngine.open({ store, clock, problem })
    const opened = new BusBench(engine, store, clock)
    const preparers = [{ command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const]
    await engine.begin([{ reactors: idleHandlers, preparers: [...preparers] }], 0)
    for (const thread of threads) await opened.submit(dispatch(thread))
    return opened
  }

  /** As a person; throws where it is refused. */
  async submit(command: object): Promise<void> {
    this.#count += 1
    const id = `p${this.#count}` as CommandId
    const answer = await this.engine.submit({ id, command: command as Command, actor: 'person' })
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`)
  }

  /** Brings threads together, as a person does. */
  introduce(...threads: readonly string[]): Promise<void> {
    const members = threads.map((thread) => ({ run: `r-${thread}`, task: `t-${thread}` }))
    const cluster = `c-${threads.join('-')}`
    return this.submit({ type: 'cluster.introduce', payload: { cluster, members, negotiation: `n-${cluster}` } })
  }

  async call(thread: string, name: string, ...[input = {}, more = {}]: readonly [unknown?, Partial<CallMore>?]) {
    this.#count += 1
    const { key = `k${this.#count}`, signal = new AbortController().signal } = more
    return this.bench.call(thread as ThreadId, { name, input, key, signal })
  }

  /** What a call answers that must not fail, as an agent takes it apart. */
  async value(thread: string, name: string, input: unknown = {}): Promise<Record<string, unknown>> {
    const answer = await this.call(thread, name, input)
    if (answer === null || answer.isError) throw new Error(`${name}: ${answer?.text ?? 'not offered'}`)
    return JSON.parse(answer.text) as Record<string, unknown>
  }

  names(thread: string): readonly string[] {
    return this.bench.names(thread as ThreadId)
  }
}

interface CallMore {
  readonly key: string
  readonly signal: AbortSignal
}

function dispatch(thread: string) {
  const ids = { run: `r-${thread}`, task: `t-${thread}`, thread, prompt: `p-${thread}`, project: 'project' }
  const blocks = [{ kind: 'text', text: `Do ${thread}.`, origin: 'person' }]
  return {
    type: 'run.dispatch',
    payload: { ...ids, repository: '/repository', initialize: false, agent, blocks, title: `The ${thread} part` },
  }
}
