import { describe, expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const tool = (name: string, args: object = {}, more: object = {}) => ({
  mcp: { server: 'switchyard', tool: name, args, ...more },
})

describe('a team', { timeout: 120_000 }, () => {
  it('asks, is woken to answer, settles a contract and shares a list', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve('--pool', '2')
    const asking = steps(
      tool('ask_peer', { to: 'parser', question: 'What does parse() answer?', seconds: 60 }, { save: 'asked' }),
      { say: 'It ended as ${asked.outcome}: ${asked.content.1.text}' },
      tool('read_contract', { name: 'api/parse' }, { save: 'contract' }),
      tool('task_add', { title: 'Use it' }, { save: 'entry' }),
      tool('task_claim', { item: '${entry.item}' }),
      tool('task_complete', { item: '${entry.item}', evidence: 'client.txt' }),
      write('client.txt', 'version ${contract.version}\n'),
    )
    const answering = steps(write('parser.txt', 'p\n'), {
      onTurn: {
        '*': [
          tool('list_peers', {}, { save: 'peers' }),
          tool('publish_contract', { name: 'api/parse', text: 'parse(text): Row[]', note: 'New.' }),
          tool('send_message', { to: 'client', text: 'See api/parse.', answers: '${peers.peers.0.asksYou.0}' }),
        ],
      },
    })
    const tasks = [
      { id: 'parser', brief: answering },
      { id: 'client', brief: asking },
    ]
    const rested = await plansOn(machine, repository).run({ tasks, topology: 'team', effort: 'quick' })
    expect(states(rested)).toEqual({ parser: 'ready', client: 'ready' })
    const client = rested.tasks.client?.thread ?? ''
    const { entries } = await machine.ok<{ entries: readonly { text: string }[] }>('transcript', client)
    const text = entries.map((entry) => entry.text).join('\n')
    expect(text).toContain('It ended as answered: Messages follow.')
    expect(text).toContain('> See api/parse.')
    const events = machine.follow()
    await events.find('the entry that is done', (all) => all.find(({ type }) => type === 'item.confirmed'))
  })

  it('that a thread joins by itself is known to its session from the next turn on', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve('--pool', '2')
    const joining = steps(
      tool('join_team', { peer: 'other', because: 'Both write what the other reads.' }, { save: 'joined' }),
      write('one.txt', '${joined.state}\n'),
      { onTurn: { '*': [tool('list_peers', {}, { save: 'peers' }), { say: 'With ${peers.peers.0.task}.' }] } },
    )
    const tasks = [
      { id: 'one', brief: joining },
      { id: 'other', brief: steps(write('other.txt', 'o\n')) },
    ]
    const team = { topology: 'adaptive', teams: 'automatic', effort: 'quick' }
    const rested = await plansOn(machine, repository).run({ tasks, ...team })
    const one = rested.tasks.one?.thread ?? ''
    await machine.ok('prompt', one, 'Go on.', '--wait')
    const { entries } = await machine.ok<{ entries: readonly { text: string }[] }>('transcript', one)
    expect(entries.map((entry) => entry.text).join('\n')).toContain('With other.')
    const events = machine.follow()
    const opened = await events.find('both sessions', (all) => {
      const sessions = all.flatMap((event) =>
        event.type === 'thread.session-opened' && event.id === one ? [event.session] : [],
      )
      return sessions.length > 1 ? sessions : undefined
    })
    // The same conversation, with other tools.
    expect(new Set(opened).size).toBe(1)
  })

  it('is no reason for a host to stay: one that waits for an answer lets it end at once', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve('--pool', '2')
    const tasks = [
      { id: 'one', brief: steps(tool('ask_peer', { to: 'other', question: 'What?', seconds: 60 })) },
      { id: 'other', brief: steps(write('other.txt', 'o\n')) },
    ]
    await plansOn(machine, repository).start({ tasks, topology: 'team', effort: 'quick' }, '--approve')
    const events = machine.follow()
    await events.find('the question that was read', (all) =>
      all.find(({ id, type }) => type === 'message.read' && events.all('mailbox.asked')[0]?.message === id),
    )
    expect(await host.process.end()).toBe(0)
  })
})
