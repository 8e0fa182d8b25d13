import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { PartEnder, ProcessPort } from '../../ports/process.ts'
import type { PtyPort } from '../../ports/pty.ts'
import { pidLives } from '../../ports/testing/process.contract.ts'
import { openTerminal, ptyContract } from '../../ports/testing/pty.contract.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createProcessPort } from '../process/process-port.ts'
import { createPtyPort } from './pty-port.ts'

const clock = systemClock
const nodeFile = process.execPath
const entryFile = fileURLToPath(new URL('./pty-host.ts', import.meta.url))
const read = (file: string) => readFileSync(file, 'latin1')

function processesIn(folder: string): Promise<ProcessPort & PartEnder> {
  const helperEntry = new URL('../process/helper.ts', import.meta.url)
  return createProcessPort({ helperEntry, nodeFile, journalFile: join(folder, 'processes.journal'), clock })
}

/** Its temporary files lie beside, since the tests look into theirs. */
async function open(entry = entryFile) {
  const folder = await mkdtemp(join(tmpdir(), 'sy-pty-'))
  const processes = await processesIn(folder)
  const port = createPtyPort({ processes, clock, nodeFile, entryFile: entry })
  const close = async () => {
    await port.close()
    await processes.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { port, processes, close }
}

ptyContract('a program of its own', () => open(), read)

describe('the program that keeps terminals', () => {
  let opened: Awaited<ReturnType<typeof open>>
  let port: PtyPort

  beforeEach(async () => {
    opened = await open()
    port = opened.port
  })

  afterEach(() => opened.close())

  const lives = (pid: number) => pidLives(read, pid)
  const startShell = async () => {
    const terminal = await openTerminal(port, { args: ['-c', 'nohup setsid sleep 300 & echo pids $$ $PPID .; cat'] })
    await terminal.shows(/pids \d+ \d+ \./)
    const [shell = 0, keeper = 0] = (/pids (\d+) (\d+)/.exec(terminal.text()) ?? []).slice(1).map(Number)
    return { terminal, shell, keeper }
  }
  const markedAs = (keeper: number) => {
    const mark = /SWITCHYARD_PROCESS=([^\0]+)/.exec(read(`/proc/${keeper}/environ`))?.[1] ?? 'none'
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(`=${mark}`))
  }

  it('starts with the first terminal and is shared', async () => {
    const [one, two] = [await startShell(), await startShell()]
    expect(one.keeper).toBe(two.keeper)
    expect(one.keeper).not.toBe(process.pid)
  })

  it('takes its terminals along when it is killed, and starts again for the next', async () => {
    const { terminal, shell, keeper } = await startShell()
    expect(markedAs(keeper).length).toBeGreaterThan(2)
    process.kill(keeper, 'SIGKILL')
    expect(await terminal.ended).toEqual({ code: null, signal: null })
    expect(lives(shell)).toBe(false)
    expect(terminal.pty.write('x')).toBe(false)
    await terminal.pty.close()
    const next = await startShell()
    expect(next.keeper).not.toBe(keeper)
  })

  it('is given up where it takes no orders any more: what closes is closed, and the next terminal opens', async () => {
    let patience = 60_000
    const hurried = { ...clock, after: (ms: number, run: () => void) => clock.after(Math.min(ms, patience), run) }
    const impatient = createPtyPort({ processes: opened.processes, clock: hurried, nodeFile, entryFile })
    const args = ['-c', 'echo pids $$ $PPID .; cat']
    const terminal = await openTerminal(impatient, { args })
    await terminal.shows(/pids \d+ \d+ \./)
    const [shell = 0, keeper = 0] = (/pids (\d+) (\d+)/.exec(terminal.text()) ?? []).slice(1).map(Number)
    process.kill(keeper, 'SIGSTOP')
    patience = 300
    onTestFinished(() => void (lives(keeper) && process.kill(keeper, 'SIGKILL')))
    const refused = openTerminal(impatient, { args })
    await Promise.all([terminal.pty.close(), expect(refused).rejects.toThrow(/ended/)])
    expect(await terminal.ended).toEqual({ code: null, signal: null })
    expect([shell, keeper].filter(lives)).toEqual([])
    patience = 60_000
    const next = await openTerminal(impatient, { args })
    await next.shows(/pids \d+/)
    await impatient.close()
  })

  it('leaves nothing when a host is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sy-pty-'))
    const program = fileURLToPath(new URL('./testing/host-program.ts', import.meta.url))
    const host = spawn(nodeFile, [program, join(folder, 'journal')], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void host.kill('SIGKILL'))
    const pids = await numbersIn(host.stdout)
    expect(pids.filter(lives)).toHaveLength(4)
    host.kill('SIGKILL')
    await vi.waitFor(() => expect(pids.filter(lives)).toEqual([]), { timeout: 5000, interval: 20 })
    await rm(folder, { recursive: true, force: true })
  })

  it('is ended with all that it keeps when the spawner dies', async () => {
    const { shell, keeper } = await startShell()
    const all = markedAs(keeper).map(Number)
    expect(all).toEqual(expect.arrayContaining([shell, keeper]))
    const helper = Number(/PPid:\s+(\d+)/.exec(read(`/proc/${keeper}/status`))?.[1])
    process.kill(helper, 'SIGKILL')
    await vi.waitFor(() => expect(all.filter(lives)).toEqual([]), { timeout: 5000, interval: 20 })
  })

  it('that does not start is a refusal', async () => {
    const broken = await open(join(tmpdir(), 'no-such-program.ts'))
    await expect(openTerminal(broken.port, {})).rejects.toThrow(/ended/)
    await broken.close()
  })
})

function environmentOf(pid: string): string {
  try {
    return read(`/proc/${pid}/environ`)
  } catch {
    return ''
  }
}

function numbersIn(stream: Readable): Promise<readonly number[]> {
  return new Promise((resolve) => {
    let text = ''
    stream.on('data', (piece) => {
      text += piece
      const found = /pids((?: \d+)+) \./.exec(text)?.[1]
      if (found !== undefined) resolve(found.trim().split(' ').map(Number))
    })
  })
}
