import { describe, expect, it } from 'vitest'
import type { Firing } from '../../shared/domain/automation/state.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { RunId, ThreadId } from '../../shared/kernel/ids.ts'
import { firingLine, kindOf, waitsForPerson } from './firing-words.ts'

const minute = 60_000
const at = { run: 'r1' as RunId, thread: 't1' as ThreadId }

function line(state: Firing['state'], reason = '', more: { thread?: Thread; landing?: Landing } = {}) {
  const { text, code } = firingLine({ state, reason, decidedAt: 0, ...more }, 18 * minute)
  return code === null ? text : `${text} ${code}`
}

describe('what became of a firing', () => {
  it.each<[Firing['state'], string, string]>([
    [{ kind: 'skipped', code: 'filter' }, 'label is question', 'not dispatched: label is question'],
    [{ kind: 'skipped', code: 'duplicate' }, 'same as #480', 'not dispatched: same as #480'],
    [{ kind: 'skipped', code: 'dropped' }, 'by you, while it was held', 'dropped: by you, while it was held'],
    [{ kind: 'held', code: 'parallel' }, '2 are under way, and 2 may be', 'held: 2 are under way, and 2 may be'],
    [{ kind: 'dispatching' }, '', 'dispatched, about to begin'],
    [{ kind: 'under-way', ...at }, '', 'dispatched, running 18 min'],
    [{ kind: 'rested', ...at, as: 'ready' }, '', 'ready to review'],
    [{ kind: 'rested', ...at, as: 'parked' }, '', 'needs you: it stopped'],
    [{ kind: 'over', ...at, outcome: 'answered' }, '', 'answered where it came from'],
    [{ kind: 'over', ...at, outcome: 'landed' }, '', 'landed'],
  ])('%j', (state, reason, words) => {
    expect(line(state, reason)).toBe(words)
  })

  it('leaves out how long something has run that has only begun', () => {
    const begun = { state: { kind: 'under-way', ...at }, reason: '', decidedAt: 1000 } as const
    expect(firingLine(begun, 1999).text).toBe('dispatched, running')
    expect(firingLine(begun, 3000).text).toBe('dispatched, running 2 s')
  })

  it('says what is there by the live thread', () => {
    const asking = { state: { kind: 'needs-you' }, requests: [{ title: 'git push' }] } as unknown as Thread
    const under: Firing['state'] = { kind: 'under-way', ...at }
    expect(line(under, '', { thread: asking })).toBe('needs you: git push')
    expect(waitsForPerson({ state: under, thread: asking })).toBe(true)
    const parked = { state: { kind: 'parked', reason: { message: 'cannot reproduce' } } } as unknown as Thread
    expect(line({ kind: 'rested', ...at, as: 'parked' }, '', { thread: parked })).toBe('needs you: cannot reproduce')
    const landed = { state: { kind: 'landed', commit: '71be2fa00' } } as unknown as Thread
    const landing = { into: 'main' } as Landing
    expect(line({ kind: 'over', ...at, outcome: 'landed' }, '', { thread: landed, landing })).toBe(
      'landed on main as 71be2fa',
    )
  })

  it("spells out what a stranger's text hides", () => {
    expect(line({ kind: 'skipped', code: 'filter' }, 'label is \u202eno')).toBe('not dispatched: label is ‹U+202E›no')
  })

  it('counts what is under way, at rest and over as dispatched', () => {
    expect(kindOf({ kind: 'over', ...at, outcome: 'nothing' })).toBe('dispatched')
    expect(kindOf({ kind: 'held', code: 'quiet' })).toBe('held')
  })
})
