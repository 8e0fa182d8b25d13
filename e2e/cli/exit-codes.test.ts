import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileMachine, testMachine } from './kit/machine.ts'
import { steps } from './kit/steps.ts'

const machine = fileMachine()

describe('a command that was called wrongly', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['threads', '--loud']],
    ['a missing argument', ['show']],
    ['one argument too many', ['show', 'a', 'b']],
    ['a dispatch without a repository', ['dispatch', '--agent', 'scripted', '--prompt', 'x']],
    ['a dispatch into no folder', ['dispatch', '--repo', '', '--agent', 'scripted', '--prompt', 'x']],
    ['a data folder without a name', ['threads', '--data', '']],
    ['a dispatch without an agent', ['dispatch', '--repo', '.', '--prompt', 'x']],
    [
      'a dispatch with two agents',
      ['dispatch', '--repo', '.', '--agent', 'a', '--agent-command', 'b', '--prompt', 'x'],
    ],
    ['a dispatch without a prompt', ['dispatch', '--repo', '.', '--agent', 'scripted']],
    ['a dispatch with two prompts', ['dispatch', '--repo', '.', '--agent', 'a', '--prompt', 'x', '--prompt-file', 'y']],
    ['an answer that is none', ['answer', 'a', 'b', 'perhaps']],
    ['an unknown strategy', ['merge', 'a', '--strategy', 'octopus']],
    ['a port that is none', ['serve', '--port', '65536']],
    ['a pool of none', ['serve', '--pool', '0']],
    ['a sequence that is none', ['events', '--after', '-1']],
  ])('ends with 2 and says why on the error stream: %s', async (_, args) => {
    const result = await machine.cli(args)
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/\S/) })
    expect(machine.processes()).toEqual([])
  })

  it.each([[['--help']], [['--version']], [['dispatch', '--help']]])('but not by asking for help: %j', async (args) => {
    expect(await machine.cli(args, { text: true })).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('the first line of serve', () => {
  it('says exactly where the host listens, with or without --json', async () => {
    for (const json of [[], ['--json']]) {
      const own = testMachine()
      const served = own.start(['serve', '--port', '0', ...json])
      const ready = await served.find('the first line', (lines) => lines[0])
      expect(ready).toMatchObject({
        event: 'ready',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        token: expect.stringMatching(/^[\w-]{43}$/),
        pid: served.pid,
      })
      expect((ready as { token: string }).token).toBe(readFileSync(path.join(own.data, 'token'), 'utf8').trim())
      expect(served.lines).toHaveLength(1)
      expect(await served.end()).toBe(0)
    }
  })
})

describe('--wait', () => {
  it('ends with 0 at ready and says so', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'ready')
    const { code, stdout } = await machine.cli(
      ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt-file', '-', '--wait'],
      { input: 'echo from standard input > b.txt' },
    )
    expect({ code, answer: JSON.parse(stdout) }).toEqual({
      code: 0,
      answer: { thread: expect.any(String), run: expect.any(String), state: 'ready', reason: null },
    })
  })

  it('ends with 1 where a person is needed, and names the open request', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'asks')
    const prompt = steps({ ask: { title: 'May I?', kind: 'execute', command: 'make install' } })
    const { code, stdout } = await machine.cli([
      'dispatch',
      '--repo',
      repository.folder,
      '--agent',
      'scripted',
      '--prompt',
      prompt,
      '--wait',
    ])
    const answer = JSON.parse(stdout) as { thread: string; requests: readonly { id: string }[] }
    expect({ code, answer }).toMatchObject({
      code: 1,
      answer: {
        state: 'needs-you',
        reason: null,
        requests: [{ title: 'May I?', detail: expect.stringContaining('make install') }],
      },
    })
    await machine.ok('answer', answer.thread, answer.requests[0]?.id ?? '', 'deny')
  })

  it.each([
    ['rateLimit', 'rate-limit'],
    ['auth', 'auth'],
    ['overloaded', 'overloaded'],
    ['contextOverflow', 'context-overflow'],
    ['refusal', 'refusal'],
  ])('ends with 1 where the agent failed, with the reason: %s', async (failure, reason) => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, failure)
    const prompt = steps({ fail: { class: failure, message: 'Not now.', retryAfterMs: 60_000 } })
    const { code, stdout } = await machine.cli([
      'dispatch',
      '--repo',
      repository.folder,
      '--agent',
      'scripted',
      '--prompt',
      prompt,
      '--wait',
    ])
    expect({ code, answer: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      answer: {
        state: 'parked',
        reason,
        message: expect.stringMatching(/\S/),
        remedy: expect.stringMatching(/\S/),
        requests: [],
      },
    })
  })
})

describe('a refusal', () => {
  it('is one document for a program, and text on the error stream for a person', async () => {
    const refusal = await machine.refused('stop', 'nothing')
    expect(refusal.code).toBe('thread-unknown')
    const text = await machine.cli(['stop', 'nothing'], { text: true })
    expect(text).toEqual({ code: 1, stdout: '', stderr: `${refusal.message}\n${refusal.remedy}\n` })
  })
})
