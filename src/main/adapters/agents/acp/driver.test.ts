import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PromptBlock } from '../../../../shared/domain/thread/state.ts'
import type { AgentLaunch, AgentSession, SessionRequest } from '../../../ports/agent.ts'
import type { ProcessPort } from '../../../ports/process.ts'
import { pidLives } from '../../../ports/testing/process.contract.ts'
import { createRecordingSink, type RecordingSink } from '../../../ports/testing/recording-sink.ts'
import { systemClock } from '../../clock/system-clock.ts'
import { createTestProcesses } from '../testing/processes.ts'
import { createAcpDriver } from './driver.ts'
import type { AcpDriverOptions } from './options.ts'

const FIXTURE = fileURLToPath(import.meta.resolve('../testing/fixture-agent.ts'))
const PATH = `${dirname(process.execPath)}:/usr/bin:/bin`
const HELLO: readonly PromptBlock[] = [{ kind: 'text', text: 'hello', origin: 'plan' }]
const FIRST = { origin: 'person', number: 1 } as const

let folder: string
let processes: ProcessPort

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'acp-driver-')))
  processes = await createTestProcesses(folder)
})

afterEach(async () => {
  await processes.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

function driver(changes: Partial<AcpDriverOptions> = {}) {
  return createAcpDriver({
    processes,
    clock: systemClock,
    journalFolder: join(folder, 'journal'),
    initializeTimeoutMs: 20_000,
    terminateGraceMs: 200,
    hostEnvironment: { PATH, HOME: folder, SECRET_KEY: 'sk-very-secret', OTHER: 'hidden' },
    ...changes,
  })
}

function request(behaviour: string, changes: Partial<SessionRequest> = {}, launch: Partial<AgentLaunch> = {}) {
  return {
    launch: {
      id: 'custom',
      file: process.execPath,
      args: [FIXTURE, behaviour],
      passEnvironment: ['SECRET_KEY'],
      setEnvironment: { PROFILE: 'set' },
      resumable: true,
      ...launch,
    },
    folder,
    owner: 'thread/1',
    environment: { SESSION_ONLY: 'session-value' },
    ...changes,
  } satisfies SessionRequest
}

async function open(behaviour: string, sink: RecordingSink): Promise<AgentSession> {
  const opened = await driver().open(request(behaviour), sink)
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

async function failureOf(
  behaviour: string,
  changes: Partial<AcpDriverOptions> = {},
  launch: Partial<AgentLaunch> = {},
) {
  const sink = createRecordingSink()
  const opened = await driver(changes).open(request(behaviour, {}, launch), sink)
  expect(sink.exits).toEqual([])
  return opened.ok ? null : opened.error
}

describe('a turn', () => {
  it('carries the origin of the prompt and of each block, and the number of the turn', async () => {
    const sink = createRecordingSink()
    const session = await open('plain', sink)
    const end = await session.prompt(HELLO, { origin: 'host', number: 4 })
    expect(end).toEqual({
      kind: 'stopped',
      stopReason: 'end_turn',
      usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 },
    })
    expect(JSON.parse(sink.text())).toEqual({
      sessionId: 'fixture-session',
      prompt: [{ type: 'text', text: 'hello', _meta: { 'switchyard/origin': 'plan' } }],
      _meta: { 'switchyard/origin': 'host', 'switchyard/turn': 4 },
    })
  })

  it('is reported between the updates before and after its end', async () => {
    const sink = createRecordingSink()
    const session = await open('burst', sink)
    const before = await session.prompt(HELLO, FIRST).then(() => sink.text())
    expect(before).toBe('onetwo')
    await sink.until((seen) => seen.text() === 'onetwothree')
  })

  it('keeps a stop reason and an update kind that this version does not know', async () => {
    const sink = createRecordingSink()
    const session = await open('unknown', sink)
    expect(await session.prompt(HELLO, FIRST)).toEqual({ kind: 'stopped', stopReason: 'enlightenment' })
    expect(JSON.parse(sink.text())).toMatchObject({ code: -32601 })
    expect(sink.updates).toContainEqual({ kind: 'unknown', update: { sessionUpdate: 'hologram', depth: 3 } })
  })

  it('classifies a protocol error', async () => {
    const session = await open('fail', createRecordingSink())
    expect(await session.prompt(HELLO, FIRST)).toEqual({
      kind: 'failed',
      class: 'rate-limit',
      message: 'slow down',
      retryAfterMs: 1500,
    })
  })

  it('is refused while another one runs, and when it holds what the agent cannot take', async () => {
    const sink = createRecordingSink(() => new Promise(() => undefined))
    const session = await open('openask', sink)
    const running = session.prompt(HELLO, FIRST)
    expect(await session.prompt(HELLO, { origin: 'person', number: 2 })).toMatchObject({
      kind: 'failed',
      class: 'error',
    })
    await sink.until((seen) => seen.asks.length === 1)
    await session.cancel()
    expect(await running).toMatchObject({ kind: 'stopped', stopReason: 'cancelled' })
    const image: PromptBlock = { kind: 'image', mimeType: 'image/png', data: '', origin: 'person' }
    expect(await session.prompt([image], FIRST)).toMatchObject({ kind: 'failed', class: 'error' })
  })
})

describe('a permission', () => {
  it('is joined with its tool call and answered by the chosen option', async () => {
    const sink = createRecordingSink((ask) => {
      const option = ask.options.find((offered) => offered.kind === 'allow-always')
      return option === undefined ? { kind: 'cancelled' } : { kind: 'selected', option: option.id }
    })
    const session = await open('permission', sink)
    await session.prompt(HELLO, FIRST)
    expect(sink.asks).toEqual([
      {
        toolCall: 't1',
        title: 'Run tests',
        detail: 'npm test',
        kind: 'execute',
        command: 'npm test',
        options: [
          { id: 'z9', kind: 'allow-once', name: 'Yes' },
          { id: 'a1', kind: 'allow-always', name: 'Always' },
          { id: 'q', kind: 'deny-once', name: 'No' },
        ],
      },
    ])
    expect(JSON.parse(sink.text())).toEqual({ outcome: { outcome: 'selected', optionId: 'a1' } })
    expect(sink.order).toEqual(['update:tool', 'permission', 'update:message'])
  })

  it('is cancelled with its turn', async () => {
    const sink = createRecordingSink(() => new Promise(() => undefined))
    const session = await open('openask', sink)
    const turn = session.prompt(HELLO, FIRST)
    await sink.until((seen) => seen.asks.length === 1)
    await session.cancel()
    expect(await turn).toEqual({ kind: 'stopped', stopReason: 'cancelled' })
    expect(JSON.parse(sink.text())).toEqual({ outcome: { outcome: 'cancelled' } })
  })

  it('that the agent takes back is over', async () => {
    const sink = createRecordingSink(() => new Promise(() => undefined))
    const session = await open('withdraw', sink)
    expect(await session.prompt(HELLO, FIRST)).toEqual({ kind: 'stopped', stopReason: 'end_turn' })
    expect(JSON.parse(sink.text())).toEqual({ outcome: { outcome: 'cancelled' } })
  })

  it('asked after cancel reaches nobody and is answered cancelled', async () => {
    const sink = createRecordingSink(() => ({ kind: 'selected', option: 'z9' }))
    const session = await open('late', sink)
    const turn = session.prompt(HELLO, FIRST)
    await sink.until((seen) => seen.text() === 'waiting')
    await session.cancel()
    await turn
    expect(sink.asks).toEqual([])
    expect(sink.text()).toBe('waiting{"outcome":{"outcome":"cancelled"}}')
  })

  it('answered with an option that was not offered is cancelled', async () => {
    const sink = createRecordingSink(() => ({ kind: 'selected', option: 'invented' }))
    const session = await open('openask', sink)
    await session.prompt(HELLO, FIRST)
    expect(JSON.parse(sink.text())).toEqual({ outcome: { outcome: 'cancelled' } })
  })
})

describe('an agent that misbehaves', () => {
  it('prints garbage: shown, counted, survived and not answered', async () => {
    const sink = createRecordingSink()
    const session = await open('garbage', sink)
    expect(await session.prompt(HELLO, FIRST)).toMatchObject({ kind: 'stopped' })
    expect(sink.updates).toEqual([
      { kind: 'unknown', update: { garbage: 'Warning: this is not JSON', count: 1 } },
      { kind: 'unknown', update: { garbage: '[1,2]', count: 2 } },
      { kind: 'unknown', update: { garbage: '{"level":"info"}', count: 3 } },
      { kind: 'message', text: 'still here' },
    ])
    await session.close()
    const journal = await readFile(join(folder, 'journal', 'thread_1.log'), 'utf8')
    expect(journal).toContain('< Warning: this is not JSON')
    expect(journal).not.toMatch(/> .*error/)
  })

  it('prints nothing but garbage: its turn ends and says why', async () => {
    const sink = createRecordingSink()
    const session = await open('garbageflood', sink)
    const end = await session.prompt(HELLO, FIRST)
    expect(end).toMatchObject({ kind: 'died', message: expect.stringContaining('no messages of the protocol') })
    expect(sink.updates.length).toBeLessThan(10_100)
  })

  it('answers twice: the first answer counts', async () => {
    const session = await open('twice', createRecordingSink())
    expect(await session.prompt(HELLO, FIRST)).toEqual({ kind: 'stopped', stopReason: 'end_turn' })
    expect(await session.prompt(HELLO, { origin: 'person', number: 2 })).toEqual({
      kind: 'stopped',
      stopReason: 'end_turn',
    })
  })

  it('dies in a turn: the turn ends first, with the last of its error output', async () => {
    const sink = createRecordingSink()
    const session = await open('die', sink)
    const end = await session.prompt(HELLO, FIRST)
    expect(end).toMatchObject({ kind: 'died', message: expect.stringContaining('fatal: out of cheese') })
    expect(sink.exits).toEqual([])
    await sink.until((seen) => seen.exits.length === 1)
    expect(sink.exits[0]).toMatchObject({ expected: false, code: 3, signal: null })
    expect(sink.exits[0]?.stderr.length).toBeLessThanOrEqual(4096)
    expect(sink.text()).toBe('about to die')
    expect(await session.prompt(HELLO, FIRST)).toMatchObject({ kind: 'died' })
    await session.cancel()
    await session.close()
  })

  it('dies and leaves a child that holds its output open: the child is gone when the end is reported', async () => {
    const pidFile = join(folder, 'pid')
    const script = `sleep 600 & echo $! > '${pidFile}'; exec "$0" "$1" die`
    const launch = { file: '/bin/sh', args: ['-c', script, process.execPath, FIXTURE] }
    const opened = await driver().open(request('die', {}, launch), createRecordingSink())
    if (!opened.ok) throw new Error(opened.error.message)
    expect(await opened.value.prompt(HELLO, FIRST)).toMatchObject({ kind: 'died' })
    const orphan = Number(await readFile(pidFile, 'utf8'))
    expect(orphan).toBeGreaterThan(0)
    expect(pidLives((file) => readFileSync(file, 'utf8'), orphan)).toBe(false)
  })

  it('floods: everything arrives in order and the journal stays small', async () => {
    const sink = createRecordingSink()
    const session = await open('flood', sink)
    const before = process.memoryUsage().rss
    await session.prompt(HELLO, FIRST)
    const numbers = sink.text().trimEnd().split(' ')
    expect(numbers).toHaveLength(100_000)
    expect(numbers.every((text, index) => text === String(index))).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    await session.close()
    for (const file of await readdir(join(folder, 'journal'))) {
      expect((await stat(join(folder, 'journal', file))).size).toBeLessThanOrEqual(2 * 1024 * 1024)
    }
  })

  it('sends a line of 20 MB: it arrives whole', async () => {
    const sink = createRecordingSink()
    const session = await open('huge', sink)
    await session.prompt(HELLO, FIRST)
    expect(sink.text()).toHaveLength(20 * 1024 * 1024)
  })

  it('sends a line over 32 MB: the session ends and says why', async () => {
    const sink = createRecordingSink()
    const session = await open('toolong', sink)
    const end = await session.prompt(HELLO, FIRST)
    expect(end).toMatchObject({ kind: 'died', message: expect.stringContaining('more than 32 MB') })
    await sink.until((seen) => seen.exits.length === 1)
    expect(sink.exits[0]?.expected).toBe(false)
    expect(processes.isAlive(session.process)).toBe(false)
  })
})

describe('opening', () => {
  it('ends an agent that never answers initialize', async () => {
    const error = await failureOf('mute', { initializeTimeoutMs: 300 })
    expect(error?.code).toBe('agent-initialize-timeout')
  })

  it.each([
    ['refusing', 'agent-initialize-failed'],
    ['future', 'agent-initialize-failed'],
    ['signin', 'agent-sign-in-needed'],
    ['stillborn', 'agent-died'],
  ])('%s fails with %s', async (behaviour, code) => {
    expect((await failureOf(behaviour))?.code).toBe(code)
  })

  it('names what an agent wrote before it died, and how to sign in', async () => {
    expect((await failureOf('stillborn'))?.message).toContain('missing library')
    expect((await failureOf('signin'))?.remedy).toContain('API key')
  })

  it('fails plainly for a program that does not exist, and for a mode that is not offered', async () => {
    expect((await failureOf('plain', {}, { file: join(folder, 'nothing') }))?.code).toBe('agent-not-found')
    const error = await failureOf('plain', {}, { mode: 'yolo' })
    expect(error).toMatchObject({ code: 'agent-unsupported', remedy: 'Choose one of: default, ask.' })
  })

  it('selects mode and model, and offers the others', async () => {
    const opened = await driver().open(request('plain', {}, { mode: 'ask', model: 'large' }), createRecordingSink())
    if (!opened.ok) throw new Error(opened.error.message)
    expect(opened.value.modes).toEqual([
      { id: 'default', name: 'DEFAULT' },
      { id: 'ask', name: 'ASK' },
    ])
    expect(opened.value.models.map((model) => model.id)).toEqual(['small', 'large'])
    expect(await opened.value.setModel('huge')).toMatchObject({ ok: false, error: { code: 'agent-unsupported' } })
    const journal = join(folder, 'journal', 'thread_1.log')
    await opened.value.close()
    const sent = (await readFile(journal, 'utf8')).split('\n').filter((line) => line.includes('set_config_option'))
    expect(sent).toHaveLength(2)
  })

  it('follows an agent that changes what it offers', async () => {
    const session = await open('options', createRecordingSink())
    await session.prompt(HELLO, FIRST)
    expect(session.modes).toEqual([{ id: 'careful', name: 'Careful' }])
    expect(session.models.map((model) => model.id)).toEqual(['small', 'large'])
  })

  it('resumes where it is asked, known to work and possible', async () => {
    const sink = createRecordingSink()
    const resumed = await driver().open(request('plain', { resume: 'earlier' }), sink)
    expect(resumed).toMatchObject({ ok: true, value: { resumed: true, session: 'earlier' } })
    expect(sink.updates).toEqual([
      { kind: 'replayed', update: { sessionUpdate: 'user_message_chunk' } },
      { kind: 'replayed', update: { sessionUpdate: 'agent_message_chunk' } },
    ])
    const anew = await driver().open(
      request('plain', { resume: 'earlier' }, { resumable: false }),
      createRecordingSink(),
    )
    expect(anew).toMatchObject({ ok: true, value: { resumed: false, session: 'fixture-session' } })
    const forgotten = await driver().open(request('forgetful', { resume: 'earlier' }), createRecordingSink())
    expect(forgotten).toMatchObject({ ok: true, value: { resumed: false, session: 'fixture-session' } })
  })

  it('gives the agent its own environment only, and keeps secrets out of the journal', async () => {
    const sink = createRecordingSink()
    const session = await open('environment', sink)
    await session.prompt(HELLO, FIRST)
    // What the process port adds is its own, to find the process again.
    const { SWITCHYARD_PROCESS: _marker, ...environment } = JSON.parse(sink.text()) as Record<string, string>
    expect(environment).toEqual({
      PATH,
      HOME: folder,
      SECRET_KEY: 'sk-very-secret',
      PROFILE: 'set',
      SESSION_ONLY: 'session-value',
    })
    await session.close()
    const journal = await readFile(join(folder, 'journal', 'thread_1.log'), 'utf8')
    expect(journal).toContain('«SECRET_KEY»')
    expect(journal).not.toContain('sk-very-secret')
    expect(journal).not.toContain('session-value')
  })
})

describe('closing', () => {
  it('ends the process, is expected, and can be repeated', async () => {
    const sink = createRecordingSink()
    const session = await open('plain', sink)
    await Promise.all([session.close(), session.close()])
    expect(sink.exits).toEqual([{ expected: true, code: 0, signal: null, stderr: '' }])
    expect(processes.isAlive(session.process)).toBe(false)
    expect(existsSync(join(folder, 'journal', 'thread_1.log'))).toBe(true)
  })
})
