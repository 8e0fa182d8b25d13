import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import { requestSizeLimit } from '../../shared/domain/thread/request-size.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { EffectKey, ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import type { EffectContext } from '../engine/effect-handler.ts'
import { Transcripts } from '../engine/transcripts.ts'
import type { AgentSession } from '../ports/agent.ts'
import { createManualClock, type ManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryAgents } from '../ports/testing/memory-agents.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { interruptSession } from './control-session.ts'
import { promptSession } from './prompt-session.ts'
import type { ExecutorServices } from './services.ts'
import { Sessions } from './sessions.ts'

const id = 't1' as ThreadId
const slot = { thread: id, generation: 1 }
const prompt = { id: 'p' }
const sent = { ...prompt, blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }] }

const full = { code: 'store-full', message: 'No room.', remedy: 'Make room.' }

let thread: Thread
let prompted: number
let reported: Command[]
let agents: MemoryAgents
let services: ExecutorServices
let sessions: Sessions
/** Called with each report, before it is answered. */
let onReport: (command: Command) => void | Promise<void>
let refused: ReadonlySet<string>
let clock: ManualClock
let store: MemoryStore

function phase(to: 'sending' | 'cancelling'): void {
  thread = { ...thread, turn: { number: 1, prompt, phase: to, startedAt: 0, sends: 1 } } as unknown as Thread
}

function context(): EffectContext {
  const table = (value: unknown) => ({ get: () => value })
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: null }
  return {
    key: '1:session:0' as EffectKey,
    get model() {
      const tables = {
        thread: table(thread),
        prompt: table(sent),
        worktree: table({ place }),
        project: table({ prefix: '' }),
        run: table({}),
      }
      return tables as unknown as Model
    },
    intend: async () => ok(undefined),
    async report(command) {
      reported.push(command)
      await onReport(command)
      return refused.has(command.type) ? err(full) : ok(undefined)
    },
  }
}

beforeEach(() => {
  prompted = 0
  reported = []
  refused = new Set()
  onReport = () => undefined
  thread = {
    id,
    agent: { kind: 'catalogue', id: 'memory' },
    session: { generation: 1, session: null, live: false },
  } as unknown as Thread
  phase('sending')
  agents = new MemoryAgents({
    script: () => {
      prompted += 1
      return { kind: 'stopped', stopReason: 'end_turn' }
    },
  })
  clock = createManualClock()
  store = new MemoryStore()
  const problem = (refusal: { readonly message: string }) => {
    throw new Error(refusal.message)
  }
  services = {
    agents,
    catalogue: agents.catalogue,
    clock,
    engine: { report: async ({ command }: { command: Command }) => ok(void reported.push(command)) },
    transcripts: new Transcripts({ store, clock, problem }),
    ids: { next: () => 'id' },
    opened: () => undefined,
    idleLimit: 4,
    interruptMs: 1000,
  } as unknown as ExecutorServices
  sessions = new Sessions(services)
})

function types(): readonly string[] {
  return reported.map((command) => command.type)
}

describe('a prompt that can not be handed over', () => {
  it('leaves no session behind when its start could not be stored', async () => {
    refused = new Set(['turn.report-started'])
    const outcome = await promptSession(services, sessions).run(slot, context())
    expect(outcome).toMatchObject([{ type: 'turn.withdraw', payload: { failure: full } }])
    expect(prompted).toBe(0)
    expect(sessions.get(id)).toBe(undefined)
    expect(types()).toContain('session.report-closed')
  })

  it('leaves no session behind when its session could not be stored', async () => {
    refused = new Set(['session.report-opened'])
    expect(await promptSession(services, sessions).run(slot, context())).toMatchObject([{ type: 'turn.withdraw' }])
    expect(types()).not.toContain('turn.report-started')
    expect(sessions.get(id)).toBe(undefined)
  })

  it('leaves no session behind when it was stopped while the agent started', async () => {
    const open = agents.open.bind(agents)
    agents.open = async (request, sink) => {
      const opened = await open(request, sink)
      phase('cancelling')
      return opened
    }
    const outcome = await promptSession(services, sessions).run(slot, context())
    expect(outcome).toMatchObject([{ type: 'turn.withdraw', payload: { failure: { code: 'stopped' } } }])
    expect(sessions.get(id)).toBe(undefined)
  })

  it('is given up while it is still being found out how to start the agent', async () => {
    const resolve = agents.catalogue.resolve.bind(agents.catalogue)
    services.catalogue.resolve = async (choice) => {
      sessions.abandon(id)
      return resolve(choice)
    }
    const opened = await sessions.open(thread, { folder: '/w/t1', below: '' })
    expect(opened).toMatchObject({ ok: false, error: { code: 'agent-died' } })
  })

  it('is not sent when it is interrupted while its start is being stored', async () => {
    const ended = Promise.withResolvers<void>()
    services.engine.report = async ({ command }) => {
      reported.push(command)
      if (command.type === 'turn.report-ended') ended.resolve()
      return ok(undefined)
    }
    onReport = async (command) => {
      if (command.type !== 'turn.report-started') return
      await interruptSession(sessions).run({ ...slot, how: 'interrupt' }, context())
    }
    expect(await promptSession(services, sessions).run(slot, context())).toEqual([])
    await ended.promise
    expect(prompted).toBe(0)
    expect(reported.at(-1)).toMatchObject({ payload: { outcome: { kind: 'stopped', stopReason: 'cancelled' } } })
  })
})

describe('a turn in which the agent says nothing', () => {
  it('shows since when, and what it was doing', async () => {
    agents = new MemoryAgents({
      script: async (turn) => {
        turn.update({ kind: 'tool', toolCall: 'c', patch: { title: 'make', toolKind: 'execute', status: 'running' } })
        await new Promise((resolve) => turn.over.addEventListener('abort', resolve))
        return { kind: 'stopped', stopReason: 'end_turn' }
      },
    })
    sessions = new Sessions({ ...services, agents })
    clock.advance(600_000)
    const began = clock.now()
    await promptSession(services, sessions).run(slot, context())
    clock.advance(90_000)
    const silent = () =>
      reported.flatMap(({ type, payload }) => (type === 'activity.report' && payload.activity.silentSince) || [])
    await new Promise<void>((resolve) => setImmediate(resolve))
    expect(silent()).toEqual([])
    clock.advance(60_000)
    await new Promise<void>((resolve) => setImmediate(resolve))
    expect(silent()).toEqual([began])
    expect(reported.at(-1)).toMatchObject({ payload: { activity: { kind: 'running', detail: 'make' } } })
    await sessions.closeAll()
  })

  it('shows nothing while the agent waits for an answer of the host', async () => {
    const left = Promise.withResolvers<void>()
    agents = new MemoryAgents({
      script: async () => {
        await left.promise
        return { kind: 'stopped', stopReason: 'end_turn' }
      },
    })
    let waits = true
    sessions = new Sessions({ ...services, agents, callsHost: (thread) => waits && thread === id })
    await promptSession(services, sessions).run(slot, context())
    const silences = async () => {
      await new Promise<void>((resolve) => setImmediate(resolve))
      return reported.filter(({ type, payload }) => type === 'activity.report' && payload.activity.silentSince)
    }
    clock.advance(600_000)
    expect(await silences()).toEqual([])
    waits = false
    clock.advance(110_000)
    expect(await silences()).toEqual([])
    clock.advance(60_000)
    expect(await silences()).toHaveLength(1)
    left.resolve()
    await sessions.closeAll()
  })
})

describe('an agent that does not end its turn when asked', () => {
  it('is ended in time, however often it is asked', async () => {
    const opened: AgentSession[] = []
    agents = new MemoryAgents({ script: () => new Promise(() => undefined) })
    const open = agents.open.bind(agents)
    agents.open = async (request, sink) => {
      const session = await open(request, sink)
      if (session.ok) opened.push(session.value)
      return session
    }
    sessions = new Sessions({ ...services, agents })
    await promptSession(services, sessions).run(slot, context())
    const interrupt = () => interruptSession(sessions).run({ ...slot, how: 'interrupt' }, context())
    await interrupt()
    clock.advance(900)
    await interrupt()
    clock.advance(100)
    expect(opened.map(({ process }) => agents.isAlive(process))).toEqual([false])
  })
})

describe('a request that says more than anyone reads', () => {
  it('is denied, and the conversation says so in few words', async () => {
    const given = Promise.withResolvers<unknown>()
    agents = new MemoryAgents({
      script: async (turn) => {
        const detail = 'x'.repeat(requestSizeLimit + 1)
        const options = [{ id: 'no', kind: 'deny-once', name: 'No' } as const]
        given.resolve(await turn.ask({ toolCall: 'c', title: 'Run', detail, kind: 'execute', options }))
        return { kind: 'stopped', stopReason: 'end_turn' }
      },
    })
    sessions = new Sessions({ ...services, agents })
    await promptSession(services, sessions).run(slot, context())
    expect(await given.promise).toEqual({ kind: 'selected', option: 'no' })
    expect(types()).not.toContain('permission.ask')
    await services.transcripts.flush()
    const { rows } = await store.readTranscript(id, { kind: 'tail', limit: 10 })
    expect(rows.filter(({ kind }) => kind === 'notice').map(({ text }) => text)).toEqual([
      expect.stringContaining('denied'),
    ])
    await sessions.closeAll()
  })
})
