import { describe, expect, it } from 'vitest'
import type { MessageView, NegotiationView, PeersView } from '../../src/main/shells/answers/peer-views.ts'
import { testMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

const tool = (name: string, args: object) => ({ mcp: { server: 'switchyard', tool: name, args } })

describe('work that may collide', { timeout: 120_000 }, () => {
  it('is listed with its reasons, brought together, settled, put in order and let go, from the command line', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\ntwo\n' })
    const host = await machine.serve('--pool', '2')
    const publish = tool('publish_contract', { name: 'rows', text: 'rows(): Row[]', note: 'New.' })
    const [{ thread: one }, { thread: other }] = await Promise.all([
      machine.dispatch(repository, steps(write('a.txt', 'ONE\n'), publish), '--title', 'One', '--wait'),
      machine.dispatch(repository, steps(write('a.txt', 'Other\n')), '--title', 'Other', '--wait'),
    ])
    const events = machine.follow()
    const proposed = await events.find('the proposal', (all) => all.find(({ type }) => type === 'cluster.proposed'))
    const found = await machine.ok<PeersView>('peers')
    expect(found.teams).toMatchObject([{ id: proposed.id, state: 'proposed', pinned: false }])
    expect(found.collisions).toMatchObject([{ standing: 'open', conflicts: [{ path: 'a.txt' }] }])
    const titles = found.collisions[0]?.members.map(({ title }) => title)
    expect(titles?.toSorted()).toEqual(['One', 'Other'])
    expect((await machine.ok<PeersView>('team', 'decline', proposed.id)).teams).toEqual([])

    const brought = await machine.ok<PeersView>('introduce', one, other, '--because', 'Both write a.txt.')
    const [team] = brought.teams
    expect(team).toMatchObject({ state: 'team', because: 'Both write a.txt.' })
    expect((await machine.ok<PeersView>('team', 'pin', team?.id ?? '')).teams).toMatchObject([{ pinned: true }])
    const led = await machine.ok<PeersView>('team', 'lead', team?.id ?? '', other)
    expect(led.teams[0]?.members.find(({ task }) => task === led.teams[0]?.lead)).toMatchObject({ title: 'Other' })
    const { negotiations } = await machine.ok<{ negotiations: readonly NegotiationView[] }>('negotiations')
    expect(negotiations).toMatchObject([{ id: team?.negotiation, state: 'open', outcome: null }])
    const settled = await machine.ok<NegotiationView>('settle', negotiations[0]?.id ?? '', '--contract', 'rows')
    expect(settled).toMatchObject({ state: 'settled', settledBy: 'person', outcome: { kind: 'agreed', version: 1 } })

    const ordered = await machine.ok<PeersView>('after', other, one)
    expect(ordered.collisions).toMatchObject([{ standing: 'serialized' }])
    expect(await machine.ok('release', other)).toMatchObject({ thread: other })
    expect((await machine.refused('release', other)).code).toBe('not-behind')
    expect((await machine.ok<PeersView>('ignore', one, other)).collisions).toMatchObject([{ standing: 'ignored' }])
    expect((await machine.ok<PeersView>('team', 'split', team?.id ?? '', other)).teams).toEqual([])
    expect(await machine.ok('switch', repository.folder, 'adaptive', '--teams', 'automatic')).toMatchObject({
      ...{ topology: 'adaptive', teams: 'automatic' },
    })

    expect(await host.process.end()).toBe(0)
    const read = await machine.ok<{ messages: readonly MessageView[] }>('messages', other, '--with', 'host')
    expect(read.messages.at(-1)).toMatchObject({ from: null, to: other, kind: 'introduction', number: 1 })
    expect(await machine.ok('contracts')).toMatchObject({ contracts: [{ name: 'rows', owner: one, version: 1 }] })
    expect(await machine.ok('contracts', 'rows')).toMatchObject({ versions: [{ text: 'rows(): Row[]', by: one }] })
    // Questions are answered without a host.
    expect(machine.processes().filter(({ command }) => command.includes(' serve '))).toEqual([])
  })

  it('is refused with a reason where there is none, and called wrongly where the words are', async () => {
    const machine = testMachine()
    expect(await machine.ok('peers')).toEqual({ teams: [], collisions: [] })
    expect(await machine.ok('negotiations')).toEqual({ negotiations: [] })
    expect((await machine.refused('messages', 'nobody')).code).toBe('thread-unknown')
    expect((await machine.refused('contracts', 'nothing')).code).toBe('contract-unknown')
    const wrong = [
      ['settle', 'x'],
      ['settle', 'x', '--stop', '--first', 'y'],
      ['switch', 'x', 'chaos'],
      ['introduce', 'x'],
    ]
    for (const args of wrong) expect(await machine.cli(args)).toMatchObject({ code: 2, stdout: '' })
    expect(machine.processes()).toEqual([])
  })
})
