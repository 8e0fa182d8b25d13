import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TranscriptRow } from '../../src/shared/transcript/entry.ts'
import type { EventStream } from './kit/event-stream.ts'
import { type Machine, testMachine } from './kit/machine.ts'
import { isAlive } from './kit/processes.ts'
import { steps, write } from './kit/steps.ts'
import { until } from './kit/until.ts'

async function served(files = { 'a.txt': 'one\n' }) {
  const machine = testMachine()
  const repository = machine.repository(files)
  await machine.serve('--pool', '1')
  return { machine, repository, events: machine.follow() }
}

const hang = { hang: true }

/** Resolves once the agent's own steps have come so far. */
function activity(events: EventStream, thread: string, detail: string) {
  return events.find(`activity ${detail}`, (all) =>
    all.find(
      (one) => one.type === 'thread.activity-changed' && one.id === thread && one.activity.detail.includes(detail),
    ),
  )
}

async function worktreeOf(machine: Machine, thread: string): Promise<string> {
  return (await machine.show(thread)).worktree ?? ''
}

async function transcript(machine: Machine, thread: string): Promise<readonly TranscriptRow[]> {
  return (await machine.ok<{ entries: readonly TranscriptRow[] }>('transcript', thread)).entries
}

function agents(machine: Machine) {
  return machine.processes().filter(({ command }) => command.includes('scripted-agent'))
}

describe('a further prompt', () => {
  it('goes on in the same conversation and worktree', async () => {
    const { machine, repository } = await served()
    const first = steps({ say: 'First.' }, write('b.txt', 'b\n'), { onTurn: { 2: [{ say: 'I remember.' }] } })
    const { thread, run } = await machine.dispatch(repository, first, '--wait')
    const { session } = await machine.show(thread)
    expect(await machine.ok('prompt', thread, 'true', '--wait')).toEqual({ thread, run, state: 'ready', reason: null })
    const after = await machine.show(thread)
    expect(after).toMatchObject({
      turns: 2,
      session: { session: session.session, generation: 2 },
      changes: { files: 1 },
    })
    const texts = (await transcript(machine, thread)).filter(({ kind }) => kind === 'message').map(({ text }) => text)
    expect(texts).toEqual(['First.', 'I remember.'])
  })

  it('resumes the conversation when the host was ended in between', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    const first = steps(write('b.txt', 'b\n'), { onTurn: { 2: [{ say: 'I remember.' }] } })
    const { thread } = await machine.dispatch(repository, first, '--wait')
    expect(await host.process.end()).toBe(0)
    expect(machine.processes()).toEqual([])
    await machine.serve()
    await machine.ok('prompt', thread, 'true', '--wait')
    expect((await transcript(machine, thread)).map(({ text }) => text)).toContain('I remember.')
    expect((await machine.show(thread)).notices).toEqual([])
  })

  it('waits for the end of the turn and then runs by itself', async () => {
    const { events, machine, repository } = await served()
    const { thread, run } = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    const asked = await events.event('thread.permission-asked', thread)
    expect(await machine.ok('prompt', thread, 'echo 2 > second.txt')).toEqual({ thread, run })
    await machine.ok('prompt', thread, 'echo 3 > third.txt')
    expect(await machine.show(thread)).toMatchObject({ state: 'needs-you', waiting: 2, turns: 1 })
    await machine.ok('answer', thread, asked.request.id, 'allow')
    await events.event('thread.readied', thread)
    expect(await machine.show(thread)).toMatchObject({ state: 'ready', waiting: 0, turns: 3, changes: { files: 2 } })
    const order = events.all('thread.turn-started', thread).map(({ turn }) => turn)
    expect(order).toEqual([1, 2, 3])
  })

  it('to a landed thread opens a new attempt from where the branch is now', async () => {
    const { events, machine, repository } = await served()
    const { thread, run } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
    await machine.ok('merge', thread)
    const top = repository.commit({ 'c.txt': 'on top\n' }, 'on top')
    const next = await machine.ok<{ thread: string; run: string }>(
      'prompt',
      thread,
      'cat b.txt c.txt > d.txt',
      '--wait',
    )
    expect(next).toMatchObject({ run, state: 'ready' })
    expect(next.thread).not.toBe(thread)
    expect(readFileSync(path.join(await worktreeOf(machine, next.thread), 'd.txt'), 'utf8')).toBe('1\non top\n')
    const opened = await events.event('thread.dispatched', next.thread)
    expect(opened.base).toEqual({ ref: 'main', commit: top })
    expect(await machine.show(thread)).toMatchObject({ state: 'landed' })
    await machine.ok('merge', next.thread)
    expect(repository.read('d.txt')).toBe('1\non top\n')
  })
})

describe('steering', () => {
  it('ends the turn, keeps its work and runs before what waits, without a rest', async () => {
    const { events, machine, repository } = await served()
    const { thread, run } = await machine.dispatch(repository, steps(write('half.txt', 'half\n'), hang))
    await activity(events, thread, 'half.txt')
    await machine.ok('prompt', thread, 'cp steered.txt later.txt')
    const other = await machine.dispatch(repository, 'true')
    const steered = await machine.ok('steer', thread, '--prompt', 'cat half.txt > steered.txt', '--wait')
    expect(steered).toEqual({ thread, run, state: 'ready', reason: null })
    expect(await machine.show(thread)).toMatchObject({ turns: 3, waiting: 0, changes: { files: 3 } })
    expect(events.all('thread.parked', thread)).toEqual([])
    const granted = events.all('thread.slot-granted').map(({ id, turn }) => [id, turn])
    expect(granted.slice(0, 2)).toEqual([
      [thread, 1],
      [thread, 2],
    ])
    expect(readFileSync(path.join(await worktreeOf(machine, thread), 'later.txt'), 'utf8')).toBe('half\n')
    await events.event('thread.readied', other.thread)
  })

  it('closes an open question', async () => {
    const { events, machine, repository } = await served()
    const { thread } = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    await events.event('thread.permission-asked', thread)
    expect(await machine.ok('steer', thread, '--prompt', 'echo 2 > b.txt', '--wait')).toMatchObject({ state: 'ready' })
    expect(await machine.show(thread)).toMatchObject({ turns: 2, requests: [], changes: { files: 1 } })
  })

  it('goes on after kill -9 of the host: the ended prompt is not sent again', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve('--pool', '1')
    const events = machine.follow()
    const deaf = { run: "trap '' TERM INT HUP; echo up >> runs.txt; while :; do sleep 0.1; done" }
    const { thread } = await machine.dispatch(repository, steps(deaf))
    await activity(events, thread, 'trap')
    await until('it runs', async () => existsSync(path.join(await worktreeOf(machine, thread), 'runs.txt')))
    await machine.ok('steer', thread, '--prompt', 'cp runs.txt steered.txt')
    host.process.signal('SIGKILL')
    await host.process.exit
    await machine.serve('--pool', '1')
    const after = machine.follow()
    await after.event('thread.readied', thread)
    expect(await machine.show(thread)).toMatchObject({ state: 'ready', turns: 2, waiting: 0 })
    expect(readFileSync(path.join(await worktreeOf(machine, thread), 'steered.txt'), 'utf8')).toBe('up\n')
    expect(after.all('thread.turn-lost', thread)).toEqual([])
  })

  it('is refused outside a turn', async () => {
    const { machine, repository } = await served()
    const { thread } = await machine.dispatch(repository, 'true', '--wait')
    const refused = await machine.refused('steer', thread, '--prompt', 'true')
    expect(refused).toMatchObject({ code: 'nothing-to-steer', remedy: expect.stringContaining('prompt') })
  })
})

describe('ending a turn', () => {
  it('by interrupt leaves the agent, its work and the free slot', async () => {
    const { events, machine, repository } = await served()
    const { thread } = await machine.dispatch(repository, steps(write('half.txt', 'half\n'), hang))
    await activity(events, thread, 'half.txt')
    const second = await machine.dispatch(repository, 'true')
    expect(await machine.ok('interrupt', thread)).toEqual({ thread, state: 'parked', reason: 'interrupted' })
    expect(await machine.show(thread)).toMatchObject({ changes: { files: 1 }, session: { live: true } })
    await events.event('thread.readied', second.thread)
    expect(await machine.ok('prompt', thread, 'true', '--wait')).toMatchObject({ state: 'ready' })
    expect((await machine.refused('interrupt', thread)).code).toBe('nothing-running')
  })

  it('by stop ends every process of the agent, children that ignore signals included', async () => {
    const { events, machine, repository } = await served()
    const stubborn = {
      run: "trap '' TERM INT HUP; (trap '' TERM INT HUP; setsid sleep 1000 & sleep 1000 & wait) & echo up; wait",
    }
    const { thread } = await machine.dispatch(repository, steps(stubborn))
    await activity(events, thread, 'trap')
    await until(
      'the children run',
      () => machine.processes().filter((one) => one.command === 'sleep 1000').length === 2,
    )
    expect(await machine.ok('stop', thread)).toEqual({ thread, state: 'parked', reason: 'interrupted' })
    expect(machine.processes().filter((one) => /sleep|scripted-agent/.test(one.command))).toEqual([])
    expect(await machine.show(thread)).toMatchObject({ session: { live: false } })
  })

  it('of a queued thread parks it before it began', async () => {
    const { events, machine, repository } = await served()
    const first = await machine.dispatch(repository, steps(hang))
    await events.event('thread.turn-started', first.thread)
    const { thread } = await machine.dispatch(repository, 'true')
    expect(await machine.ok('stop', thread)).toEqual({ thread, state: 'parked', reason: 'interrupted' })
    expect(await machine.show(thread)).toMatchObject({ turns: 0, worktree: null })
    await machine.ok('stop', first.thread)
  })

  it('by kill -9 of the agent parks the thread, frees its slot at once, and a prompt goes on', async () => {
    const { events, machine, repository } = await served()
    const { thread } = await machine.dispatch(repository, steps(write('half.txt', 'half\n'), { run: 'sleep 1000' }))
    await activity(events, thread, 'sleep')
    const second = await machine.dispatch(repository, 'true')
    const [agent] = agents(machine)
    expect(agent).toBeDefined()
    process.kill(agent?.pid ?? 0, 'SIGKILL')
    const parked = await events.event('thread.parked', thread)
    expect(parked.reason.code).toBe('crash')
    expect(parked.reason.message).toContain('SIGKILL')
    await events.event('thread.readied', second.thread)
    expect(machine.processes().filter(({ command }) => command.startsWith('sleep'))).toEqual([])
    expect(await machine.show(thread)).toMatchObject({ state: 'parked', reason: 'crash', changes: { files: 1 } })
    expect(await machine.ok('prompt', thread, 'echo 2 >> half.txt', '--wait')).toMatchObject({ state: 'ready' })
    const file = path.join(await worktreeOf(machine, thread), 'half.txt')
    expect(readFileSync(file, 'utf8')).toBe('half\n2\n')
  })
})

describe('kill -9 of the host', () => {
  it('loses nothing: the turn is sent again in the same worktree, and the agent of before is gone', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    const go = path.join(machine.home, 'go')
    const events = machine.follow()
    const { thread } = await machine.dispatch(
      repository,
      steps(
        { run: 'echo again >> times.txt' },
        { run: `while [ ! -e '${go}' ]; do sleep 0.02; done; echo done > done.txt` },
      ),
    )
    await activity(events, thread, 'while')
    const before = agents(machine)
    host.process.signal('SIGKILL')
    await host.process.exit
    const next = await machine.serve()
    const anew = machine.follow()
    await anew.event('thread.turn-started', thread, 2)
    expect(before.filter(({ pid }) => isAlive(pid))).toEqual([])
    expect(existsSync(go)).toBe(false)
    repository.write({ '../home/go': '' })
    await anew.event('thread.readied', thread)
    const worktree = await worktreeOf(machine, thread)
    expect(readFileSync(path.join(worktree, 'times.txt'), 'utf8')).toBe('again\nagain\n')
    expect(readFileSync(path.join(worktree, 'done.txt'), 'utf8')).toBe('done\n')
    expect(await machine.show(thread)).toMatchObject({ state: 'ready', turns: 1, changes: { files: 2 } })
    expect(next.pid).not.toBe(host.pid)
  })
})
