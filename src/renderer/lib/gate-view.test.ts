import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import { gateView } from './gate-view.ts'

function gate(head: JsonObject, text = ''): TranscriptRow {
  return { entry: 'e', kind: 'gate', position: 1, sequence: 1, at: 0, head: { command: 'npm test', ...head }, text }
}

describe('a gate in words', () => {
  it.each([
    [{ outcome: 'waiting' }, 'waits for other gates', false],
    [{ outcome: 'running' }, 'running', false],
    [{ outcome: 'running', again: true }, 'running again', false],
    [{ outcome: 'passed', durationMs: 2100 }, 'passed in 2.1 s', false],
    [{ outcome: 'passed', durationMs: 240, flaky: true }, 'passed the second time in 240 ms', false],
    [{ outcome: 'failed', exit: 3 }, 'failed with exit code 3', true],
    [{ outcome: 'failed', exit: null }, 'failed', true],
    [{ outcome: 'timed-out', durationMs: 600_000 }, 'stopped after 10 min', true],
    [{ outcome: 'voided', exit: 0 }, 'changed files, so it says nothing', false],
    [{ outcome: 'not-started' }, 'could not be run', true],
    [{ outcome: 'cancelled' }, 'stopped', false],
    [{}, 'stopped', false],
  ])('%j', (head, result, bad) => {
    expect(gateView(gate(head))).toMatchObject({ result, bad })
  })

  it('makes what a stranger wrote visible', () => {
    expect(gateView(gate({ command: 'echo \u202e', outcome: 'running' }, 'out'))).toMatchObject({
      command: 'echo ‹U+202E›',
      running: true,
      output: 'out',
    })
  })
})
