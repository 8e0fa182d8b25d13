import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { CommandId, MessageId, ThreadId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { HostEngine } from './host-engine.ts'
import { dispatchFacts, idleHandlers } from './testing/effects.ts'

const preparer = { command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const
const [a, b] = ['a', 'b'] as const

let store: MemoryStore
let engine: HostEngine

async function open(): Promise<void> {
  const problem = (message: string) => {
    throw new Error(message)
  }
  engine = await HostEngine.open({ store, clock: createManualClock(), problem })
  await engine.begin([{ reactors: idleHandlers, preparers: [preparer] }], 0)
}

async function send(id: string, command: object): Promise<string> {
  const answer = await engine.submit({ id: id as CommandId, command: command as Command, actor: 'person' })
  return answer.ok ? 'ok' : answer.error.code
}

const dispatch = (id: string) => ({
  type: 'run.dispatch',
  payload: {
    run: `r-${id}`,
    task: `k-${id}`,
    thread: id,
    prompt: `p-${id}`,
    project: 'p',
    repository: '/p',
    initialize: false,
    agent: { kind: 'catalogue', id: 'scripted' },
    blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }],
  },
})

const say = ([id, by, to]: readonly [id: string, by: string, to: string], more: object) => ({
  type: 'peers.send',
  payload: { by, messages: [{ id, to }], kind: 'message', text: `Text of ${id}.`, ...more },
})

beforeEach(async () => {
  store = new MemoryStore()
  await open()
  for (const id of [a, b]) expect(await send(`d-${id}`, dispatch(id))).toBe('ok')
  const members = [a, b].map((id) => ({ run: `r-${id}`, task: `k-${id}` }))
  const introduce = { cluster: 'team', members, because: 'They touch the same lines.', negotiation: 'n' }
  expect(await send('i', { type: 'cluster.introduce', payload: introduce })).toBe('ok')
})

const message = (id: string) => engine.model.message.get(id as MessageId)

describe('a message in the store', () => {
  it('leaves the live model once it is read, and stays as it was', async () => {
    expect(await send('s', say(['m', a, b], {}))).toBe('ok')
    expect(message('m')?.state.kind).toBe('accepted')
    expect(await send('f', { type: 'peers.read', payload: { by: b, messages: ['m'] } })).toBe('ok')
    expect(await send('g', { type: 'peers.read', payload: { by: b, messages: ['m'] } })).toBe('ok')
    expect(message('m')).toBeUndefined()
    const [row] = await store.loadStates([{ aggregate: 'message', id: 'm' }])
    expect(row).toMatchObject({ archived: true, state: { state: { kind: 'read' } } })
  })

  it('stays live as a question until it is answered, over a restart too', async () => {
    await send('s', say(['q', a, b], { kind: 'question' }))
    await send('f', { type: 'peers.read', payload: { by: b, messages: ['q'] } })
    await open()
    expect(message('q')?.state.kind).toBe('read')
    expect(engine.model.mailbox.get(a as ThreadId)?.asked).toMatchObject([{ message: 'q', to: b }])
    await send('t', say(['r', b, a], { kind: 'answer', answers: 'q' }))
    expect(message('q')).toBeUndefined()
    // A second answer to what the archive holds finds it there.
    await send('u', say(['r2', b, a], { kind: 'answer', answers: 'q' }))
    expect(message('r2')).toMatchObject({ answers: 'q', state: { kind: 'accepted' } })
    expect(engine.model.mailbox.get(a as ThreadId)?.asked).toEqual([])
  })

  it('goes with its mailbox when its thread is put away', async () => {
    await send('s', say(['m', a, b], {}))
    await send('x', { type: 'thread.discard', payload: { thread: b } })
    expect(message('m')).toBeUndefined()
    const archive = { type: 'thread.archive', payload: { thread: b as ThreadId } } as const
    await engine.report({ id: 'y', command: archive })
    expect(engine.model.mailbox.get(b as ThreadId)).toBeUndefined()
    expect(engine.model.mailbox.get(a as ThreadId)).toBeDefined()
  })
})
