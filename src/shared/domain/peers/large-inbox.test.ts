import { describe, expect, it } from 'vitest'
import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import { decide } from '../decide.ts'
import type { DomainEvent } from '../event.ts'
import { MemoryModel } from '../memory-model.ts'
import type { Model, Table } from '../model.ts'
import { Overlay } from '../overlay.ts'
import { provisional } from '../provisional.ts'
import { aggregateOf, reduce } from '../reduce.ts'
import { Simulation } from '../testing/simulation.ts'
import { givenTeam } from '../testing/teams.ts'
import { messageLimits } from './limits.ts'
import { oldest } from './placing.ts'
import type { Message } from './state.ts'

const many = 9_990
const [a, b] = ['a', 'b'] as ThreadId[] as [ThreadId, ThreadId]

/** A model in which so many messages wait for `b`, who is queued or at rest. */
function crowded(): MemoryModel {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  for (const id of [a, b]) simulation.dispatch(id)
  givenTeam(simulation, [a, b])
  const memory = new MemoryModel()
  const put = (event: DomainEvent) => {
    const aggregate = aggregateOf(event)
    const before = memory.model[aggregate].get(event.id)
    memory.put(aggregate, event.id, reduce(before as never, event, provisional(event, 1_000)))
  }
  for (const { event } of simulation.events) put(event)
  put({ type: 'mailbox.opened', id: b })
  for (let at = 1; at <= many; at += 1) {
    const message = `m${at}` as MessageId
    put({ type: 'message.sent', id: message, from: a, to: b, number: at, kind: 'message', text: `Number ${at}.` })
    put({ type: 'mailbox.took', id: b, message, from: a, number: at, wakes: true })
  }
  return memory
}

/** The model, and how many messages were looked at through it. */
function watched(model: Model): { readonly model: Model; looked(): number } {
  let looks = 0
  const counted = function* (messages: Iterable<Message>) {
    for (const message of messages) {
      looks += 1
      yield message
    }
  }
  const { message } = model
  const table: Table<Message> = {
    get size() {
      return message.size
    },
    get: (id) => {
      looks += 1
      return message.get(id)
    },
    values: () => counted(message.values()),
    inRole: (role) => message.inRole(role),
    within: (group) => counted(message.within(group)),
  }
  return { model: { ...model, message: table }, looked: () => looks }
}

const context = { now: 2_000, actor: 'host', facts: undefined } as const

describe('an inbox of ten thousand', () => {
  const { model } = crowded()

  it('takes one more without a look at the others', () => {
    const { looked, model: counted } = watched(model)
    const messages = [{ id: 'new' as MessageId, to: b }]
    const decision = decide(
      counted,
      { type: 'peers.send', payload: { by: a, messages, kind: 'message', text: 'One more.' } },
      context,
    )
    expect(decision.ok && decision.value.map(({ type }) => type)).toContain('mailbox.took')
    expect(looked()).toBeLessThan(10)
  })

  it('gives a page to the turn that begins, and word of the rest, at the cost of the page', () => {
    const { looked, model: counted } = watched(model)
    // The slot that is freed goes to the thread that waits.
    const decision = decide(counted, { type: 'thread.discard', payload: { thread: a } }, context)
    expect(decision.ok).toBe(true)
    const withdrawn = decide(
      counted,
      {
        type: 'turn.withdraw',
        payload: { thread: a, generation: 1, failure: { code: 'gone', message: 'Gone.', remedy: 'Again.' } },
      },
      context,
    )
    const events = withdrawn.ok ? withdrawn.value : []
    const amended = events.find((event) => event.type === 'prompt.amended')
    expect(amended?.mail).toHaveLength(messageLimits.perTurn)
    const [own] = amended?.blocks ?? []
    expect(own?.kind === 'text' && own.text).toContain('9,970 more wait: 9,970 from “Do a” (thread a).')
    expect(looked()).toBeLessThan(200)
  })

  it('is fetched by page, at the cost of the page', () => {
    const { looked, model: counted } = watched(model)
    const page = oldest(counted, b, messageLimits.page).map(({ id }) => id)
    const decision = decide(counted, { type: 'peers.read', payload: { by: b, messages: page } }, context)
    const read = decision.ok ? decision.value.filter(({ type }) => type === 'message.read') : []
    expect(read).toHaveLength(messageLimits.page)
    expect(looked()).toBeLessThan(200)
  })

  it('is read from its beginning on top of changes too', () => {
    const { looked, model: counted } = watched(model)
    const ahead = new Overlay(counted)
    const more = { from: a, to: b, number: many + 1, kind: 'message', text: 'One more.' } as const
    ahead.apply(provisional({ type: 'message.sent', id: 'new' as MessageId, ...more }, 2_000))
    ahead.apply(provisional({ type: 'message.read', id: 'm1' as MessageId }, 2_000))
    const again = new Overlay(ahead.model)
    again.apply(provisional({ type: 'message.read', id: 'm3' as MessageId }, 2_000))
    expect(oldest(again.model, b, 3).map(({ id }) => id)).toEqual(['m2', 'm4', 'm5'])
    expect(looked()).toBeLessThan(20)
  })

  it('takes no more once it is full', () => {
    const { model: full } = crowded()
    const before = full.mailbox.get(b)
    expect(before?.waiting).toBe(many)
    const memory = new MemoryModel()
    memory.put('mailbox', b, { ...(before as NonNullable<typeof before>), waiting: messageLimits.waiting })
    const decision = decide(
      { ...full, mailbox: memory.model.mailbox },
      {
        type: 'peers.send',
        payload: { by: a, messages: [{ id: 'new' as MessageId, to: b }], kind: 'message', text: 'One more.' },
      },
      context,
    )
    const refused = decision.ok ? decision.value.find((event) => event.type === 'mailbox.refused') : undefined
    expect(refused?.failure.code).toBe('inbox-full')
  })
})
