import { describe, expect, it } from 'vitest'
import type { ToolPatch } from '../../../../shared/transcript/update.ts'
import { permissionFacts } from './permission-facts.ts'

describe('what rules may judge a tool call by', () => {
  it.each([
    ['a command', { input: { command: 'npm test', description: 'Tests', timeout: 5 } }, { command: 'npm test' }],
    [
      'a command as words, with its folder',
      { input: { command: ['bash', '-lc', 'npm test'], cwd: '/w' } },
      { command: "bash -lc 'npm test'", paths: ['/w'] },
    ],
    ['a command with something unknown', { input: { command: 'npm test', env: { LD_PRELOAD: './x' } } }, {}],
    ['a command without its sandbox', { input: { command: 'ls', sandbox_permissions: 'none' } }, {}],
    ['locations', { paths: ['a', 'b'] }, { paths: ['a', 'b'] }],
    [
      'locations and another path in the input',
      { paths: ['a'], input: { file_path: '/w/b', edits: [{ oldText: 'x', filePath: 'c' }] } },
      { paths: ['a', '/w/b', 'c'] },
    ],
    [
      'changes by file, and their texts',
      {
        input: { changes: { 'x/y': { kind: 'add' } } },
        content: [{ kind: 'diff', path: 'x/z', before: null, after: '' }],
      },
      { paths: ['x/z', 'x/y'] },
    ],
    ['a patch, which may be of any file', { paths: ['a'], input: { patch: '*** Update File: b' } }, {}],
    ['an input that is too deep', { paths: ['a'], input: { a: { b: { c: { d: { e: { path: 'x' } } } } } } }, {}],
    ['very many paths', { paths: Array.from({ length: 201 }, (_, at) => `f${at}`) }, {}],
    ['nothing', {}, {}],
  ] as readonly (readonly [string, ToolPatch, object])[])('%s', (_name, tool, expected) => {
    expect(permissionFacts(tool)).toEqual(expected)
  })
})
