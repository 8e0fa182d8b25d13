import { describe, expect, it } from 'vitest'
import { Talk, type Voice } from './talk.ts'
import { sayingOf } from './words.ts'
import type { PlannedEdit, WorldTask } from './world.ts'

const edit = (id: string, change: Partial<PlannedEdit> = {}): PlannedEdit => ({
  id,
  path: 'src/shared.ts',
  part: 1,
  minutes: 5,
  ...change,
})

function talkOf(key: string, edits: readonly PlannedEdit[], others: readonly string[] = []) {
  const said: string[] = []
  const done = new Set<string>()
  const state = { now: 0, taken: false, text: '' }
  const voice: Voice = {
    team: async () => ({ peers: others.map((title) => ({ thread: `thread of ${title}`, title })), settles: false }),
    broadcast: async (text) => void said.push(`all: ${text}`),
    send: async (to, text) => void said.push(`${to}: ${text}`),
    publish: async ({ name, text }) => {
      said.push(`contract ${name}: ${text}`)
      return state.taken ? null : 1
    },
    read: async () => ({ text: state.text, version: 1, by: 'thread of t1' }),
    confirm: async (name, version) => void said.push(`confirm ${name} ${version}`),
  }
  const task: WorldTask = { key, title: key, brief: '', paths: [], after: [], readingMinutes: 1, edits }
  const lineOf = ({ part }: PlannedEdit) => part * 10
  const talk = new Talk({ task, voice, lineOf, isDone: ({ id }) => done.has(id), now: () => state.now })
  const introduce = (text: string) => talk.hear({ id: 'i', number: 1, from: null, kind: 'introduction', text })
  const hear = (from: string, text: string) => {
    talk.hear({ id: text, number: 1, from: { title: from, thread: `thread of ${from}` }, kind: 'message', text })
  }
  return { talk, said, done, state, introduce, hear }
}

const met = 'Where you meet: src/shared.ts:10-10'

describe('an agent among others', () => {
  it('says what it touches to all where nobody said whom that concerns, once', async () => {
    const { introduce, said, talk } = talkOf('t1', [edit('t1.0')], ['t2', 't3'])
    introduce('You work as a team with others.')
    await talk.act()
    introduce('You work as a team with more.')
    await talk.act()
    expect(said).toEqual(['all: change src/shared.ts:10-10'])
  })

  it('keeps its lines by a contract where it is the first by name', async () => {
    const { introduce, said, talk } = talkOf('t1', [edit('t1.0')], ['t2'])
    introduce(met)
    await talk.act()
    expect(said).toEqual([
      'contract places/src/shared.ts: change src/shared.ts:10-10',
      'thread of t2: see contract places/src/shared.ts',
      'confirm places/src/shared.ts 1',
    ])
    expect(talk.yields(edit('t1.0'))).toBe(false)
  })

  it('waits for the first one, puts its change off, and then makes it elsewhere', async () => {
    const own = edit('t2.0')
    const { hear, introduce, said, state, talk } = talkOf('t2', [own], ['t1'])
    introduce(met)
    await talk.act()
    expect([said, talk.putsOff(own, false)]).toEqual([[], true])
    state.text = 'change src/shared.ts:10-10'
    hear('t1', sayingOf({ contracts: ['places/src/shared.ts'] }))
    await talk.act()
    expect([said, talk.putsOff(own, false), talk.yields(own)]).toEqual([
      ['confirm places/src/shared.ts 1'],
      false,
      true,
    ])
  })

  it('speaks in another’s place after a while, and goes on alone after a longer one', async () => {
    const own = edit('t2.0')
    const { introduce, said, state, talk } = talkOf('t2', [own], ['t1'])
    introduce(met)
    await talk.act()
    state.now = 3 * 60_000
    await talk.act()
    expect(said[0]).toBe('contract places/src/shared.ts: change src/shared.ts:10-10')
    expect(talk.putsOff(own, false)).toBe(false)
  })

  it('says what it has changed already, and the other one yields', async () => {
    const late = talkOf('t2', [edit('t2.0')], ['t1'])
    late.introduce(met)
    await late.talk.act()
    late.done.add('t2.0')
    late.state.text = 'change src/shared.ts:10-10'
    late.hear('t1', sayingOf({ contracts: ['places/src/shared.ts'] }))
    await late.talk.act()
    expect(late.said).toContain('thread of t1: changed src/shared.ts:10-10')
    const first = talkOf('t1', [edit('t1.0')], ['t2'])
    first.introduce(met)
    await first.talk.act()
    first.hear('t2', 'changed src/shared.ts:10-10')
    expect(first.talk.yields(edit('t1.0'))).toBe(true)
  })

  it('says nothing about lines that only lie in the same file', async () => {
    const { hear, said, talk } = talkOf('t1', [edit('t1.0')], ['t2'])
    hear('t2', 'change src/shared.ts:40-40')
    await talk.act()
    expect(said).toEqual([])
  })

  it('gives an interface to who needs it, and only once', async () => {
    const { hear, said, talk } = talkOf('t1', [edit('t1.0', { provides: 'api1' })], ['t2'])
    for (const text of ['need api1 of src/shared.ts', 'need api1 of src/shared.ts\n']) {
      hear('t2', text)
      await talk.act()
    }
    expect(said).toEqual(['contract api/api1: add api1 to src/shared.ts', 'thread of t2: see contract api/api1'])
  })

  it('gives up asking for an interface that nobody adds', async () => {
    const need = { path: 'src/other.ts', symbol: 'api2' }
    const { introduce, said, state, talk } = talkOf('t1', [edit('t1.0', { needs: need })], ['t2'])
    introduce(met.replace('shared', 'else'))
    await talk.act()
    said.length = 0
    await talk.ask([need])
    expect([talk.gaveUp, talk.putsOff(edit('t1.0'), true)]).toEqual([false, true])
    state.now = 8 * 60_000
    expect([talk.gaveUp, talk.putsOff(edit('t1.0'), true)]).toEqual([true, false])
  })
})
