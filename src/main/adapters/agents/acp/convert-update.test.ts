import { describe, expect, it } from 'vitest'
import type { AgentUpdate } from '../../../../shared/transcript/update.ts'
import { convertUpdate } from './convert-update.ts'

/** As recorded from real agents, one per kind of update. */
const RECORDED: readonly (readonly [string, object, AgentUpdate])[] = [
  [
    'message',
    { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'Hello' }, messageId: 'm1' },
    { kind: 'message', text: 'Hello' },
  ],
  [
    'message with an image',
    { sessionUpdate: 'agent_message_chunk', content: { type: 'image', mimeType: 'image/png', data: 'AAAA' } },
    { kind: 'image', mimeType: 'image/png', data: 'AAAA' },
  ],
  [
    'thought',
    { sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text: 'Hm' } },
    { kind: 'thought', text: 'Hm' },
  ],
  [
    'echo of the prompt',
    { sessionUpdate: 'user_message_chunk', content: { type: 'text', text: 'do it' } },
    { kind: 'replayed', update: { sessionUpdate: 'user_message_chunk' } },
  ],
  [
    'tool call',
    {
      sessionUpdate: 'tool_call',
      toolCallId: 'call_1',
      title: 'Edit a.ts',
      kind: 'edit',
      status: 'pending',
      locations: [{ path: '/w/a.ts', line: 3 }],
      rawInput: { file_path: '/w/a.ts' },
      content: [{ type: 'diff', path: '/w/a.ts', oldText: 'a', newText: 'b' }],
    },
    {
      kind: 'tool',
      toolCall: 'call_1',
      patch: {
        title: 'Edit a.ts',
        toolKind: 'edit',
        status: 'pending',
        paths: ['/w/a.ts'],
        content: [{ kind: 'diff', path: '/w/a.ts', before: 'a', after: 'b' }],
        input: { file_path: '/w/a.ts' },
      },
    },
  ],
  [
    'tool call that only changes its status',
    { sessionUpdate: 'tool_call_update', toolCallId: 'call_1', status: 'in_progress', title: null, content: null },
    { kind: 'tool', toolCall: 'call_1', patch: { status: 'running' } },
  ],
  [
    'tool call with text, a terminal and a new file',
    {
      sessionUpdate: 'tool_call_update',
      toolCallId: 'call_2',
      kind: 'switch_mode',
      status: 'completed',
      content: [
        { type: 'content', content: { type: 'text', text: 'done' } },
        { type: 'terminal', terminalId: 't' },
        { type: 'diff', path: 'new.ts', oldText: null, newText: 'x' },
      ],
    },
    {
      kind: 'tool',
      toolCall: 'call_2',
      patch: {
        toolKind: 'other',
        status: 'completed',
        content: [
          { kind: 'text', text: 'done' },
          { kind: 'raw', value: { type: 'terminal', terminalId: 't' } },
          { kind: 'diff', path: 'new.ts', before: null, after: 'x' },
        ],
      },
    },
  ],
  [
    'plan',
    { sessionUpdate: 'plan', entries: [{ content: 'Look', priority: 'high', status: 'in_progress' }] },
    { kind: 'plan', entries: [{ content: 'Look', status: 'in_progress' }] },
  ],
  [
    'usage',
    { sessionUpdate: 'usage_update', used: 1200, size: 200000, cost: { amount: 0.25, currency: 'USD' } },
    { kind: 'usage', used: 1200, size: 200000, cost: 0.25 },
  ],
  [
    'usage without cost',
    { sessionUpdate: 'usage_update', used: 1, size: 2 },
    { kind: 'usage', used: 1, size: 2, cost: null },
  ],
  ['mode', { sessionUpdate: 'current_mode_update', currentModeId: 'plan' }, { kind: 'mode', mode: 'plan' }],
  [
    'commands',
    { sessionUpdate: 'available_commands_update', availableCommands: [{ name: 'init', description: '' }] },
    {
      kind: 'session',
      name: 'available_commands_update',
      facts: { availableCommands: [{ name: 'init', description: '' }] },
    },
  ],
  [
    'options',
    { sessionUpdate: 'config_option_update', configOptions: [] },
    { kind: 'session', name: 'config_option_update', facts: { configOptions: [] } },
  ],
  [
    'title',
    { sessionUpdate: 'session_info_update', title: 'Fix the build' },
    { kind: 'session', name: 'session_info_update', facts: { title: 'Fix the build' } },
  ],
]

/** Unknown kinds and malformed known ones are kept as they are. */
const KEPT_RAW: readonly unknown[] = [
  { sessionUpdate: 'notice', severity: 'warning', title: 'Low disk' },
  { sessionUpdate: 'compaction_update', compactionId: 'c', status: 'completed' },
  { sessionUpdate: '__proto__', content: 1 },
  { sessionUpdate: 'agent_message_chunk', content: { type: 'audio', data: '', mimeType: 'audio/wav' } },
  { sessionUpdate: 'agent_message_chunk' },
  { sessionUpdate: 'tool_call', title: 'no id' },
  { sessionUpdate: 'plan', entries: [{ content: 'x', status: 'someday' }] },
  { sessionUpdate: 'usage_update', used: 'many' },
  { sessionUpdate: 'current_mode_update' },
  { other: true },
  null,
  'text',
  [1],
]

describe('an update', () => {
  it.each(RECORDED)('%s is put in the product’s words', (_name, recorded, expected) => {
    expect(convertUpdate(recorded)).toEqual(expected)
  })

  it.each(KEPT_RAW)('%j is kept raw', (value) => {
    expect(convertUpdate(value)).toEqual({ kind: 'unknown', update: value })
  })
})
