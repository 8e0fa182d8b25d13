import { describe, expect, it } from 'vitest'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import type { AgentPort, AgentSession, SessionRequest } from '../ports/agent.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryAgents } from '../ports/testing/memory-agents.ts'
import type { ExecutorServices } from './services.ts'
import { Sessions } from './sessions.ts'

const place = { folder: '/w/t1' } as never
const thread = {
  id: 't1',
  agent: { kind: 'catalogue', id: 'memory' },
  session: { generation: 1, session: 'earlier', live: true },
} as Thread

/** Agents whose end takes until it is let go, as that of a process does. */
function slowlyEnding() {
  const memory = new MemoryAgents({ script: () => ({ kind: 'stopped', stopReason: 'end_turn' }) })
  const ended = Promise.withResolvers<void>()
  const requests: SessionRequest[] = []
  const agents: AgentPort = {
    async open(request, sink) {
      requests.push(request)
      const opened = await memory.open(request, sink)
      if (!opened.ok) return opened
      const inner = opened.value
      const session: AgentSession = {
        ...inner,
        session: inner.session,
        process: inner.process,
        prompt: (blocks, turn) => inner.prompt(blocks, turn),
        close: async () => {
          await ended.promise
          await inner.close()
        },
      }
      return ok(session)
    },
  }
  return { memory, agents, requests, letGo: ended.resolve }
}

function sessionsOver(agents: AgentPort, memory: MemoryAgents, more: Partial<ExecutorServices> = {}): Sessions {
  const services = {
    agents,
    catalogue: memory.catalogue,
    clock: createManualClock(),
    engine: { report: async () => ok(undefined) },
    transcripts: {},
    ids: { next: () => 'id' },
    opened: () => undefined,
    idleLimit: 0,
    interruptMs: 1000,
    ...more,
  } as unknown as ExecutorServices
  return new Sessions(services)
}

describe('live sessions', () => {
  it('gives no prompt to one that is being closed, and opens the next when that is gone', async () => {
    const { agents, memory, requests, letGo } = slowlyEnding()
    const sessions = sessionsOver(agents, memory)
    const first = await sessions.open(thread, place)
    if (!first.ok) throw new Error(first.error.message)
    const trimmed = sessions.trim()
    expect(first.value.live.usable).toBe(false)
    const second = sessions.open(thread, place)
    await Promise.resolve()
    expect(requests).toHaveLength(1)
    letGo()
    await trimmed
    const opened = await second
    if (!opened.ok) throw new Error(opened.error.message)
    expect(opened.value.fresh).not.toBe(null)
    expect(opened.value.live).not.toBe(first.value.live)
    expect(opened.value.live.usable).toBe(true)
    expect(requests).toHaveLength(2)
  })

  it('gives an idle one again', async () => {
    const { agents, memory, requests } = slowlyEnding()
    const sessions = sessionsOver(agents, memory)
    const first = await sessions.open(thread, place)
    const second = await sessions.open(thread, place)
    expect(first.ok && second.ok && second.value.live === first.value.live).toBe(true)
    expect(second.ok && second.value.fresh).toBe(null)
    expect(requests).toHaveLength(1)
  })

  it('opens another for a thread that forgot its conversation', async () => {
    const { agents, memory, requests, letGo } = slowlyEnding()
    letGo()
    const sessions = sessionsOver(agents, memory)
    const first = await sessions.open(thread, place)
    const forgotten: Thread = { ...thread, session: { ...thread.session, session: null } }
    const second = await sessions.open(forgotten, place)
    expect(first.ok && second.ok && second.value.live !== first.value.live).toBe(true)
    expect(requests.map(({ resume }) => resume)).toEqual(['earlier', undefined])
    expect(first.ok && first.value.live.usable).toBe(false)
  })

  it.each([
    [true, ['earlier', 'earlier']],
    [false, [undefined]],
  ])(
    'opens one anew that knows other tools than it has by now, where it can be resumed: %s',
    async (resumable, opened) => {
      const { agents, memory, requests, letGo } = slowlyEnding()
      letGo()
      let offered = 'alone'
      const catalogue = { ...memory.catalogue, resolve: async () => ok({ ...memory.launch(), resumable }) }
      const sessions = sessionsOver(agents, memory, { catalogue, toolSetOf: () => offered })
      await sessions.open(thread, place)
      await sessions.open(thread, place)
      expect(requests).toHaveLength(1)
      offered = 'team'
      const next = await sessions.open(thread, place)
      expect(next.ok && next.value.live.usable).toBe(true)
      await sessions.open(thread, place)
      expect(requests.map(({ resume }) => resume)).toEqual(opened)
    },
  )

  it('offers each session tools of its own, and takes them back when it ends or never opens', async () => {
    const { agents, memory, requests, letGo } = slowlyEnding()
    letGo()
    const revoked: string[] = []
    let granted = 0
    const toolsFor: ExecutorServices['toolsFor'] = (id) => {
      granted += 1
      const token = `${id} ${granted}`
      return { name: 'switchyard', url: 'http://127.0.0.1', token, revoke: () => void revoked.push(token) }
    }
    const sessions = sessionsOver(agents, memory, { toolsFor })
    await sessions.open(thread, place)
    expect(requests[0]?.tools?.token).toBe('t1 1')
    expect(revoked).toEqual([])
    await sessions.close(thread.id)
    expect(revoked).toEqual(['t1 1'])
    const broken: AgentPort = { open: async () => err({ code: 'agent-died', message: 'No.', remedy: 'Again.' }) }
    await sessionsOver(broken, memory, { toolsFor }).open(thread, place)
    expect(revoked).toEqual(['t1 1', 't1 2'])
  })
})

it('begins a restricted thread in the mode that asks most, and says where none is known', async () => {
  const { agents, letGo, memory, requests } = slowlyEnding()
  letGo()
  const asking = { ...memory.launch(), asking: { mode: 'ask' } }
  const catalogue = { ...memory.catalogue, resolve: async () => ok(asking) }
  const known = sessionsOver(agents, memory, { catalogue })
  const opened = await known.open(thread, { folder: '/w/t1', below: '', restricted: true })
  expect(requests[0]?.launch).toMatchObject({ mode: 'ask', setEnvironment: { GIT_CONFIG_VALUE_0: '' } })
  expect(opened).toMatchObject({ ok: true, value: { fresh: {} } })
  expect(opened.ok && opened.value.notice).toBeUndefined()
  const unknown = await sessionsOver(agents, memory).open(thread, { folder: '/w/t1', below: '', restricted: true })
  expect(unknown).toMatchObject({ ok: true, value: { notice: expect.stringContaining('isn’t known') } })
})
