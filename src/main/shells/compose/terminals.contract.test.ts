import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { placeOf } from '../../../shared/domain/worktree/queries.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { dispatchOf } from '../../gateway/testing/host-fixture.ts'
import { pidLives } from '../../ports/testing/process.contract.ts'
import { connectHost, type HostApi } from '../attach/host-client.ts'
import { type Host, openHost } from './open-host.ts'

const thread = 'one'
const read = (file: string) => readFileSync(file, 'latin1')
const lives = (pid: number) => pidLives(read, pid)

describe('terminals of a host', () => {
  let home: string
  let host: Host
  let api: HostApi
  let disconnect: () => Promise<void> | void
  const problems: string[] = []

  const repository = () => path.join(home, 'repository')
  const environment = () => ({
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    SHELL: '/bin/sh',
    GIT_CONFIG_GLOBAL: '/dev/null',
    SOME_API_KEY: 'secret',
  })

  beforeEach(async () => {
    home = realpathSync(mkdtempSync(path.join(tmpdir(), 'sy-terminals-')))
    problems.length = 0
    mkdirSync(path.join(repository(), 'packages', 'app'), { recursive: true })
    writeFileSync(path.join(repository(), 'packages', 'app', 'a.txt'), 'one\n')
    for (const args of [
      ['init', '-q', '-b', 'main'],
      ['add', '.'],
      ['-c', 'user.name=n', '-c', 'user.email=n@n', 'commit', '-qm', 'first'],
    ])
      execFileSync('git', args, { cwd: repository(), env: environment() })
    const dataFolder = path.join(home, 'data')
    mkdirSync(dataFolder)
    const opened = await openHost({
      dataFolder,
      port: 0,
      host: '127.0.0.1',
      pool: 2,
      environment: environment(),
      problem: (message, error) => void problems.push(`${message}: ${String(error)}`),
    })
    if (!opened.ok) throw new Error(opened.error.message)
    host = opened.value
    await connect()
  })

  afterEach(async () => {
    await disconnect()
    await host.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    expect(problems).toEqual([])
  })

  const connect = async () => {
    const connected = await connectHost({ url: host.server.address, token: host.token })
    if (!connected.ok) throw new Error(connected.error.message)
    api = connected.value.api
    disconnect = () => connected.value.close()
  }
  const state = () => host.engine.model.thread.get(thread as ThreadId)?.state.kind
  const until = (kind: string) => host.engine.when(() => (state() === kind ? true : undefined))
  const dispatch = async () => {
    const command = dispatchOf(thread, 'echo done')
    const payload = { ...command.payload, repository: path.join(repository(), 'packages', 'app') }
    await api.commands.send({ id: 'c1', command: { ...command, payload } })
    await until('ready')
  }
  const open = (terminal: string) => api.terminal.open({ thread, terminal, columns: 90, rows: 30 })
  /** Follows until the text is there; answers with it and the offset behind it. */
  const follow = async (terminal: string, expected: RegExp, after = 0) => {
    let text = ''
    let offset = after
    for await (const batch of await api.terminal.watch({ terminal, after })) {
      if (batch.kind === 'ended') return { text, offset, end: batch }
      if (batch.kind === 'output') {
        expect(batch.offset).toBe(offset)
        text += batch.text
        offset = batch.offset + batch.text.length
      }
      if (expected.test(text)) break
    }
    return { text, offset, end: null }
  }
  const never = /(?!)/

  it("run the person's shell in the thread's folder, and go on for a client that comes back", async () => {
    await dispatch()
    expect(await open('t1')).toEqual({ terminal: 't1', thread, title: 'sh', state: { kind: 'running' } })
    await api.terminal.write({ terminal: 't1', text: 'pwd; ls; env | sort; stty size; echo e""nd\r' })
    const first = await follow('t1', /end\r\n/)
    const place = placeOf(host.engine.model, thread)
    expect(first.text).toContain(`${place?.folder}/packages/app\r\na.txt\r\n`)
    expect(first.text).toContain('30 90')
    expect(first.text).toContain('TERM=xterm-256color')
    expect(first.text).not.toMatch(/secret|GIT_CONFIG/)

    await disconnect()
    await connect()
    await api.terminal.resize({ terminal: 't1', columns: 40, rows: 10 })
    await api.terminal.write({ terminal: 't1', text: 'stty size; printf "\\033[31mgrün\\033[0m\\n"\r' })
    const second = await follow('t1', /0m\r\n/, first.offset)
    expect(second.text).toContain('10 40')
    expect(second.text).toContain('\x1b[31mgrün\x1b[0m')
    expect((await api.terminal.list({ thread })).map((one) => one.terminal)).toEqual(['t1'])

    await api.terminal.write({ terminal: 't1', text: 'exit 4\r' })
    expect((await follow('t1', never, second.offset)).end).toEqual({ kind: 'ended', code: 4, signal: null })
    await api.terminal.close({ terminal: 't1' })
    expect(await api.terminal.list({ thread })).toEqual([])
    await expect(api.terminal.watch({ terminal: 't1', after: 0 })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'terminal-unknown' },
    })
  })

  it('open nowhere else, where an agent put a link in place of the project’s folder', async () => {
    await dispatch()
    const app = path.join(placeOf(host.engine.model, thread)?.folder ?? '', 'packages', 'app')
    rmSync(app, { recursive: true })
    symlinkSync(repository(), app)
    await expect(open('t1')).rejects.toMatchObject({ data: { code: 'pty-not-started' } })
    expect(await api.terminal.list({ thread })).toEqual([])
    rmSync(app)
    symlinkSync('..', app)
    await open('t1')
  })

  it('lose the oldest of a flood, and the host answers meanwhile', async () => {
    await dispatch()
    await open('t1')
    const heap = process.memoryUsage().heapUsed
    let largest = 0
    let longest = 0
    let over = false
    const asking = async () => {
      while (!over) {
        const before = performance.now()
        await api.host.info()
        longest = Math.max(longest, performance.now() - before)
        largest = Math.max(largest, process.memoryUsage().heapUsed - heap)
      }
    }
    const answers = asking()
    await api.terminal.write({ terminal: 't1', text: 'yes | head -c 20000000; echo o""ver\r' })
    let tail = ''
    let next = 0
    for await (const batch of await api.terminal.watch({ terminal: 't1', after: 0 })) {
      if (batch.kind === 'output') {
        expect(batch.offset).toBe(next)
        next += batch.text.length
        tail = (tail + batch.text).slice(-20)
      } else if (batch.kind === 'lost') next = batch.offset
      if (/over\r\n/.test(tail)) break
    }
    over = true
    await answers
    expect(next).toBeGreaterThan(30_000_000)
    expect(longest).toBeLessThan(1000)
    expect(largest).toBeLessThan(200_000_000)

    const stream = await api.terminal.watch({ terminal: 't1', after: 5 })
    const first = await stream.next()
    await stream.return?.()
    const from = first.value?.kind === 'lost' ? first.value.offset : 0
    expect(from).toBeGreaterThan(28_500_000)
    const rest = await follow('t1', /over\r\n/, from)
    expect(rest.offset - from).toBeLessThan(1_200_000)
    expect(rest.offset - from).toBeGreaterThan(999_000)
  }, 60_000)

  it('end before a discarded worktree is moved, with what runs in them', async () => {
    await dispatch()
    await Promise.all([open('t1'), open('t2')])
    await api.terminal.write({ terminal: 't1', text: 'sleep 300 & (setsid sleep 300 &); echo pids $$ $! .\r' })
    const { text } = await follow('t1', /pids \d+ \d+ \./)
    const pids = (/pids (\d+) (\d+)/.exec(text) ?? []).slice(1).map(Number)
    const folder = placeOf(host.engine.model, thread)?.folder ?? ''
    const inside = () =>
      readdirSync('/proc')
        .filter((pid) => /^\d+$/.test(pid) && workingFolder(pid).startsWith(folder))
        .map(Number)
    expect(inside()).toEqual(expect.arrayContaining(pids))
    const following = follow('t2', never)
    await api.commands.send({ id: 'c2', command: { type: 'thread.discard', payload: { thread } } })
    await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 10_000, interval: 20 })
    expect(pids.filter(lives)).toEqual([])
    expect(inside()).toEqual([])
    expect((await following).end).toMatchObject({ kind: 'ended' })
    expect(await api.terminal.list({ thread })).toEqual([])
    await expect(open('t3')).rejects.toMatchObject({ data: { code: 'terminal-no-worktree' } })
  })

  it('end with the program that keeps them, and the next opens', async () => {
    await dispatch()
    await open('t1')
    await api.terminal.write({ terminal: 't1', text: 'echo keeper $PPID .\r' })
    const { text, offset } = await follow('t1', /keeper \d+ \./)
    process.kill(Number(/keeper (\d+)/.exec(text)?.[1]), 'SIGKILL')
    expect((await follow('t1', never, offset)).end).toEqual({ kind: 'ended', code: null, signal: null })
    await expect(api.terminal.write({ terminal: 't1', text: 'x' })).rejects.toMatchObject({
      data: { code: 'terminal-ended' },
    })
    await open('t2')
    await api.terminal.write({ terminal: 't2', text: 'echo a""gain\r' })
    expect((await follow('t2', /again\r\n/)).text).toContain('again')
  })

  it('end with the host', async () => {
    await dispatch()
    await open('t1')
    await api.terminal.write({ terminal: 't1', text: 'sleep 300 & echo pids $$ $! $PPID .\r' })
    const { text } = await follow('t1', /pids \d+ \d+ \d+ \./)
    const pids = (/pids (\d+) (\d+) (\d+)/.exec(text) ?? []).slice(1).map(Number)
    expect(pids.filter(lives)).toHaveLength(3)
    await disconnect()
    await host.close()
    expect(pids.filter(lives)).toEqual([])
  })
})

function workingFolder(pid: string): string {
  try {
    return realpathSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
