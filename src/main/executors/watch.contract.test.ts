import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Stillness } from '../../shared/domain/recovery/commands.ts'
import { hangs } from '../../shared/domain/recovery/stillness.ts'
import type { PromptBlock, Thread, Turn } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createAcpDriver } from '../adapters/agents/acp/driver.ts'
import { createTestProcesses } from '../adapters/agents/testing/processes.ts'
import { systemClock } from '../adapters/clock/system-clock.ts'
import { localFolderChanges } from '../adapters/folder-changes/local-folder-changes.ts'
import { Transcripts } from '../engine/transcripts.ts'
import type { AgentPort } from '../ports/agent.ts'
import type { ProcessMeter, ProcessPort } from '../ports/process.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import type { ExecutorServices } from './services.ts'
import { Sessions } from './sessions.ts'

/** So short that a test needs no minutes; everything else is as it is in the product. */
const patienceMs = 1500

let folder: string
let processes: ProcessPort & ProcessMeter
let agents: AgentPort

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'))
  processes = await createTestProcesses(folder)
  agents = createAcpDriver({
    processes,
    clock: systemClock,
    journalFolder: join(folder, 'journal'),
    initializeTimeoutMs: 20_000,
    terminateGraceMs: 300,
    hostEnvironment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder },
  })
})

afterAll(async () => {
  await processes.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const launch = () => ({
  id: 'scripted',
  file: process.execPath,
  args: [join(import.meta.dirname, '../adapters/agents/scripted/main.ts')],
  passEnvironment: [],
  setEnvironment: { SWITCHYARD_SCRIPTED_STATE: join(folder, 'state') },
  resumable: true,
})

/** A real agent in a worktree of its own, follows these steps in one turn of a thread whose run recovers or not. */
async function play(script: string, recover = true) {
  const worktree = await mkdtemp(join(folder, 'worktree '))
  const id = worktree as ThreadId
  const reported: Command[] = []
  const thread = {
    id,
    run: 'r',
    task: 'k',
    agent: { kind: 'catalogue', id: 'scripted' },
    session: { generation: 1, session: null, live: false },
  } as unknown as Thread
  const model = {
    thread: new Map([[id, thread]]),
    run: new Map([['r', { plan: { policy: { recover } } }]]),
    task: new Map(),
  } as unknown as Model
  const services = {
    agents,
    catalogue: { list: async () => [], resolve: async () => ok(launch()) },
    clock: systemClock,
    transcripts: new Transcripts({ store: new MemoryStore(), clock: systemClock, problem: () => undefined }),
    engine: {
      model,
      report: async ({ command }: { readonly command: Command }) => {
        reported.push(command)
        return ok(undefined)
      },
    },
    ids: { next: () => 'request' },
    opened: () => undefined,
    idleLimit: 0,
    interruptMs: 1000,
    senses: { processes, changes: localFolderChanges, patienceMs },
  } as unknown as ExecutorServices
  const sessions = new Sessions(services)
  const opened = await sessions.open(thread, { folder: worktree, below: '' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { live } = opened.value
  const turn = { number: 1, sends: 1 } as Turn
  const blocks: PromptBlock[] = [{ kind: 'text', text: `\`\`\`steps\n${script}\n\`\`\``, origin: 'person' }]
  await services.transcripts.open(id)
  live.begin(turn, blocks, 1)
  const run = live.run(turn, blocks)
  const stillness = (): readonly Stillness[] =>
    reported.flatMap((command) => (command.type === 'recovery.report-stillness' ? [command.payload.stillness] : []))
  const loops = () => reported.flatMap((command) => (command.type === 'recovery.report-loop' ? [command.payload] : []))
  const outcome = () => reported.find((command) => command.type === 'turn.report-ended')?.payload
  return { run, stillness, loops, outcome, close: () => sessions.closeAll() }
}

describe('agents that are slow but alive', () => {
  const cases: [string, string][] = [
    ['computes', '- spin: 6000'],
    ['computes in a child', `- run: node -e "for (const end = Date.now() + 5000; Date.now() < end; );"`],
    ['sleeps in a child', '- run: sleep 6'],
    ['waits for a child of a child', "- run: sh -c 'sleep 6 & wait'"],
    ['prints rarely', '- repeat: {times: 5, everyMs: 1100, steps: [{say: "at it"}]}'],
    ['thinks rarely', '- repeat: {times: 5, everyMs: 1100, steps: [{think: "hm"}]}'],
    ['runs a program that prints rarely', `- run: for i in 1 2 3 4 5; do echo $i; sleep 1.1; done`],
    ['writes a file now and then', '- run: for i in 1 2 3 4 5; do echo $i > at-$i; sleep 1.1; done'],
    ['grows a file in silence', '- run: for i in 1 2 3 4 5 6 7 8 9; do echo $i >> log; sleep 0.7; done'],
    ['starts one program after another', '- run: for i in 1 2 3 4 5 6; do sleep 1; done'],
    ['reads a lot', '- run: for i in 1 2 3 4 5; do cat /bin/sh /bin/sh /bin/sh > /dev/null; sleep 1; done'],
  ]

  it.concurrent.each(cases)('one that %s is left alone and comes to its end', async (_, script) => {
    const played = await play(script)
    await played.run
    for (const still of played.stillness()) expect(hangs(still), JSON.stringify(still)).toBe(null)
    expect(played.loops()).toEqual([])
    expect(played.outcome()).toMatchObject({ outcome: { kind: 'stopped', stopReason: 'end_turn' } })
    await played.close()
  })
})

describe('an agent that hangs', () => {
  it.concurrent.each([
    ['at once', '- hang: true'],
    ['after work', '- say: hello\n- spin: 1000\n- hang: true'],
  ])('%s is told of with all that speaks for it', async (_, script) => {
    const played = await play(script)
    await vi.waitFor(() => expect(played.stillness().some((still) => hangs(still) !== null)).toBe(true), {
      timeout: 30_000,
      interval: 50,
    })
    const [first] = played.stillness()
    expect(first?.silentMs).toBeGreaterThanOrEqual(patienceMs / 2)
    // Nobody takes half the patience for a hang.
    expect(hangs(first as Stillness)).toBe(null)
    const told = played.stillness().find((still) => hangs(still) !== null)
    expect(told).toMatchObject({ alive: true, filesChanged: false, children: 0, openTool: null, patienceMs })
    expect(played.outcome()).toBe(undefined)
    await played.close()
    await played.run
  })

  it.concurrent('is not even looked at where its run does not recover', async () => {
    const played = await play('- hang: true', false)
    await passing(patienceMs * 3)
    expect(played.stillness()).toEqual([])
    await played.close()
    await played.run
  })
})

describe('an agent that goes around in circles', () => {
  it.concurrent('is told of once', async () => {
    const played = await play(
      '- repeat: {times: 15, everyMs: 5, steps: [{run: {command: "echo same; exit 1", expect: any}}]}',
    )
    await played.run
    expect(played.loops()).toEqual([expect.objectContaining({ times: 6, call: expect.stringContaining('echo same') })])
    await played.close()
  })

  it.concurrent('is none when its results differ', async () => {
    const played = await play('- repeat: {times: 15, everyMs: 5, steps: [{run: "echo x >> log; wc -l log"}]}')
    await played.run
    expect(played.loops()).toEqual([])
    await played.close()
  })
})

/** Nothing is expected to happen in this time, so that there is nothing else to wait for. */
function passing(ms: number): Promise<void> {
  return new Promise((resolve) => void systemClock.after(ms, resolve))
}
