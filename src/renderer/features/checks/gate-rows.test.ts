import { describe, expect, it } from 'vitest'
import type { Proof } from '../../../shared/domain/verification/state.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { gatesOf, roundsOf } from './gate-rows.ts'

const row = (entry: string, head: TranscriptRow['head'], text = ''): TranscriptRow =>
  ({ entry, kind: 'gate', head, text, position: 1, sequence: 1, at: 0 }) satisfies TranscriptRow

const rows = [
  row('old', { command: 'npm test', round: 1, outcome: 'failed', exit: 1 }, 'old'),
  row('lint', { command: 'npm run lint', round: 2, outcome: 'passed', exit: 0 }, 'clean'),
  row('now', { command: 'npm test', round: 2, outcome: 'running' }, 'so far'),
]
const proof = { command: 'npm run lint', log: 'lint', outcome: 'passed' } as Proof

describe('gates of the present round', () => {
  it('stand in the order of the plan, each with what it wrote in this round', () => {
    const gates = gatesOf({ gates: ['npm run lint', 'npm test', 'make'], proofs: [proof], round: 2 }, rows)
    expect(gates.map(({ command }) => command)).toEqual(['npm run lint', 'npm test', 'make'])
    expect(gates.map(({ view }) => view?.output ?? null)).toEqual(['clean', 'so far', null])
    expect(gates.map((gate) => gate.proof !== null)).toEqual([true, false, false])
  })

  it('are told round by round, newest first', () => {
    expect(roundsOf(rows).map(({ gates, round }) => [round, gates.length])).toEqual([
      [2, 2],
      [1, 1],
    ])
    expect(roundsOf([{ ...row('x', {}), kind: 'tool' }])).toEqual([])
  })
})
