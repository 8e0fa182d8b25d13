import { beforeEach, describe, expect, it } from 'vitest'
import type { ContractId, NegotiationId, PromptId, ThreadId } from '../../kernel/ids.ts'
import { attentionOf } from '../attention/attention.ts'
import type { Command } from '../command.ts'
import { endTurn, given } from '../testing/planned-run.ts'
import { codeOf, talk as id, TeamTalk, team } from '../testing/team-talk.ts'
import { tokensOf } from './budget.ts'
import type { Ruling } from './commands.ts'
import { nextCheckAt } from './due.ts'
import { defaultCaps } from './state.ts'

let talk: TeamTalk
const [a, b] = ['a1' as ThreadId, 'b1' as ThreadId] as const

beforeEach(() => {
  talk = new TeamTalk(['a', 'b'])
})

const used = () => talk.negotiation.used
const state = () => talk.negotiation.state
const settledBy = () => {
  const found = state()
  return found.kind === 'settled' ? [found.outcome.kind, found.by] : found.kind
}
const behind = (thread: ThreadId) => talk.simulation.thread(thread)?.behind?.thread
const send = (command: Command) => talk.simulation.send(command, undefined, 'person')
const settle = (ruling: Ruling, because?: string) =>
  send({ type: 'negotiation.settle', payload: { negotiation: id, ruling, because } })
const check = (minutes: number) => {
  talk.simulation.now += minutes * 60_000
  talk.simulation.send({ type: 'negotiation.check', payload: {} })
}
const size = (thread: ThreadId, lines: number) =>
  given(talk.simulation, {
    type: 'thread.checkpointed',
    id: thread,
    checkpoint: {
      commit: `c-${thread}`,
      tree: `t-${thread}`,
      files: 1,
      additions: lines,
      deletions: 0,
      omitted: 0,
      at: 1,
    },
  })

describe('what an exchange uses', () => {
  it('is reserved by an accepted message, and settled when that is read', () => {
    talk.open()
    const first = talk.say(a, b, 'x'.repeat(40))
    expect(used()).toEqual({ rounds: 0, messages: 1, tokens: 0, reserved: 100 })
    talk.read(b, first)
    expect(used()).toEqual({ rounds: 0, messages: 1, tokens: 100, reserved: 0 })
    expect(talk.model.cluster.get(team)?.used).toEqual({ messages: 1, tokens: 100 })
  })

  it('is given back by a message that expires', () => {
    talk.open()
    talk.say(a, b)
    send({ type: 'thread.discard', payload: { thread: b } })
    endTurn(talk.simulation, b)
    expect(used()).toEqual({ rounds: 0, messages: 1, tokens: 0, reserved: 0 })
  })

  it('counts a round when every party has spoken', () => {
    talk.open()
    talk.say(a, b)
    talk.say(a, b)
    expect([used().rounds, talk.negotiation.spoken]).toEqual([0, [a]])
    talk.say(b, a)
    expect([used().rounds, talk.negotiation.spoken]).toEqual([1, []])
  })

  it('is nothing for the host, nor for what belongs to nothing open', () => {
    talk.say(a, b)
    talk.open()
    talk.publish(a)
    expect(used()).toEqual({ rounds: 0, messages: 0, tokens: 0, reserved: 0 })
    expect(talk.model.cluster.get(team)?.used.messages).toBe(1)
  })
})

describe('parties that agree', () => {
  it('settle it when all have confirmed the newest version', () => {
    talk.open()
    talk.publish(a)
    expect(codeOf(talk.confirm(a))).toBe('ok')
    expect(state().kind).toBe('open')
    expect(codeOf(talk.confirm(b))).toBe('ok')
    expect(state()).toMatchObject({
      kind: 'settled',
      by: 'parties',
      outcome: { kind: 'agreed', contract: 'api', version: 1 },
    })
    expect(talk.told(a).at(-1)).toContain('version 1 of api')
    expect(talk.simulation.thread(a)?.state.kind).toBe('running')
  })

  it('have to confirm again what somebody changed', () => {
    talk.open()
    talk.publish(a)
    talk.confirm(a)
    talk.publish(b, 'api', 1)
    expect(codeOf(talk.confirm(b))).toBe('contract-moved')
    talk.confirm(b, 2)
    expect(state().kind).toBe('open')
    talk.confirm(a, 2)
    expect(settledBy()).toEqual(['agreed', 'parties'])
  })

  it('are its parties alone, on contracts that are there', () => {
    const other = new TeamTalk(['a', 'b', 'c'])
    talk = other
    given(other.simulation, { type: 'negotiation.opened', ...openFacts(), parties: [a, b] })
    other.publish(a)
    expect(codeOf(other.confirm(other.thread('c')))).toBe('not-a-party')
    expect(codeOf(other.confirm(a, 1, 'none'))).toBe('contract-unknown')
    expect(codeOf(other.confirm(a, 2))).toBe('contract-moved')
  })
})

const openFacts = () => ({
  id,
  project: 'p' as never,
  cluster: team,
  topic: 'Who changes what',
  because: 'Why',
  caps: defaultCaps,
  atCap: 'serialize' as const,
})

describe('a cap that is reached', () => {
  it('refuses the message that would break it, and has the one with less work wait', () => {
    talk.open({ messages: 2 })
    size(b, 20)
    talk.say(a, b)
    talk.say(a, b)
    expect(state().kind).toBe('open')
    const third = talk.say(b, a)
    expect(talk.model.message.get(third)?.state).toMatchObject({
      kind: 'refused',
      failure: { code: 'negotiation-capped', facts: { negotiation: id, cap: 'messages' } },
    })
    expect(state()).toMatchObject({ kind: 'settled', by: 'host', outcome: { kind: 'serialized', first: b, second: a } })
    expect([behind(a), behind(b)]).toEqual([b, undefined])
    expect(talk.told(a).at(-1)).toContain('You wait until Task b has landed')
  })

  it.each([
    ['rounds', { rounds: 1 }],
    ['tokens', { tokens: 2 * tokensOf('x') }],
    ['messages', { messages: 2 }],
  ])('is that of %s', (cap, caps) => {
    talk.open(caps)
    talk.say(a, b, 'x')
    talk.say(b, a, 'x')
    const refused = talk.model.message.get(talk.say(a, b, 'x'))?.state
    expect(refused).toMatchObject({ failure: { facts: { cap } } })
    expect(settledBy()).toEqual(['serialized', 'host'])
  })

  it('is that of minutes, by the clock', () => {
    talk.open()
    const opened = talk.negotiation.openedAt
    expect(nextCheckAt(talk.model)).toBe(opened + 20 * 60_000)
    check(19)
    expect(state().kind).toBe('open')
    check(2)
    expect(settledBy()).toEqual(['serialized', 'host'])
    expect(nextCheckAt(talk.model)).toBeNull()
  })

  it('forces nothing on parties that agreed in the meantime', () => {
    talk.open()
    talk.publish(a)
    given(
      talk.simulation,
      { type: 'negotiation.confirmed', id, by: a, contract: 'api' as ContractId, version: 1 },
      { type: 'negotiation.confirmed', id, by: b, contract: 'api' as ContractId, version: 1 },
    )
    check(30)
    expect(settledBy()).toEqual(['agreed', 'parties'])
  })

  it('asks a person where neither can wait', () => {
    talk.open()
    for (const thread of [a, b]) {
      given(talk.simulation, { type: 'thread.landing-started', id: thread, landing: `l-${thread}` as never })
    }
    check(30)
    expect(state().kind).toBe('asking')
    expect(attentionOf(talk.model)).toMatchObject([{ kind: 'negotiation', negotiation: id }])
    settle({ kind: 'stop' }, 'Both land as they are')
    expect(state()).toMatchObject({ kind: 'settled', outcome: { kind: 'asked', said: 'Both land as they are' } })
    expect(attentionOf(talk.model)).toEqual([])
  })

  it('keeps what is said later out of it', () => {
    talk.open({ messages: 2 }, 'ask')
    for (let sent = 0; sent < 3; sent += 1) talk.say(a, b)
    const late = talk.model.message.get(talk.say(a, b))?.state
    expect(late).toMatchObject({ kind: 'refused', failure: { code: 'negotiation-over' } })
    settle({ kind: 'stop' })
    talk.simulation.now += 60_000
    const payload = {
      by: a,
      messages: [{ id: 'named' as never, to: b }],
      kind: 'message',
      text: 'x',
      negotiation: id,
    } as const
    talk.simulation.send({ type: 'peers.send', payload })
    expect(talk.model.message.get('named')?.state).toMatchObject({ failure: { code: 'negotiation-settled' } })
  })
})

describe('an arbiter', () => {
  const arbiter = 'arbiter' as ThreadId
  const asked = () => talk.simulation.pending.filter(({ effect }) => effect.kind === 'negotiation.arbitrate')
  const begin = () => {
    const agent = { kind: 'catalogue', id: 'scripted' } as const
    const payload = { negotiation: id, thread: arbiter, prompt: 'm-arbiter' as PromptId, agent, blocks: ['Decide'] }
    return talk.simulation.send({ type: 'negotiation.begin-arbiter', payload })
  }
  const decide = (ruling: Ruling, by = arbiter) =>
    talk.simulation.send({ type: 'negotiation.decide', payload: { negotiation: id, by, ruling, because: 'It fits' } })

  beforeEach(() => {
    talk.open({}, 'arbiter')
    talk.publish(a)
    check(30)
  })

  const atWork = () => {
    begin()
    const { generation = 0 } = talk.simulation.thread(arbiter)?.session ?? {}
    talk.simulation.send({ type: 'session.report-opened', payload: { thread: arbiter, generation, session: 's' } })
    talk.simulation.send({ type: 'turn.report-started', payload: { thread: arbiter, generation } })
  }

  it('is begun once, and only reads', () => {
    expect(state()).toMatchObject({ kind: 'arbitrating', arbiter: null })
    expect(asked()).toHaveLength(1)
    begin()
    begin()
    expect(state()).toMatchObject({ kind: 'arbitrating', arbiter })
    expect(talk.simulation.thread(arbiter)).toMatchObject({ role: 'arbiter', about: a })
  })

  it('rules by who goes first, and its thread is put away', () => {
    atWork()
    expect(codeOf(decide({ kind: 'serialize', first: b }))).toBe('ok')
    expect(state()).toMatchObject({ kind: 'settled', by: 'arbiter', outcome: { kind: 'serialized', first: b } })
    expect(behind(a)).toBe(b)
    expect(codeOf(decide({ kind: 'serialize', first: a }))).toBe('negotiation-settled')
    endTurn(talk.simulation, arbiter, 0)
    expect(talk.simulation.thread(arbiter)?.state.kind).toBe('discarded')
  })

  it('rules by the newest version of a contract', () => {
    atWork()
    expect(codeOf(decide({ kind: 'agreed', contract: 'api' as ContractId, version: 2 }))).toBe('contract-moved')
    expect(codeOf(decide({ kind: 'agreed', contract: 'api' as ContractId, version: 1 }))).toBe('ok')
    expect(settledBy()).toEqual(['agreed', 'arbiter'])
  })

  it('may leave it to a person, and not end it with nothing', () => {
    atWork()
    expect(codeOf(decide({ kind: 'stop' }))).toBe('not-possible')
    expect(codeOf(decide({ kind: 'ask' }))).toBe('ok')
    expect(state().kind).toBe('asking')
  })

  it('is nobody else', () => {
    atWork()
    for (const by of [a, b, 'nobody' as ThreadId]) {
      expect(codeOf(decide({ kind: 'serialize', first: a }, by))).toBe('not-the-arbiter')
    }
    expect(state().kind).toBe('arbitrating')
  })

  const discardArbiter = () => {
    send({ type: 'thread.discard', payload: { thread: arbiter } })
    endTurn(talk.simulation, arbiter, 0)
  }

  it.each([
    ['ends without a ruling', () => endTurn(talk.simulation, arbiter, 0)],
    ['changes files', () => endTurn(talk.simulation, arbiter, 2)],
    ['is discarded', discardArbiter],
    ['takes too long', () => check(16)],
  ])('that %s leaves it at one after the other', (_what, happen) => {
    atWork()
    happen()
    expect(settledBy()).toEqual(['serialized', 'host'])
    expect(behind(b) ?? behind(a)).toBeDefined()
  })

  it('that can not be begun leaves it at one after the other', () => {
    const payload = { negotiation: id, because: 'No agent is there.' }
    talk.simulation.send({ type: 'negotiation.report-arbiter-failed', payload })
    expect(settledBy()).toEqual(['serialized', 'host'])
  })

  it('goes when the parties agree or a person settles it', () => {
    atWork()
    talk.confirm(a)
    talk.confirm(b)
    expect(settledBy()).toEqual(['agreed', 'parties'])
    endTurn(talk.simulation, arbiter, 0)
    expect(talk.simulation.thread(arbiter)?.state.kind).toBe('discarded')
  })
})

describe('a person', () => {
  it('speaks to all parties with prompts of their own, which use nothing', () => {
    talk.open()
    const prompts = [a, b].map((thread) => ({ thread, prompt: `p-${thread}` as PromptId }))
    expect(
      codeOf(send({ type: 'negotiation.join', payload: { negotiation: id, text: 'Keep it short', prompts } })),
    ).toBe('ok')
    expect(talk.negotiation.joined).toMatchObject([{ text: 'Keep it short' }])
    expect(talk.model.prompt.get('p-b1')?.blocks.at(-1)).toEqual({
      kind: 'text',
      text: 'Keep it short',
      origin: 'person',
    })
    expect(used().messages).toBe(0)
    const one = { negotiation: id, text: 'x', prompts: [{ thread: a, prompt: 'p-2' as PromptId }] }
    expect(codeOf(send({ type: 'negotiation.join', payload: one }))).toBe('party-missing')
  })

  it('settles it: by who goes first, by a contract, or by nothing', () => {
    talk.open()
    expect(codeOf(settle({ kind: 'serialize', first: 'x' as ThreadId }))).toBe('not-a-party')
    expect(codeOf(settle({ kind: 'ask' }))).toBe('not-possible')
    expect(codeOf(settle({ kind: 'serialize', first: b }, 'b is nearly done'))).toBe('ok')
    expect(state()).toMatchObject({ by: 'person', because: 'b is nearly done' })
    expect(behind(a)).toBe(b)
    expect(codeOf(settle({ kind: 'stop' }))).toBe('negotiation-settled')
  })

  it('opens one within bounds, among members of one team, once', () => {
    const open = (payload: object) =>
      send({
        type: 'negotiation.open',
        payload: {
          negotiation: 'own' as NegotiationId,
          topic: 'Names',
          parties: [a, b],
          because: 'They differ',
          ...payload,
        },
      })
    expect(codeOf(open({ caps: { ...defaultCaps, messages: 0 } }))).toBe('caps-wrong')
    expect(codeOf(open({ topic: ' ' }))).toBe('topic-wrong')
    expect(codeOf(open({ parties: [a, a] }))).toBe('parties-wrong')
    expect(codeOf(open({ by: 'c1' as ThreadId }))).toBe('not-a-party')
    expect(codeOf(open({}))).toBe('ok')
    expect(talk.model.cluster.get(team)?.negotiation).toBe('own')
    expect(talk.told(b)).toHaveLength(1)
    expect(codeOf(open({ negotiation: 'second' }))).toBe('already-open')
  })
})

describe('parties and teams that go', () => {
  it('leave nothing to settle', () => {
    talk.open()
    send({ type: 'thread.discard', payload: { thread: b } })
    expect(settledBy()).toEqual(['stopped', 'host'])
  })

  it('leave it at an end when the team is over: forced where it has used what it may', () => {
    talk.open()
    given(talk.simulation, { type: 'cluster.pinned', id: team, pinned: false })
    talk.simulation.send({ type: 'cluster.dissolve', payload: { cluster: team } })
    expect(settledBy()).toEqual(['stopped', 'host'])
    talk = new TeamTalk(['a', 'b'])
    talk.open()
    given(talk.simulation, { type: 'cluster.spent', id: team, messages: 1_000, tokens: 0 })
    talk.simulation.send({ type: 'cluster.dissolve', payload: { cluster: team } })
    expect(settledBy()).toEqual(['serialized', 'host'])
  })

  it('take a settled one with them into the archive', () => {
    talk.open()
    settle({ kind: 'stop' })
    for (const thread of [a, b]) {
      expect(talk.negotiation.closed).toBeUndefined()
      given(talk.simulation, { type: 'thread.discarded', id: thread, from: { kind: 'ready' }, trash: 'none' })
      talk.simulation.send({ type: 'thread.archive', payload: { thread } })
    }
    expect(talk.negotiation.closed).toBe(true)
  })
})
