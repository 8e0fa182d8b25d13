import { existsSync } from 'node:fs'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SessionUpdate } from '@agentclientprotocol/sdk'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { connectInProcess, type Folders, makeFolders, type Running } from './testing/connect-scripted.ts'

/** An object written with such a key looks like a promise. */
const THEN = 'then'

let folders: Folders
let running: Running
let session: string

beforeEach(async () => {
  folders = await makeFolders()
  running = await connectInProcess(folders)
  session = await running.client.open(folders.worktree)
})

afterEach(async () => {
  await running.close()
  await folders.remove()
})

const steps = (yaml: string) => running.client.steps(session, yaml)
const file = (name: string) => join(folders.worktree, name)
const index = ['$', '{i}'].join('')
const named = (path: string) => ['$', `{${path}}`].join('')

/** What each tool call came to. */
function toolEnds(updates: readonly SessionUpdate[]) {
  const ended = updates.filter((update) => update.sessionUpdate === 'tool_call_update')
  return ended.flatMap(({ status, rawOutput }) =>
    status === 'completed' || status === 'failed'
      ? [{ status, rawOutput: rawOutput as Record<string, unknown> | undefined }]
      : [],
  )
}

describe('speech', () => {
  it('says in as many chunks as told, losing nothing', async () => {
    expect(await steps('- say: {text: "héllo wörld", chunks: 4, everyMs: 1}')).toEqual({ stopReason: 'end_turn' })
    expect(running.client.updates).toHaveLength(4)
    expect(running.client.said).toBe('héllo wörld')
  })

  it('thinks, plans and reports usage', async () => {
    await steps(
      '- think: hm\n- plan: [{content: a, status: completed}, {content: b}]\n- usage: {used: 5, size: 10, cost: 0.5}',
    )
    expect(running.client.updates).toMatchObject([
      { sessionUpdate: 'agent_thought_chunk', content: { text: 'hm' } },
      {
        sessionUpdate: 'plan',
        entries: [
          { content: 'a', status: 'completed' },
          { content: 'b', status: 'pending' },
        ],
      },
      { sessionUpdate: 'usage_update', used: 5, size: 10, cost: { amount: 0.5, currency: 'USD' } },
    ])
  })
})

describe('files', () => {
  it('writes, edits, moves, reads and deletes for real, showing diffs', async () => {
    await steps(
      '- write: {path: d/a, content: "one\\n"}\n- edit: {path: d/a, find: one, replace: two}\n- move: {from: d/a, to: e/b}',
    )
    expect(await readFile(file('e/b'), 'utf8')).toBe('two\n')
    const diffs = running.client.updates.flatMap((update) =>
      update.sessionUpdate === 'tool_call' ? (update.content ?? []) : [],
    )
    expect(diffs).toMatchObject([
      { type: 'diff', path: file('d/a'), oldText: null, newText: 'one\n' },
      { type: 'diff', path: file('d/a'), oldText: 'one\n', newText: 'two\n' },
    ])
    await steps('- read: e/b\n- delete: e/b')
    expect(existsSync(file('e/b'))).toBe(false)
    expect(toolEnds(running.client.updates).map((end) => end.status)).toEqual(Array(5).fill('completed'))
  })

  it('fails as a tool and goes on', async () => {
    await writeFile(file('a'), 'x')
    const end = await steps(
      '- edit: {path: a, find: nope, replace: b}\n- read: none\n- delete: none\n- move: {from: none, to: b}\n- say: on',
    )
    expect(end).toEqual({ stopReason: 'end_turn' })
    expect(toolEnds(running.client.updates).map((one) => one.status)).toEqual(Array(4).fill('failed'))
    expect(running.client.said).toBe('on')
    expect(await readFile(file('a'), 'utf8')).toBe('x')
  })

  it('stays inside the working directory', async () => {
    await symlink('/tmp', file('link'))
    const outside = ['../x', '/tmp/x', 'link/x', 'a/../../x', '.']
    await steps(outside.map((path) => `- write: {path: "${path}", content: no}`).join('\n'))
    expect(toolEnds(running.client.updates).map((end) => end.status)).toEqual(Array(5).fill('failed'))
    await steps(`- write: {path: "${file('abs')}", content: yes}\n- delete: .`)
    expect(await readFile(file('abs'), 'utf8')).toBe('yes')
  })
})

describe('run', () => {
  it('fails as a tool call where the system can not start the command', async () => {
    const long = stringify([{ run: `: '${'x'.repeat(3_000_000)}'` }, { say: 'on' }])
    expect(await steps(long)).toEqual({ stopReason: 'end_turn' })
    expect(toolEnds(running.client.updates)).toMatchObject([{ status: 'failed', rawOutput: { exitCode: null } }])
    expect(running.client.said).toBe('on')
  })

  it('shows live output and the exit code', async () => {
    await steps('- run: "echo a; echo b >&2; exit 3"')
    const shown = running.client.updates.flatMap((update) =>
      update.sessionUpdate === 'tool_call_update' && update.status === 'in_progress'
        ? [JSON.stringify(update.content ?? '')]
        : [],
    )
    expect(shown).toHaveLength(3)
    expect(toolEnds(running.client.updates)).toMatchObject([
      { status: 'failed', rawOutput: { exitCode: 3, output: 'a\nb\n' } },
    ])
  })

  it('judges by what is expected, and limits the time', async () => {
    await steps(
      '- run: {command: "false", expect: fail}\n- run: {command: "true", expect: fail}\n- run: {command: "false", expect: any}\n- run: {command: sleep 60, timeoutMs: 50}',
    )
    expect(toolEnds(running.client.updates)).toMatchObject([
      { status: 'completed' },
      { status: 'failed' },
      { status: 'completed' },
      { status: 'failed', rawOutput: { timedOut: true } },
    ])
  })

  it('shows a long output bounded', async () => {
    await steps('- run: seq 1 50000')
    expect(running.client.updates.length).toBeLessThan(250)
    expect(JSON.stringify(running.client.updates.at(-1)).length).toBeLessThan(120_000)
    expect(JSON.stringify(running.client.updates.at(-1))).toContain('50000')
  })
})

describe('permissions', () => {
  const script =
    '- ask: {title: May I, kind: execute, command: ls -l, then: [{say: "yes "}], otherwise: [{say: "no "}]}'
  it('branches on the answer, and an always is remembered', async () => {
    const { client } = running
    await steps(script)
    client.answer = 'reject_once'
    await steps(script)
    client.answer = 'allow_always'
    await steps(`${script}\n${script}`)
    expect(client.said).toBe('yes no yes yes ')
    expect(client.asked).toHaveLength(3)
    expect(client.asked[0]).toMatchObject({
      toolCall: { title: 'May I', kind: 'execute', rawInput: { command: 'ls -l' } },
    })
    expect(client.asked[0]?.options.map((option) => option.kind)).toEqual(['allow_once', 'allow_always', 'reject_once'])
  })

  it('asks before every write and command in mode ask', async () => {
    const { client } = running
    await client.agent.request('session/set_mode', { sessionId: session, modeId: 'ask' })
    client.answer = 'reject_once'
    await steps('- write: {path: a, content: b}\n- run: touch c\n- read: none\n- say: done')
    await client.prompt(session, 'touch d')
    expect(client.asked.map(({ toolCall }) => toolCall.title)).toEqual(['Write a', 'touch c', 'touch d'])
    expect([existsSync(file('a')), existsSync(file('c')), existsSync(file('d'))]).toEqual([false, false, false])
    client.answer = 'allow_once'
    await steps('- run: touch c')
    expect(existsSync(file('c'))).toBe(true)
  })

  it('ends the turn when the client answers cancelled', async () => {
    running.client.answer = 'cancelled'
    expect(await steps(`${script}\n- say: later`)).toEqual({ stopReason: 'cancelled' })
    expect(running.client.said).toBe('')
  })
})

describe('flow', () => {
  it('repeats with the index and branches on files', async () => {
    await writeFile(file('f0'), '')
    await steps(`- repeat:
    times: 2
    everyMs: 1
    steps:
      - if: {file: "f${index}", exists: true, steps: [{say: "has ${index} "}], else: [{say: "lacks ${index} "}]}
- if: {file: g, exists: false, steps: [{say: "no g"}]}`)
    expect(running.client.said).toBe('has 0 lacks 1 no g')
  })

  it('stops with the reason, also from inside', async () => {
    expect(await steps('- repeat: {times: 3, steps: [{say: a}, {stop: max_tokens}]}\n- say: b')).toEqual({
      stopReason: 'max_tokens',
    })
    expect(running.client.said).toBe('a')
  })

  it('floods with as many messages of as many bytes', async () => {
    await steps('- flood: {messages: 1000, bytes: 32}')
    expect(running.client.updates).toHaveLength(1000)
    expect(running.client.said).toHaveLength(32_000)
  })

  it('hangs, spins and sleeps until cancelled', async () => {
    for (const step of [
      'hang: true',
      'spin: 60000',
      'sleep: 60000',
      'flood: {messages: 100000000, bytes: 9}',
      'repeat: {times: 1000000, steps: [{think: a}]}',
    ]) {
      const before = running.client.updates.length
      const turn = steps(`- think: go\n- ${step}\n- say: never`)
      await running.client.until(() => running.client.updates.length > before)
      await running.client.cancel(session)
      expect(await turn).toEqual({ stopReason: 'cancelled' })
    }
    expect(running.client.said).not.toContain('never')
  })

  it('cancels an open permission that nobody answers, and what is queued behind', async () => {
    running.client.answer = 'never'
    const turns = [steps('- ask: {title: t}\n- say: a'), steps('- say: b')]
    await running.client.until(() => running.client.asked.length > 0)
    await running.client.cancel(session)
    expect(await Promise.all(turns)).toEqual([{ stopReason: 'cancelled' }, { stopReason: 'cancelled' }])
    expect(running.client.said).toBe('')
  })

  it('notices a cancel that follows the prompt at once', async () => {
    const turn = steps('- hang: true')
    await running.client.cancel(session)
    expect(await turn).toEqual({ stopReason: 'cancelled' })
  })

  it('queues a second prompt', async () => {
    await Promise.all([steps('- sleep: 20\n- say: "a "'), steps('- say: b')])
    expect(running.client.said).toBe('a b')
  })
})

describe('trouble', () => {
  it.each([
    ['rateLimit', -32603, { class: 'rateLimit', status: 429, retryAfterMs: 5 }],
    ['auth', -32000, { class: 'auth' }],
    ['overloaded', -32603, { class: 'overloaded', status: 529 }],
    ['contextOverflow', -32603, { class: 'contextOverflow' }],
  ])('fails as %s', async (name, code, data) => {
    await expect(steps(`- fail: {class: ${name}, message: m, retryAfterMs: 5}`)).rejects.toMatchObject({
      code,
      message: 'm',
      data,
    })
  })

  it('refuses with a stop reason', async () => {
    expect(await steps('- fail: {class: refusal, message: no}')).toEqual({ stopReason: 'refusal' })
    expect(running.client.said).toBe('no')
  })

  it('sends garbage, crashes and kills through its process', async () => {
    await steps('- garbage: "not { json"\n- crash: 3\n- kill: SIGTERM')
    expect(running.client.lines).toEqual(['not { json', 'SIGTERM'])
    expect(running.client.exits).toEqual([3])
  })
})

describe('scripts as a whole', () => {
  it('runs no step of a script that is wrong', async () => {
    const wrong = steps('- write: {path: a, content: b}\n- bogus: 1')
    await expect(wrong).rejects.toMatchObject({ code: -32602, data: { line: 2, promptLine: 3, step: 'bogus' } })
    await expect(wrong).rejects.toThrow(/line 2 .*"- bogus: 1"/i)
    expect(existsSync(file('a'))).toBe(false)
    expect(await steps('- say: fine')).toEqual({ stopReason: 'end_turn' })
  })

  it('makes the same updates of the same script on the same tree', async () => {
    const script = `- say: hello there\n- run: "for n in 1 2 3; do echo $n; done"\n- write: {path: w, content: x}\n- ask: {title: t, then: [{say: "${named('none')}"}]}\n- delete: w`
    await steps(script)
    const second = await connectInProcess({ ...folders, state: `${folders.state}-2` })
    await second.client.steps(await second.client.open(folders.worktree), script)
    await second.close()
    expect(second.client.updates).toEqual(running.client.updates)
    expect(running.client.updates.length).toBeGreaterThan(10)
  })

  it('survives any valid script', async () => {
    const text = fc.string({ maxLength: 8 })
    const path = fc.constantFrom('a', 'b/c', '../x', '', '.', 'ü', '\0').filter((name) => name !== '')
    const { step } = fc.letrec((tie) => ({
      list: fc.array(tie('step'), { maxLength: 3 }),
      step: fc.oneof(
        { maxDepth: 3 },
        fc.record({ say: text }),
        fc.record({ think: text }),
        fc.record({ write: fc.record({ path, content: text }) }),
        fc.record({ read: path }),
        fc.record({ edit: fc.record({ path, find: fc.string({ minLength: 1 }), replace: text }) }),
        fc.record({ delete: path }),
        fc.record({ move: fc.record({ from: path, to: path }) }),
        fc.record({ plan: fc.array(fc.record({ content: text, status: fc.constantFrom('pending', 'completed') })) }),
        fc.record({
          mcp: fc.record({
            server: fc.constant('none'),
            tool: fc.constant('t'),
            error: fc.constantFrom('any', 'none'),
          }),
        }),
        fc.record({ unknownUpdate: fc.dictionary(fc.constantFrom('a', 'messageId'), fc.integer()) }),
        fc.record({ stop: fc.constantFrom('end_turn', 'refusal') }),
        fc.record({ fail: fc.record({ class: fc.constantFrom('rateLimit', 'refusal') }) }),
        fc.record({ repeat: fc.record({ times: fc.nat(2), steps: tie('list') }) }),
        fc.record({ if: fc.record({ file: path, steps: tie('list'), else: tie('list') }) }),
        fc.record({
          ask: fc.record({ title: fc.string({ minLength: 1 }), [THEN]: tie('list'), otherwise: tie('list') }),
        }),
        fc.record({ onTurn: fc.dictionary(fc.constantFrom('7', '*'), tie('list')) }),
      ),
    }))
    await running.client.agent.request('session/set_config_option', {
      sessionId: session,
      configId: 'model',
      value: 'fast',
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (script) => {
        const end = await steps(stringify(script)).catch((error: { code: number }) => error.code)
        expect(typeof end === 'object' || end === -32603).toBe(true)
      }),
      { numRuns: 40 },
    )
    expect(await steps('- say: alive')).toEqual({ stopReason: 'end_turn' })
  })
})
