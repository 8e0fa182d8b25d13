import { describe, expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const writes = (name: string) => steps(write(`${name}.txt`, `${name}\n`))
const once = (...first: readonly object[]) => [
  { if: { file: 'met', exists: false, steps: [write('met', ''), ...first] } },
  { delete: 'met' },
]

/** Twelve tasks: a diamond, and about everything that can go wrong. */
const tasks = [
  { id: 'base', brief: writes('base') },
  { id: 'left', after: ['base'], brief: steps({ run: 'cat base.txt > left.txt' }) },
  { id: 'right', after: ['base'], brief: steps({ run: 'cat base.txt > right.txt' }) },
  { id: 'join', after: ['left', 'right'], brief: steps({ run: 'cat left.txt right.txt > join.txt' }) },
  {
    id: 'mended',
    after: [{ id: 'join', from: 'stacked' }],
    gates: ['grep -q right mended.txt'],
    brief: steps(write('mended.txt', 'wrong\n'), { onTurn: { 2: [write('mended.txt', 'right\n')] } }),
  },
  { id: 'never', gates: ['echo it is not there; exit 4'], brief: writes('never') },
  { id: 'behind', after: ['never'], brief: writes('behind') },
  { id: 'crash', after: ['base'], brief: steps(...once({ crash: 3 }), write('crash.txt', 'x\n')) },
  { id: 'hang', after: ['base'], brief: steps(...once({ hang: true }), write('hang.txt', 'x\n')) },
  {
    id: 'limited',
    brief: steps(
      ...once({ fail: { class: 'rateLimit', message: 'too many requests', retryAfterMs: 2000 } }),
      write('limited.txt', 'x\n'),
    ),
  },
  {
    id: 'loop',
    brief: steps(
      { onTurn: { 2: [write('loop.txt', 'x\n')] } },
      { repeat: { times: 400, everyMs: 50, steps: [{ run: 'echo the same' }] } },
    ),
  },
  { id: 'last', after: ['join', 'crash', 'hang', 'limited', 'loop'], brief: steps({ run: 'ls > last.txt' }) },
]

describe('a plan of twelve tasks', () => {
  it('ends hands off, each landed or parked with a true reason', { timeout: 240_000 }, async () => {
    const machine = testMachine({ SWITCHYARD_QUIET_MS: '5000' })
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const done = await plansOn(machine, repository).run({ gates: ['test -e a.txt'], tasks }, '--auto-land')
    expect(done.code).toBe(1)
    const { behind, never, ...others } = states(done)
    expect({ behind, never }).toEqual({ behind: 'parked: dependency', never: 'parked: gate-failed' })
    expect([...new Set(Object.values(others))]).toEqual(['landed'])
    expect(repository.read('last.txt').split('\n')).toEqual(
      expect.arrayContaining(['crash.txt', 'hang.txt', 'join.txt']),
    )
    expect(repository.read('mended.txt')).toBe('right\n')
    for (const id of ['mended', 'crash', 'hang', 'limited', 'loop']) expect(done.tasks[id]?.attempts).toBeGreaterThan(1)
    for (const id of ['base', 'left', 'right', 'join', 'last']) expect(done.tasks[id]?.attempts).toBe(1)
    expect(done.tasks.never?.message).toMatch(/exit code 4.*Tried before: .*another thread/)
    expect(done.tasks.behind?.message).toContain('never')
    const landedBy = repository.git('log', '--format=%(trailers:key=Switchyard-Thread,valueonly)').split(/\n+/)
    const landed = Object.keys(others).map((id) => done.tasks[id]?.thread)
    expect(landedBy.filter((thread) => thread !== '').sort()).toEqual(landed.sort())
    expect(repository.git('status', '--porcelain')).toBe('')
  })
})
