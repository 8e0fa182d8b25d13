import { describe, expect, it } from 'vitest'
import type { LandingId, ThreadId } from '../../../kernel/ids.ts'
import { attentionOf } from '../../attention/attention.ts'
import { Simulation } from '../../testing/simulation.ts'

const thread = 't1' as ThreadId
const landing = 'l1' as LandingId

function save(simulation: Simulation, tree: string, moved: { readonly base?: string } = {}) {
  const checkpoint = { commit: `commit-${tree}`, tree, files: 1, additions: 1, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [], ...moved } })
}

/** A thread whose landing has just been asked for. */
function landingOne() {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  simulation.dispatch('t1')
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: 'base' }
  const from = { thread, generation: 1 }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  simulation.send({ type: 'turn.report-started', payload: from })
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome } })
  save(simulation, 'first')
  simulation.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } }, undefined, 'person')
  return simulation
}

const stateOf = (simulation: Simulation) => simulation.model.landing.get(landing)?.state

describe('what a landing tells', () => {
  it('names the saved states it saw where the files had changed since they were checked', () => {
    const simulation = landingOne()
    save(simulation, 'second')
    expect(stateOf(simulation)).toMatchObject({
      kind: 'refused',
      failure: { code: 'worktree-changed', facts: { before: 'commit-first', after: 'commit-second' } },
    })
  })

  it('waits for another look where the agent merged the target since, even with the same files', () => {
    const simulation = landingOne()
    save(simulation, 'first', { base: 'newer' })
    const failure = { code: 'worktree-changed', message: expect.stringContaining('builds on has changed') }
    expect(stateOf(simulation)).toMatchObject({ kind: 'refused', failure })
    expect(simulation.thread(thread)).toMatchObject({ state: { kind: 'ready' }, base: { commit: 'newer' } })
    expect(simulation.model.worktree.get(thread)?.place?.base).toBe('newer')
    const second = 'l2' as LandingId
    const land = { thread, landing: second, strategy: 'squash' } as const
    simulation.send({ type: 'thread.land', payload: land }, undefined, 'person')
    save(simulation, 'first', { base: 'newer' })
    expect(simulation.model.landing.get(second)?.state.kind).toBe('merging')
    expect(simulation.events.filter(({ event }) => event.type.endsWith('.base-moved'))).toHaveLength(2)
  })

  it('keeps every notice, and how it was undone', () => {
    const simulation = landingOne()
    save(simulation, 'first')
    const move = { into: 'main', before: 'base', commit: 'landed', checkouts: [] }
    simulation.send({ type: 'landing.report-moved', payload: { landing, move, notice: 'One.' } })
    simulation.send({ type: 'landing.report-followed', payload: { landing, notice: 'Two.' } })
    expect(stateOf(simulation)).toEqual({ kind: 'landed', move, notice: 'One. Two.' })
    simulation.send({ type: 'landing.undo', payload: { landing } })
    const back = { into: 'main', before: 'later', commit: 'revert', checkouts: [] }
    simulation.send({ type: 'landing.report-moved', payload: { landing, move: back, notice: 'Three.' } })
    simulation.send({ type: 'landing.report-followed', payload: { landing, notice: 'Four.' } })
    expect(stateOf(simulation)).toEqual({ kind: 'undone', notice: 'Three. Four.', back })
  })
})

it('waits for nobody once a person keeps a merge that could not be taken back', () => {
  const simulation = landingOne()
  const accept = () => simulation.send({ type: 'landing.accept', payload: { landing } }, undefined, 'person')
  save(simulation, 'first')
  expect(accept()).toMatchObject({ ok: false, error: { code: 'nothing-to-accept' } })
  const move = { into: 'main', before: 'base', commit: 'landed', checkouts: [] }
  simulation.send({ type: 'landing.report-moved', payload: { landing, move, notice: null } })
  simulation.send({ type: 'landing.report-followed', payload: { landing, notice: null } })
  const undoAndFail = () => {
    simulation.send({ type: 'landing.undo', payload: { landing } }, undefined, 'person')
    const failure = { code: 'landing-conflict', message: 'It conflicts.', remedy: 'Mend it.' }
    simulation.send({ type: 'landing.report-refused', payload: { landing, failure } })
  }
  undoAndFail()
  expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'undo-refused', landing }])
  accept()
  expect(attentionOf(simulation.model)).toEqual([])
  expect(simulation.model.landing.get(landing)).toMatchObject({ state: { kind: 'landed', move }, undoRefused: null })
  expect(accept()).toMatchObject({ ok: false, error: { code: 'nothing-to-accept' } })
  undoAndFail()
  expect(attentionOf(simulation.model)).toHaveLength(1)
})
