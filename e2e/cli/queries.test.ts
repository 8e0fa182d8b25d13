import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HostCheck } from '../../src/shared/contract/channels/host.ts'
import type { ThreadDiff } from '../../src/shared/contract/channels/review.ts'
import type { TranscriptRow } from '../../src/shared/transcript/entry.ts'
import { type Machine, testMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

/** A machine whose host has done something and is gone. */
async function left(): Promise<{ machine: Machine; thread: string }> {
  const machine = testMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  const host = await machine.serve()
  const work = steps({ say: 'Hello there.' }, { think: 'Hm.' }, write('b.txt', 'b\n'), { run: 'echo out; exit 3' })
  const { thread } = await machine.dispatch(repository, work, '--wait', '--title', 'Something')
  expect(await host.process.end()).toBe(0)
  return { machine, thread }
}

async function storedEvents(machine: Machine, ...args: readonly string[]) {
  const { code, stdout } = await machine.cli(['events', ...args])
  expect(code).toBe(0)
  const lines = stdout.split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as { sequence: number; type: string; id: string })
}

describe('questions', () => {
  it('are answered from the store where no host runs: nothing is started, created or changed', async () => {
    const { machine, thread } = await left()
    const before = snapshot(machine.data)
    const { threads } = await machine.ok<{ threads: readonly object[] }>('threads')
    expect(threads).toMatchObject([{ id: thread, title: 'Something', state: 'ready', reason: null, into: 'main' }])
    const shown = await machine.show(thread)
    expect(shown).toMatchObject({ id: thread, requests: [], changes: { files: 1 }, session: { live: false } })
    const { files } = await machine.ok<ThreadDiff>('diff', thread)
    expect(files.map((file) => file.path)).toEqual(['b.txt'])
    const events = await storedEvents(machine)
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1))
    const { entries } = await machine.ok<{ entries: readonly TranscriptRow[] }>('transcript', thread)
    expect(entries.map(({ kind, text }) => `${kind}: ${text.split('\n')[0]}`)).toEqual([
      'prompt: Follow the steps.',
      'message: Hello there.',
      'thought: Hm.',
      'tool: ',
      'tool: out',
      'turn-end: ',
    ])
    expect((await machine.refused('show', 'nothing')).code).toBe('thread-unknown')
    expect(machine.processes()).toEqual([])
    expect(snapshot(machine.data)).toEqual(before)
  })

  it('show nothing as running after the host was killed', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    const events = machine.follow()
    const { thread } = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    await events.event('thread.permission-asked', thread)
    host.process.signal('SIGKILL')
    await host.process.exit
    await machine.deserted()
    expect(await machine.show(thread)).toMatchObject({ state: 'queued', requests: [], session: { live: false } })
    const { threads } = await machine.ok<{ threads: readonly object[] }>('threads')
    expect(threads).toMatchObject([{ id: thread, state: 'queued' }])
    expect((await storedEvents(machine)).at(-1)?.type).toBe('thread.permission-asked')
  })

  it('make no data folder', async () => {
    const machine = testMachine()
    expect(await machine.ok('threads')).toEqual({ threads: [] })
    expect(await storedEvents(machine)).toEqual([])
    expect((await machine.refused('show', 'nothing')).code).toBe('thread-unknown')
    expect(existsSync(machine.data)).toBe(false)
    expect(machine.processes()).toEqual([])
  })

  it('about events can start after any of them', async () => {
    const { machine } = await left()
    const all = await storedEvents(machine)
    const middle = all[4]?.sequence ?? 0
    expect(await storedEvents(machine, '--after', String(middle))).toEqual(all.slice(5))
    expect(await storedEvents(machine, '--after', '999999')).toEqual([])
  })

  it('about events can go on with what happens, without a gap or a repetition', async () => {
    const { machine, thread } = await left()
    const known = await storedEvents(machine)
    await machine.serve()
    const stream = machine.follow(known[2]?.sequence)
    await machine.ok('prompt', thread, 'true', '--wait')
    await stream.event('thread.readied', thread, 2)
    const { sequence } = stream.events[0] ?? { sequence: 0 }
    expect(sequence).toBe(4)
    expect(stream.events.map((event) => event.sequence)).toEqual(stream.events.map((_, at) => sequence + at))
    expect(await stream.end()).toBe(0)
  })

  it('about the machine name what works and what to do about the rest, with and without a host', async () => {
    const { machine } = await left()
    const { checks } = await machine.ok<{ checks: readonly HostCheck[] }>('doctor')
    const named = new Map(checks.map((check) => [check.name, check]))
    expect([...named.keys()]).toEqual(
      expect.arrayContaining([
        'git',
        'node',
        'data',
        'sandbox',
        'scripted',
        'claude-code',
        'codex',
        'gemini',
        'opencode',
      ]),
    )
    expect(named.get('git')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^git \d+\.\d+/) })
    expect(named.get('scripted')?.state).toBe('ok')
    for (const check of checks) expect(check.state === 'ok' || check.remedy !== null).toBe(true)
    await machine.serve()
    expect((await machine.ok<{ checks: readonly HostCheck[] }>('doctor')).checks).toEqual(checks)
  })

  it('come as text for a person without --json', async () => {
    const { machine, thread } = await left()
    expect((await machine.cli(['threads'], { text: true })).stdout).toMatch(
      new RegExp(`^${thread} +ready .*Something\n$`),
    )
    expect((await machine.cli(['diff', thread], { text: true })).stdout).toContain('\n+b\n')
    expect((await machine.cli(['transcript', thread], { text: true })).stdout).toContain('message: Hello there.')
  })
})

/** Name, size and content of everything in a folder, but not of SQLite's shared memory, which readers use too. */
function snapshot(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => !name.endsWith('-shm') && statSync(path.join(folder, name)).isFile())
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]))
}
