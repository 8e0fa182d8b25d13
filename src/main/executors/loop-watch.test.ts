import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EndedCall, type Loop, LoopWatch } from './loop-watch.ts'

let calls = 0

function call(title: string, output: string, more: Partial<EndedCall> = {}): EndedCall {
  calls += 1
  return { toolCall: `c${calls}`, title, toolKind: 'execute', input: { command: title }, output, ...more }
}

function played(all: readonly EndedCall[]): readonly Loop[] {
  const watch = new LoopWatch()
  return all.flatMap((one) => watch.ended(one) ?? [])
}

const times = <Value>(count: number, make: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => make(at))

describe('a loop', () => {
  it('is the same call with the same result six times in a row, told once', () => {
    expect(played(times(5, () => call('make', 'failed')))).toEqual([])
    expect(played(times(40, () => call('make', 'failed')))).toEqual([{ call: 'make', times: 6 }])
  })

  it('is told again after something else happened', () => {
    const run = () => times(8, () => call('make', 'failed'))
    expect(played([...run(), call('edit', 'done'), ...run()])).toHaveLength(2)
  })

  it.each([2, 3])('is a cycle of %d calls five times', (period) => {
    const cycle = (rounds: number) => times(period * rounds, (at) => call(`step ${at % period}`, 'same'))
    expect(played(cycle(4))).toEqual([])
    const [loop, ...more] = played(cycle(12))
    expect(loop?.times).toBe(5)
    expect(loop?.call.split(', then ')).toHaveLength(period)
    expect(more).toEqual([])
  })

  it('is noticed after any amount of other work', () => {
    const work = times(500, (at) => call('read', `line ${at}`))
    expect(played([...work, ...times(6, () => call('make', 'failed'))])).toHaveLength(1)
  })

  it('says in its words what goes around', () => {
    const both = times(10, (at) => call(at % 2 === 0 ? 'Run tests' : 'Edit a.ts', 'same'))
    expect(played(both)[0]?.call.split(', then ').sort()).toEqual(['Edit a.ts', 'Run tests'])
  })
})

describe('no loop', () => {
  it.each<[string, readonly EndedCall[]]>([
    ['the same call with other results', times(50, (at) => call('poll', `${at} %`))],
    ['other calls with the same result', times(50, (at) => call(`read ${at}`, ''))],
    ['the same title for other inputs', times(50, (at) => call('Terminal', 'ok', { input: { command: `${at}` } }))],
    ['calls that tell neither input nor result', times(50, () => call('Terminal', '', { input: null }))],
    ['a cycle of four', times(80, (at) => call(`step ${at % 4}`, 'same'))],
    ['edits between failing tests', times(80, (at) => (at % 2 === 0 ? call('test', 'failed') : call('edit', `${at}`)))],
    ['one call whose end is told often', times(50, () => call('make', 'failed', { toolCall: 'one' }))],
  ])('%s', (_, all) => {
    expect(played(all)).toEqual([])
  })

  it('is ever found where results never come again', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 200 })
    fc.assert(
      fc.property(names, (all) => {
        expect(played(all.map((name, at) => call(name, `${at}`)))).toEqual([])
      }),
    )
  })
})
