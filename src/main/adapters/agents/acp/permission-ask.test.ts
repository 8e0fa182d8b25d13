import { describe, expect, it } from 'vitest'
import { permissionAsk } from './permission-ask.ts'
import { ToolMemory } from './tool-memory.ts'

function ask(toolCall: object, tools = new ToolMemory()) {
  return permissionAsk({ sessionId: 's', toolCall: { toolCallId: 't', ...toolCall }, options: [] }, tools)
}

describe('the text of a permission', () => {
  it.each([
    ['a command as text', { rawInput: { command: 'rm -rf "a b"' } }, 'rm -rf "a b"'],
    [
      'a command as words',
      { rawInput: { command: ['bash', '-lc', "echo 'x' > y"] } },
      `bash -lc 'echo '\\''x'\\'' > y'`,
    ],
    [
      'a command with more that matters',
      { rawInput: { command: 'make', cwd: '/w', sandbox: { network: true }, reason: null } },
      'make\ncwd: /w\nsandbox: {\n  "network": true\n}',
    ],
    [
      'a change',
      {
        content: [{ type: 'diff', path: '/w/a', oldText: 'one\ntwo\nthree', newText: 'one\n2\nthree' }],
        rawInput: { file: 'a' },
      },
      '/w/a (line 2, +1 −1)\n-two\n+2',
    ],
    ['a new file', { content: [{ type: 'diff', path: 'n', newText: 'x\ny' }] }, 'n (new file, +2 −0)\n+x\n+y'],
    [
      'any other input',
      { rawInput: { server: 'bus', arguments: { to: 'all' } } },
      'server: bus\narguments: {\n  "to": "all"\n}',
    ],
    ['paths only', { locations: [{ path: '/etc/hosts' }, { path: '/etc/passwd' }] }, '/etc/hosts\n/etc/passwd'],
    [
      'words only',
      { content: [{ type: 'content', content: { type: 'text', text: 'Leave plan mode?' } }] },
      'Leave plan mode?',
    ],
    ['a title only', { title: 'Do it' }, 'Do it'],
  ])('%s', (_name, toolCall, expected) => {
    expect(ask(toolCall).detail).toBe(expected)
  })

  it('is never shortened and keeps what the eye cannot see', () => {
    const command = `${'x'.repeat(500_000)}\u202e\u0007 # end`
    expect(ask({ rawInput: { command } }).detail).toBe(command)
  })

  it('is joined with the tool call that came before, and only adds to it', () => {
    const tools = new ToolMemory()
    const patch = { title: 'Search the web', input: { query: 'weather' }, toolKind: 'fetch' } as const
    tools.remember({ kind: 'tool', toolCall: 't', patch }, null)
    expect(ask({ kind: null, title: null }, tools)).toMatchObject({
      toolCall: 't',
      title: 'Search the web',
      kind: 'fetch',
      detail: 'query: weather',
    })
  })

  it('has a title even when the agent sends none', () => {
    expect(ask({ rawInput: { command: 'make\nall' } }).title).toBe('make')
    expect(ask({}).title).toBe('other')
  })
})

describe('the output of a tool call', () => {
  const finished = { kind: 'tool', toolCall: 't', patch: { status: 'completed' } } as const

  it('is shown when an agent reports it only raw', () => {
    expect(new ToolMemory().remember(finished, { rawOutput: 'done' }).patch.content).toEqual([
      { kind: 'text', text: 'done' },
    ])
    expect(new ToolMemory().remember(finished, { rawOutput: { exit: 0 } }).patch.content).toEqual([
      { kind: 'raw', value: { exit: 0 } },
    ])
  })

  it('does not replace content that was already sent', () => {
    const tools = new ToolMemory()
    tools.remember({ kind: 'tool', toolCall: 't', patch: { content: [{ kind: 'text', text: 'live' }] } }, {})
    expect(tools.remember(finished, { rawOutput: 'done' })).toEqual(finished)
  })
})
