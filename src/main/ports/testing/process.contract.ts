import { createHash } from 'node:crypto'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ManagedProcess, ProcessMeter, ProcessPort, SpawnRequest } from '../process.ts'

/** `folder` is empty and the subject's to use. */
export type MakeProcessPort = (folder: string) => Promise<ProcessPort & ProcessMeter>

const path = '/usr/local/bin:/usr/bin:/bin'
const node = process.execPath

/** Settles when the stream closed: with its whole text. */
export async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Settles with the next line of numbers that the stream prints: pids. */
export function pidsFrom(stream: Readable): Promise<readonly number[]> {
  return new Promise((resolve) => {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve((text.split('\n')[0] ?? '').split(' ').map(Number))
    })
  })
}

/** On systems with /proc: there and not a zombie. */
export function pidLives(read: (file: string) => string, pid: number): boolean {
  try {
    const stat = read(`/proc/${pid}/stat`)
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

export function processContract(name: string, makeSubject: MakeProcessPort, read: (file: string) => string): void {
  describe(`process port: ${name}`, () => {
    let folder: string
    let port: ProcessPort & ProcessMeter

    beforeEach(async () => {
      folder = await realpath(await mkdtemp(join(tmpdir(), 'process contract ')))
      port = await makeSubject(folder)
    })

    afterEach(async () => {
      await port.close()
      await rm(folder, { recursive: true, force: true })
    })

    const start = async (file: string, args: readonly string[], more: Partial<SpawnRequest> = {}) => {
      const spawned = await port.spawn({ file, args, cwd: folder, env: { PATH: path, HOME: folder }, ...more })
      if (!spawned.ok) throw new Error(spawned.error.message)
      return spawned.value
    }
    const sh = (script: string, more: Partial<SpawnRequest> = {}) => start('/bin/sh', ['-c', script], more)
    const finish = async (child: ManagedProcess) => {
      const [stdout, stderr, status] = await Promise.all([textOf(child.stdout), textOf(child.stderr), child.exited])
      return { stdout, stderr, status }
    }
    const lives = (pid: number) => pidLives(read, pid)
    const gone = (pids: readonly number[]) =>
      vi.waitFor(() => expect(pids.filter(lives)).toEqual([]), { timeout: 5000, interval: 20 })

    describe('what runs', () => {
      it('keeps output exact and its two streams apart', async () => {
        expect(await finish(await sh("printf 'a\\nb'; printf 'ü\\0!' >&2"))).toEqual({
          stdout: 'a\nb',
          stderr: 'ü\0!',
          status: { code: 0, signal: null, lost: false },
        })
      })

      it('passes arguments and folder untouched', async () => {
        const args = ['two words', '', '--flag', '$HOME "*" \\', 'ünï']
        const script = 'process.stdout.write(JSON.stringify([process.argv.slice(1), process.cwd()]))'
        const { stdout } = await finish(await start(node, ['-e', script, '--', ...args]))
        expect(JSON.parse(stdout)).toEqual([args, folder])
      })

      it('tells codes and signals', async () => {
        expect((await finish(await sh('exit 37'))).status).toEqual({ code: 37, signal: null, lost: false })
        expect((await finish(await sh('kill -9 $$'))).status).toEqual({ code: null, signal: 'SIGKILL', lost: false })
      })

      it('gives exactly the environment asked for', async () => {
        const env = { PATH: path, 'odd.name': 'a=b c', EMPTY: '' }
        const { stdout } = await finish(await start('/usr/bin/env', [], { env }))
        expect(stdout.split('\n').sort()).toEqual(['', 'EMPTY=', `PATH=${path}`, 'odd.name=a=b c'].sort())
      })

      it('adds one marker, different for each, for a process with an owner', async () => {
        const env = { PATH: path }
        const runs = [
          await start('/usr/bin/env', [], { env, owner: 'a' }),
          await start('/usr/bin/env', [], { env, owner: 'a' }),
        ]
        const outputs = await Promise.all(runs.map(async (run) => (await finish(run)).stdout.trim().split('\n').sort()))
        for (const lines of outputs)
          expect(lines).toEqual([`PATH=${path}`, expect.stringMatching(/^SWITCHYARD_PROCESS=\S+$/)])
        expect(outputs[0]?.[1]).not.toBe(outputs[1]?.[1])
      })

      it('runs niced when asked', async () => {
        const script = 'process.stdin.once("data", () => process.stdout.write(String(os.getPriority())))'
        const outputs = [7, undefined].map(async (nice) => {
          const child = await start(node, ['-e', script], nice === undefined ? {} : { nice })
          child.stdin.end('go')
          return (await finish(child)).stdout
        })
        expect(await Promise.all(outputs)).toEqual(['7', '0'])
      })

      it('starts 200 at once, each with its own streams', async () => {
        const numbers = Array.from({ length: 200 }, (_, at) => at)
        const outputs = numbers.map(async (at) => {
          const child = await start('/bin/cat', [])
          child.stdin.end(`number ${at}`)
          return (await finish(child)).stdout
        })
        expect(await Promise.all(outputs)).toEqual(numbers.map((at) => `number ${at}`))
      })
    })

    describe('what does not start', () => {
      const refused = async (request: Partial<SpawnRequest>) => {
        const spawned = await port.spawn({ file: '/bin/true', args: [], cwd: folder, env: { PATH: path }, ...request })
        if (spawned.ok) throw new Error('started')
        return spawned.error
      }

      it('tells a missing program', async () => {
        expect(await refused({ file: 'no-such-program' })).toMatchObject({ code: 'spawn-not-found' })
        expect(await refused({ file: join(folder, 'absent') })).toMatchObject({ code: 'spawn-not-found' })
        expect(await refused({ file: 'true', env: { PATH: folder } })).toMatchObject({ code: 'spawn-not-found' })
      })

      it('tells a missing folder from a missing program', async () => {
        const cwd = join(folder, 'absent')
        expect(await refused({ cwd })).toMatchObject({
          code: 'spawn-failed',
          facts: { cwd, problem: 'folder-missing' },
        })
        await writeFile(cwd, 'a file')
        expect(await refused({ cwd, owner: 'a' })).toMatchObject({ facts: { cwd, problem: 'folder-missing' } })
      })

      it('tells a file that may not be executed, or whose interpreter is missing', async () => {
        const file = join(folder, 'script')
        await writeFile(file, 'text')
        expect(await refused({ file })).toMatchObject({ code: 'spawn-failed', facts: { file, code: 'EACCES' } })
        await rm(file)
        await writeFile(file, '#!/no/such/interpreter\n', { mode: 0o700 })
        expect(await refused({ file })).toMatchObject({ code: 'spawn-failed', facts: { file, code: 'ENOENT' } })
      })

      it('goes on after a refusal', async () => {
        await refused({ file: 'no-such-program' })
        expect((await finish(await sh('echo on'))).stdout).toBe('on\n')
      })

      it('refuses once closed', async () => {
        await port.close()
        expect(await refused({})).toMatchObject({ code: 'spawner-closed' })
      })
    })

    describe('streams', () => {
      it('carries 50 MB out byte for byte', async () => {
        const script = `
          const block = Buffer.alloc(1 << 16)
          for (let at = 0; at < 800; at++) {
            block.fill(at % 251)
            block.writeUInt32LE(at)
            fs.writeSync(1, block)
          }`
        const child = await start(node, ['-e', script])
        const hash = createHash('sha256')
        let length = 0
        child.stdout.on('data', (chunk: Buffer) => {
          length += chunk.length
          hash.update(chunk)
        })
        expect(await child.exited).toMatchObject({ code: 0 })
        const expected = createHash('sha256')
        const block = Buffer.alloc(1 << 16)
        for (let at = 0; at < 800; at++) {
          block.fill(at % 251)
          block.writeUInt32LE(at)
          expected.update(block)
        }
        expect(length).toBe(800 << 16)
        expect(hash.digest('hex')).toBe(expected.digest('hex'))
      })

      it('holds the writer back, loses nothing and passes the end of input on', async () => {
        const child = await start('/bin/cat', [])
        const input = Buffer.alloc(8 << 20, 'a line of input\n')
        expect(child.stdin.write(input)).toBe(false)
        child.stdin.end('the end')
        const { stdout } = await finish(child)
        expect(stdout.length).toBe(input.length + 7)
        expect(stdout.endsWith('input\nthe end')).toBe(true)
      })

      it('waits for a slow reader after the exit', async () => {
        const child = await sh('head -c 100000 /dev/zero')
        child.stdout.pause()
        await gone([child.identity.pid])
        const settled = child.exited.then(() => 'settled')
        const later = new Promise((resolve) => setTimeout(() => resolve('waits'), 400))
        expect(await Promise.race([settled, later])).toBe('waits')
        expect((await textOf(child.stdout)).length).toBe(100_000)
        expect(await settled).toBe('settled')
      })

      it('settles when nobody reads', async () => {
        const child = await sh('head -c 2000000 /dev/zero; exit 3')
        child.stdout.once('data', () => undefined)
        child.stdout.removeAllListeners('data')
        child.stdout.resume()
        expect(await child.exited).toMatchObject({ code: 3 })
        expect(await (await sh('echo unread; echo unread >&2')).exited).toMatchObject({ code: 0 })
      })

      it('tells the end of a stream before the exit', async () => {
        const child = await sh('echo first; exec >&-; read line')
        expect(await textOf(child.stdout)).toBe('first\n')
        expect(port.isAlive(child.identity)).toBe(true)
        child.stdin.end()
        expect(await child.exited).toMatchObject({ code: 1 })
      })

      it('survives writing to a process that has ended', async () => {
        const child = await sh('exit 0')
        child.stdin.write(Buffer.alloc(1 << 20))
        expect(await child.exited).toMatchObject({ code: 0 })
        child.stdin.write('more')
      })

      it('does not wait for a descendant that keeps the output open', async () => {
        const child = await sh('sleep 300 & echo $!')
        const pids = await pidsFrom(child.stdout)
        expect(await child.exited).toMatchObject({ code: 0 })
        expect(child.stdout.destroyed).toBe(true)
        expect(pids.filter(lives)).toEqual(pids)
        await child.terminate(0)
        expect(pids.filter(lives)).toEqual([])
      })
    })

    describe('what it uses', () => {
      /** Its output must be read by one listener all along: what comes between two would be lost. */
      const lines = (child: ManagedProcess) => {
        const seen: string[] = []
        child.stdout.on('data', (chunk) => seen.push(...`${chunk}`.split('\n').filter((line) => line !== '')))
        return (text: string) => vi.waitFor(() => expect(seen).toContain(text), { timeout: 10_000, interval: 10 })
      }

      /** However busy the machine is: 400 ms of processor time. */
      const untilUsed = 'while (process.cpuUsage().user < 400_000);'

      it('counts the processor time of a child of a child', async () => {
        const work = `${untilUsed} console.log("worked"); setTimeout(() => 0, 1e6)`
        const child = await sh(`read go; sh -c '"$NODE" -e "$WORK"' & echo started; wait`, {
          env: { PATH: path, NODE: node, WORK: work },
          owner: 'an agent',
        })
        const said = lines(child)
        const before = await port.usage(child.identity)
        expect(before).toMatchObject({ alive: true, processes: 1 })
        child.stdin.write('go\n')
        await said('worked')
        const after = await port.usage(child.identity)
        expect(after.alive).toBe(true)
        expect(after.processes).toBeGreaterThan(1)
        expect((after.cpuMs ?? 0) - (before.cpuMs ?? 0)).toBeGreaterThan(200)
      })

      it('keeps what a child used that has ended', async () => {
        const child = await sh(`"$NODE" -e "$WORK"; echo over; read go`, {
          env: { PATH: path, NODE: node, WORK: untilUsed },
        })
        await lines(child)('over')
        const { cpuMs, processes } = await port.usage(child.identity)
        expect(processes).toBe(1)
        expect(cpuMs).toBeGreaterThan(200)
      })

      it('finds a daemon that left parent, group and session, by its marker', async () => {
        const child = await sh(`setsid sh -c 'setsid sleep 300 & echo $!' & wait; read go`, { owner: 'an agent' })
        await pidsFrom(child.stdout)
        await vi.waitFor(async () => expect((await port.usage(child.identity)).processes).toBe(2))
      })

      it('hardly moves while all of it waits', async () => {
        const child = await sh('echo $$; sleep 300 & wait')
        await pidsFrom(child.stdout)
        // The second may still be starting at first.
        await vi.waitFor(async () => {
          const before = await port.usage(child.identity)
          await new Promise((resolve) => setTimeout(resolve, 500))
          const after = await port.usage(child.identity)
          expect(after.processes).toBe(2)
          expect((after.cpuMs ?? 0) - (before.cpuMs ?? 0)).toBeLessThanOrEqual(10)
          expect(after.ioBytes).toBe(before.ioBytes)
        }, 10_000)
      })

      it.runIf(process.platform === 'linux')('counts what is read and written', async () => {
        const child = await sh('read go; head -c 3000000 /dev/zero > some; echo written; read go')
        const before = await port.usage(child.identity)
        child.stdin.write('go\n')
        await lines(child)('written')
        const after = await port.usage(child.identity)
        expect((after.ioBytes ?? 0) - (before.ioBytes ?? 0)).toBeGreaterThan(3_000_000)
      })

      it('says that a process has ended, and takes no other with its pid for it', async () => {
        const child = await start('/bin/cat', [])
        expect(await port.usage({ ...child.identity, startTime: '1' })).toMatchObject({ alive: false, processes: 0 })
        child.stdin.end()
        await child.exited
        expect(await port.usage(child.identity)).toMatchObject({ alive: false, processes: 0 })
      })
    })

    describe('the end', () => {
      it('lets a process end by itself when its input closes', async () => {
        const child = await sh('cat > /dev/null; exit 5')
        await child.terminate(20_000)
        expect(await child.exited).toEqual({ code: 5, signal: null, lost: false })
      })

      it('sends SIGTERM when the input is not enough', async () => {
        const child = await sh('trap "exit 9" TERM; echo $$; while :; do sleep 0.05; done')
        await pidsFrom(child.stdout)
        await child.terminate(200)
        expect(await child.exited).toEqual({ code: 9, signal: null, lost: false })
      })

      it('sends SIGKILL when SIGTERM is ignored; repeated calls join', async () => {
        const child = await sh('trap "" TERM; echo $$; while :; do sleep 0.05; done')
        await pidsFrom(child.stdout)
        expect(port.isAlive(child.identity)).toBe(true)
        await Promise.all([child.terminate(60), child.terminate(60), child.terminate(60)])
        expect(port.isAlive(child.identity)).toBe(false)
        expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL', lost: false })
        await child.terminate(60)
      })

      it.each([{ owner: 'an agent' }, {}])('ends children in other groups and sessions ($owner)', async (more) => {
        const child = await sh(
          `(trap "" TERM; exec setsid sh -c 'trap "" TERM; sleep 300 & echo $! $$; wait' ) & wait`,
          more,
        )
        const pids = await pidsFrom(child.stdout)
        expect(pids).toHaveLength(2)
        await child.terminate(50)
        expect([...pids, child.identity.pid].filter(lives)).toEqual([])
      })

      it('ends a daemon that left parent, group and session, by its marker', async () => {
        const child = await sh(`setsid sh -c 'setsid sleep 300 & echo $!' & wait`, { owner: 'an agent' })
        const pids = await pidsFrom(child.stdout)
        await child.exited
        expect(pids.filter(lives)).toEqual(pids)
        await child.terminate(50)
        expect(pids.filter(lives)).toEqual([])
      })

      it('ends one that keeps starting others', async () => {
        const child = await sh(`trap "" TERM; echo $$; while :; do setsid sleep 300 & sleep 0.01; done`, { owner: 'a' })
        await pidsFrom(child.stdout)
        await child.terminate(50)
        expect(port.isAlive(child.identity)).toBe(false)
      })

      it('ends everything at the close', async () => {
        const children = [
          await sh('trap "" TERM; sleep 300 & echo $!; wait; sleep 300', { owner: 'a' }),
          await sh('sleep 300 & echo $!; wait'),
          await sh('setsid sleep 300 & echo $!', { owner: 'left behind' }),
        ]
        const pids = (await Promise.all(children.map((child) => pidsFrom(child.stdout)))).flat()
        await children[2]?.exited
        await port.close()
        expect([...pids, ...children.map((child) => child.identity.pid)].filter(lives)).toEqual([])
        await Promise.all(children.map((child) => child.exited))
      })

      it('ends at the close what is just being started', async () => {
        const starting = Array.from({ length: 30 }, () => sh('echo $$; exec sleep 300'))
        const closing = port.close()
        const children = await Promise.all(starting)
        await closing
        expect(children.map((child) => child.identity.pid).filter(lives)).toEqual([])
      })

      it('knows a process by its start time too', async () => {
        const child = await start('/bin/cat', [])
        expect(port.isAlive(child.identity)).toBe(true)
        expect(port.isAlive({ ...child.identity, startTime: '1' })).toBe(false)
        child.stdin.end()
        await child.exited
        expect(port.isAlive(child.identity)).toBe(false)
      })
    })
  })
}
