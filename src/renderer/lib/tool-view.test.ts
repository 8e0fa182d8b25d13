import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import { countLines } from './count-lines.ts'
import { toolView } from './tool-view.ts'

function tool(head: JsonObject, text = ''): TranscriptRow {
  return { entry: 'e', kind: 'tool', position: 1, sequence: 1, at: 0, head, text }
}

describe('a call of a tool in words', () => {
  it('names the command that ran, the file that was changed, and anything else as the agent did', () => {
    const ran = toolView(tool({ title: 'npm test', toolKind: 'execute', status: 'completed' }))
    expect([ran.verb, ran.code]).toEqual(['Ran', 'npm test'])
    const edit = { title: 'Edit a.ts', toolKind: 'edit', paths: ['src/a.ts'] }
    const verbs = ['running', 'completed', 'failed'].map((status) => toolView(tool({ ...edit, status })).verb)
    expect(verbs).toEqual(['Editing', 'Edited', 'Tried to edit'])
    const two = toolView(tool({ ...edit, status: 'completed', paths: ['a', 'b'] }))
    expect([two.verb, two.code, two.title]).toEqual(['', null, 'Edit a.ts'])
    expect(toolView(tool({ title: 'Ask a peer', toolKind: 'new_kind', status: 'completed' })).code).toBeNull()
  })

  it('says nothing is done of what only waits', () => {
    const waiting = toolView(tool({ title: 'rm -rf build', toolKind: 'execute', status: 'pending' }))
    expect([waiting.verb, waiting.code, waiting.title]).toEqual(['', null, 'rm -rf build'])
  })

  it('makes what a stranger named visible', () => {
    const { code } = toolView(tool({ title: 'echo \u202e\u001b[2K', toolKind: 'execute', status: 'completed' }))
    expect(code).toBe('echo ‹U+202E›␛[2K')
  })

  it('counts the lines of all its changes', () => {
    const diffs = [
      { path: 'a', before: 'one\ntwo\n', after: 'one\nthree\nfour\n' },
      { path: 'b', before: null, after: 'new\n' },
    ]
    const view = toolView(tool({ title: 't', toolKind: 'edit', status: 'completed', diffs }))
    expect([view.added, view.removed, view.diffs.length]).toEqual([3, 1, 2])
  })

  it('takes whatever is there', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('title', 'toolKind', 'status', 'paths', 'diffs', 'input'), fc.jsonValue()),
        (head) => {
          const view = toolView(tool(head as JsonObject))
          expect(view.title).not.toBe('')
        },
      ),
    )
  })
})

describe('counted lines', () => {
  const lines = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map((all) => all.map((line) => `${line}\n`).join(''))

  it('differ by what the texts differ in length', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const { added, removed } = countLines(before, after)
        expect(added - removed).toBe(after.split('\n').length - before.split('\n').length)
        expect(countLines(after, before)).toEqual({ added: removed, removed: added })
      }),
    )
  })

  it('are none between equal texts', () => {
    fc.assert(
      fc.property(lines, (text) => {
        expect(countLines(text, text)).toEqual({ added: 0, removed: 0 })
      }),
    )
  })
})
