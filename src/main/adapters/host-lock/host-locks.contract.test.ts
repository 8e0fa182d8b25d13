import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostLockPort } from '../../ports/host-lock.ts'
import type { ProcessIdentity } from '../../ports/process.ts'
import { hostLockContract } from '../../ports/testing/host-lock.contract.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createHostLocks } from './host-locks.ts'

/** Hosts of this process that pass for processes of their own. */
function pretendedHosts() {
  const alive = new Map<number, HostLockPort>()
  let lastPid = 1000
  const isAlive = (identity: ProcessIdentity) => alive.has(identity.pid) && identity.startTime === 'then'
  return {
    host() {
      lastPid += 1
      const identity = { pid: lastPid, startTime: 'then' }
      const port = createHostLocks({ processes: { own: () => identity, isAlive }, clock: systemClock })
      alive.set(lastPid, port)
      return port
    },
    kill(host: HostLockPort) {
      for (const [pid, port] of alive) if (port === host) alive.delete(pid)
    },
  }
}

hostLockContract('files', pretendedHosts)

describe('a race for a dead lock', () => {
  let parent: string
  let started: ChildProcess[]

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'sy-race-'))
    started = []
  })

  afterEach(async () => {
    for (const child of started) child.kill('SIGKILL')
    await rm(parent, { recursive: true, force: true })
  })

  it('has one winner, whatever claims the dead left behind and whoever starts late', async () => {
    let round = 0
    const dead = (id: string) => JSON.stringify({ id, pid: 5, startTime: 'gone' })
    const scenario = fc.record({
      claims: fc.nat({ max: 3 }),
      first: fc.constantFrom('dead', 'garbage', 'none'),
      delays: fc.array(fc.nat({ max: 30 }), { minLength: 2, maxLength: 8 }),
    })
    const race = async ({ claims, first, delays }: typeof scenario extends fc.Arbitrary<infer T> ? T : never) => {
      round += 1
      const folder = join(parent, String(round))
      await mkdir(folder)
      if (first !== 'none') await writeFile(join(folder, 'host.lock'), first === 'dead' ? dead('a0') : 'garbage')
      let name = 'host.lock'
      for (let at = 0; at < claims; at++) {
        name += `.a${at}`
        await writeFile(join(folder, name), dead(`a${at + 1}`))
      }
      const hosts = pretendedHosts()
      const outcomes = await Promise.all(
        delays.map(async (delayMs) => {
          const host = hosts.host()
          await new Promise<void>((resolve) => systemClock.after(delayMs, resolve))
          return host.acquire(folder)
        }),
      )
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
      expect(new Set(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.error.code))).size).toBeLessThan(3)
      expect(await hosts.host().owner(folder)).not.toBeNull()
    }
    await fc.assert(fc.asyncProperty(scenario, race), { numRuns: 60 })
  })

  it('among eight processes has one winner, whom the losers see; killed, again', async () => {
    const folder = join(parent, 'data')
    const program = fileURLToPath(new URL('./testing/contender.ts', import.meta.url))
    for (let round = 0; round < 3; round++) {
      const contenders = Array.from({ length: 8 }, () => {
        const env = { PATH: '/usr/bin:/bin', HOME: parent }
        const child = spawn(process.execPath, [program, folder], { env, stdio: ['pipe', 'pipe', 'inherit'] })
        started.push(child)
        const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
        return { child, next: async () => (await lines.next()).value ?? '' }
      })
      expect(await Promise.all(contenders.map(({ next }) => next()))).toEqual(Array(8).fill('ready'))
      for (const { child } of contenders) child.stdin.write('go\n')
      const outcomes = await Promise.all(contenders.map(async ({ next }) => JSON.parse(await next())))
      const winners = outcomes.filter((outcome) => outcome.won)
      expect(winners).toHaveLength(1)
      for (const outcome of outcomes.filter((one) => !one.won)) {
        expect(outcome).toMatchObject({ code: 'host-running', pid: winners[0]?.pid })
      }
      const ends = contenders.map(({ child }) => once(child, 'close'))
      for (const { child } of contenders) child.kill('SIGKILL')
      await Promise.all(ends)
    }
    expect(await readdir(folder)).toContain('host.lock')
  })
})
