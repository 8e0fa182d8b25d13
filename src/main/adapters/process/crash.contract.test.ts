import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProcessPort, SpawnRequest } from '../../ports/process.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { pidLives, pidsFrom, textOf } from '../../ports/testing/process.contract.ts'
import { systemClock } from '../clock/system-clock.ts'
import { processIdentities, readProcess } from './process-list.ts'
import { createProcessPort, type ProcessPortOptions } from './process-port.ts'

const env = { PATH: '/usr/bin:/bin' }
const lives = (pid: number) => pidLives((file) => readFileSync(file, 'latin1'), pid)
const gone = (pids: readonly number[]) =>
  vi.waitFor(() => expect(pids.filter(lives)).toEqual([]), { timeout: 5000, interval: 20 })

describe('when a process dies', () => {
  let folder: string
  let journalFile: string
  let opened: ProcessPort[]
  let started: ChildProcess[]

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sy-crash-'))
    journalFile = join(folder, 'data', 'processes.jsonl')
    opened = []
    started = []
  })

  afterEach(async () => {
    for (const child of started) child.kill('SIGKILL')
    await Promise.all(opened.map((port) => port.close()))
    await rm(folder, { recursive: true, force: true })
  })

  const open = async (more: Partial<ProcessPortOptions> = {}) => {
    const helperEntry = fileURLToPath(new URL('./helper.ts', import.meta.url))
    const port = await createProcessPort({
      helperEntry,
      nodeFile: process.execPath,
      journalFile,
      clock: systemClock,
      ...more,
    })
    opened.push(port)
    return port
  }
  const request = (script: string, more: Partial<SpawnRequest> = {}): SpawnRequest => ({
    file: '/bin/sh',
    args: ['-c', script],
    cwd: folder,
    env,
    ...more,
  })
  const start = async (port: ProcessPort, script: string, more: Partial<SpawnRequest> = {}) => {
    const spawned = await port.spawn(request(script, more))
    if (!spawned.ok) throw new Error(spawned.error.message)
    return spawned.value
  }
  const helperOf = (pid: number) => readProcess(pid)?.parent ?? 0
  /** A process outside any port, as another user program would be. */
  const bystander = () => {
    const child = spawn('/bin/sleep', ['300'], { env, detached: true, stdio: 'ignore' })
    started.push(child)
    const pid = child.pid ?? 0
    return { pid, startTime: readProcess(pid)?.startTime ?? '' }
  }
  const startHost = async () => {
    const program = fileURLToPath(new URL('./testing/host-program.ts', import.meta.url))
    const host = spawn(process.execPath, [program, journalFile], {
      env: { ...env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    started.push(host)
    const [helper = 0, agent = 0, descendant = 0] = await pidsFrom(host.stdout)
    return { host, helper, agent, descendant }
  }

  describe('the host', () => {
    it('leaves nothing running, and no socket folder', async () => {
      const { host, helper, agent, descendant } = await startHost()
      expect([helper, agent, descendant].filter(lives)).toHaveLength(3)
      expect(readdirSync(folder).filter((name) => name.startsWith('switchyard-'))).toHaveLength(1)
      host.kill('SIGKILL')
      await gone([helper, agent, descendant])
      expect(readdirSync(folder).filter((name) => name.startsWith('switchyard-'))).toEqual([])
    })

    it('with its helper leaves what the next host reaps', async () => {
      const { host, helper, agent, descendant } = await startHost()
      const innocent = bystander()
      process.kill(helper, 'SIGSTOP')
      host.kill('SIGKILL')
      process.kill(helper, 'SIGKILL')
      await gone([helper])
      expect([agent, descendant].filter(lives)).toEqual([agent, descendant])

      const port = await open()
      const reaped = await port.reap()
      expect([agent, descendant].filter(lives)).toEqual([])
      expect(reaped.map((one) => one.identity.pid)).toEqual(expect.arrayContaining([agent, descendant]))
      expect(new Set(reaped.map((one) => one.owner))).toEqual(new Set(['thread-1']))
      expect(processIdentities.isAlive(innocent)).toBe(true)
      expect(await port.reap()).toEqual([])
      expect(await readFile(journalFile, 'utf8')).toBe('')
    })
  })

  describe('reaping', () => {
    const journal = async (...lines: readonly object[]) => {
      await mkdir(join(folder, 'data'))
      await writeFile(journalFile, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    }

    it('spares a process that got the pid of a recorded one', async () => {
      const innocent = bystander()
      const recorded = bystander()
      await journal(
        { marker: 'm1', owner: 'a' },
        { marker: 'm1', ...innocent, startTime: `1${innocent.startTime}` },
        { marker: 'm2', owner: 'b' },
        { marker: 'm2', ...recorded },
        { marker: 'm3', owner: 'c' },
        { marker: 'm3', ...innocent },
        { marker: 'm3', ended: true },
      )
      const reaped = await (await open()).reap()
      expect(reaped).toEqual([{ identity: recorded, owner: 'b' }])
      expect(processIdentities.isAlive(innocent)).toBe(true)
      expect(processIdentities.isAlive(recorded)).toBe(false)
    })

    it('finds by its marker what was announced but never recorded with a pid', async () => {
      const stray = spawn('/bin/sleep', ['300'], { env: { ...env, SWITCHYARD_PROCESS: 'm1' }, stdio: 'ignore' })
      started.push(stray)
      await once(stray, 'spawn')
      await journal({ marker: 'm1', owner: 'a' })
      const reaped = await (await open()).reap()
      expect(reaped).toEqual([{ identity: expect.objectContaining({ pid: stray.pid }), owner: 'a' }])
      expect(lives(stray.pid ?? 0)).toBe(false)
    })

    it('leaves the running processes of its own host alone', async () => {
      const port = await open()
      const child = await start(port, 'read line; echo "got $line"', { owner: 'a' })
      expect(await port.reap()).toEqual([])
      child.stdin.end('it\n')
      expect(await textOf(child.stdout)).toBe('got it\n')
      await child.exited
      await port.close()
      expect(await readFile(journalFile, 'utf8')).not.toContain('"a"')
    })
  })

  describe('the spawn helper', () => {
    it('reports what ran as lost, ends it, and starts again for the next', async () => {
      const port = await open()
      const owned = await start(port, `trap "" TERM; setsid sleep 300 & echo $!; while :; do sleep 0.1; done`, {
        owner: 'a',
      })
      const plain = await start(port, 'echo $$; exec sleep 300')
      const pids = [...(await pidsFrom(owned.stdout)), ...(await pidsFrom(plain.stdout))]
      const helper = helperOf(plain.identity.pid)
      process.kill(helper, 'SIGKILL')
      const lost = { code: null, signal: null, lost: true }
      expect(await Promise.all([owned.exited, plain.exited])).toEqual([lost, lost])
      expect([...pids, owned.identity.pid].filter(lives)).toEqual([])
      await owned.terminate(1000)

      const next = await start(port, 'echo again; read line', { owner: 'b' })
      expect(helperOf(next.identity.pid)).not.toBe(helper)
      next.stdin.end()
      expect(await textOf(next.stdout)).toBe('again\n')
      expect(await next.exited).toMatchObject({ lost: false })
    })

    it('answers starts and ends in flight', async () => {
      const port = await open()
      const child = await start(port, 'trap "" TERM; echo $$; while :; do sleep 0.1; done', { owner: 'a' })
      await pidsFrom(child.stdout)
      const helper = helperOf(child.identity.pid)
      process.kill(helper, 'SIGSTOP')
      const ending = child.terminate(60_000)
      const starting = port.spawn(request('sleep 300', { owner: 'b' }))
      process.kill(helper, 'SIGKILL')
      expect(await starting).toMatchObject({ ok: false, error: { code: 'spawner-closed' } })
      await ending
      expect(await child.exited).toMatchObject({ lost: true })
    })

    it('is not started again without bounds', async () => {
      const clock = createManualClock()
      const broken = join(folder, 'broken.mjs')
      await writeFile(broken, 'console.error("broken on purpose"); process.exit(1)')
      const port = await open({ helperEntry: broken, clock })
      const errors: unknown[] = []
      for (let at = 0; at < 8; at++) {
        const spawned = await port.spawn(request('true'))
        if (!spawned.ok) errors.push(spawned.error)
      }
      expect(errors).toHaveLength(8)
      expect(errors[0]).toMatchObject({ code: 'spawner-closed', facts: { errorOutput: 'broken on purpose\n' } })
      expect(errors[7]).toMatchObject({ code: 'spawner-closed', facts: { restarts: 6 } })
      clock.advance(61_000)
      expect(await port.spawn(request('true'))).toMatchObject({
        error: { facts: { errorOutput: 'broken on purpose\n' } },
      })
    })

    it('refuses to start what it cannot record', async () => {
      await writeFile(join(folder, 'data'), 'a file where the folder should be')
      const port = await open()
      expect(await port.spawn(request(`touch ${folder}/ran`, { owner: 'a' }))).toMatchObject({
        ok: false,
        error: { code: 'spawn-failed', facts: { problem: 'not-recorded' } },
      })
      expect(existsSync(join(folder, 'ran'))).toBe(false)
    })
  })
})
