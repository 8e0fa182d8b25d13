import { beforeEach, describe, expect, it } from 'vitest'
import type { CouplingId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import { given, givenTurn } from '../testing/planned-run.ts'
import { TeamTalk, team } from '../testing/team-talk.ts'
import { memberIn, spotIn } from '../topology/testing/pairs.ts'
import { nextCheckAt } from './due.ts'
import { withBegun } from './membership.ts'

const [a, b, c] = ['a1' as ThreadId, 'b1' as ThreadId, 'c1' as ThreadId] as const
const minute = 60_000
let talk: TeamTalk

beforeEach(() => {
  talk = new TeamTalk(['a', 'b', 'c'])
  given(talk.simulation, { type: 'cluster.pinned', id: team, pinned: false })
})

const leave = (by: ThreadId) =>
  talk.simulation.send({ type: 'cluster.leave', payload: { by, because: 'It has nothing to do with them.' } })

/** Where two of them meet. */
function meeting(one: string, other: string): void {
  given(talk.simulation, {
    type: 'coupling.measured',
    id: `${one}~${other}` as CouplingId,
    project: 'p' as ProjectId,
    members: [memberIn(one), memberIn(other)],
    score: 0.8,
    parts: [],
    spots: [spotIn('src/x.ts')],
    conflicts: [],
  })
}

describe('who leaves a team', () => {
  it('settles nothing with it any more, and holds up no agreement', () => {
    talk.open()
    talk.publish(a)
    for (const party of [a, b]) talk.confirm(party)
    expect(talk.negotiation.state.kind).toBe('open')
    expect(leave(c).ok).toBe(true)
    expect(talk.negotiation).toMatchObject({ parties: [a, b], state: { kind: 'settled', outcome: { kind: 'agreed' } } })
  })

  it('takes its own word along', () => {
    talk.open()
    talk.publish(c)
    talk.confirm(c)
    leave(c)
    expect(talk.negotiation).toMatchObject({ parties: [a, b], confirmed: [], state: { kind: 'open' } })
  })
})

describe('who comes to a team', () => {
  const join = () =>
    given(talk.simulation, { type: 'cluster.left', id: team, members: [memberIn('c')], because: 'Away' })
  const back = () =>
    talk.simulation.send({
      type: 'cluster.introduce',
      payload: { cluster: 'other' as never, members: [memberIn('c'), memberIn('a')], negotiation: 'second' as never },
    })

  it('takes part in what is settled where it meets a party, and in nothing else', () => {
    join()
    given(talk.simulation, {
      type: 'negotiation.opened',
      id: 'n' as never,
      project: 'p' as ProjectId,
      cluster: team,
      topic: 'Who changes what',
      parties: [a, b],
      because: 'They meet.',
      caps: { rounds: 4, messages: 12, tokens: 24_000, minutes: 20 },
      atCap: 'serialize',
    })
    given(talk.simulation, { type: 'cluster.joined', id: team, members: [memberIn('c')], because: 'It asked.' })
    const thread = talk.simulation.thread(c)
    expect(thread === undefined ? null : withBegun(talk.model, thread)).toEqual([])
    meeting('b', 'c')
    expect(thread === undefined ? null : withBegun(talk.model, thread)).toMatchObject([
      { type: 'negotiation.parties-changed', parties: [a, b, c] },
    ])
  })

  it('finds one exchange there, not two', () => {
    talk.open()
    leave(c)
    meeting('a', 'b')
    meeting('a', 'c')
    expect(back().ok).toBe(true)
    const parties = [...talk.model.negotiation.values()].filter(({ state }) => state.kind === 'open')
    expect(parties.some((one) => one.parties.includes(c))).toBe(true)
  })
})

describe('a further attempt at a task', () => {
  it('takes the place of the one before it, and confirms for itself', () => {
    talk.open()
    talk.publish(b)
    talk.confirm(b)
    const second = givenTurn(talk.simulation, 'b')
    const thread = talk.simulation.thread(second)
    const events = thread === undefined ? [] : withBegun(talk.model, thread)
    expect(events).toMatchObject([{ type: 'negotiation.parties-changed', parties: [a, second, c] }])
    given(talk.simulation, ...events)
    expect(talk.negotiation.confirmed).toEqual([])
  })
})

describe('a team', () => {
  it('is a queue again once its minutes are used, with what it had to settle forced', () => {
    talk.open({ minutes: 1_000 })
    const { budget, since } = talk.model.cluster.get(team) ?? { budget: { minutes: 0 }, since: 0 }
    expect(nextCheckAt(talk.model)).toBe(talk.negotiation.openedAt + 1_000 * minute)
    given(talk.simulation, { type: 'cluster.pinned', id: team, pinned: true })
    talk.simulation.now = since + budget.minutes * minute
    talk.simulation.send({ type: 'negotiation.check', payload: {} })
    expect(talk.model.cluster.get(team)?.state.kind).toBe('team')
    given(talk.simulation, { type: 'cluster.pinned', id: team, pinned: false })
    talk.open({ minutes: 100_000 })
    talk.simulation.send({ type: 'negotiation.check', payload: {} })
    expect(talk.model.cluster.get(team)?.state).toMatchObject({
      kind: 'dissolved',
      because: expect.stringMatching('minutes'),
    })
    expect(talk.negotiation.state).toMatchObject({ kind: 'settled', outcome: { kind: 'serialized' } })
    expect(nextCheckAt(talk.model)).toBeNull()
  })
})
