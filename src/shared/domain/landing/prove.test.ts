import { beforeEach, describe, expect, it } from 'vitest'
import type { LandingId, RunId, ThreadId } from '../../kernel/ids.ts'
import { attentionOf } from '../attention/attention.ts'
import type { RunPolicy } from '../run/state.ts'
import { endWith, proofOf, runGates, save, startTurn } from '../testing/checked.ts'
import { given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { proveLimit } from './decide/prove.ts'
import { provesFirst } from './queries.ts'

const landing = 'l' as LandingId
let simulation: Simulation
let thread: ThreadId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
})

/** A thread whose gates passed on the tree `own`. */
function ready(policy: Partial<RunPolicy> = {}, gates: readonly string[] = ['test']): void {
  givenRun(simulation, { a: { effort: gates.length > 0 ? 'standard' : 'quick', gates } }, policy)
  thread = givenTurn(simulation, 'a')
  endWith(simulation, thread, 'own')
  if (gates.length > 0) runGates(simulation, thread, ...gates.map(() => 'passed' as const))
}

function land(id = landing): void {
  simulation.send({ type: 'thread.land', payload: { thread, landing: id, strategy: 'squash' } })
  save(simulation, thread, 'own')
}

const merged = (tree: string) => {
  simulation.send({ type: 'landing.report-merged', payload: { landing, commit: `merge-${tree}`, tree } })
}
const proved = (tree: string, passed = true) => {
  const proofs = [proofOf('test', passed ? 'passed' : 'failed', tree)]
  simulation.send({ type: 'landing.report-proved', payload: { landing, tree, proofs, passed } })
}
const state = (id = landing) => simulation.model.landing.get(id)?.state
const kinds = () => simulation.pending.map(({ effect }) => effect.kind)
const count = (kind: string) => kinds().filter((other) => other === kind).length
const first = (tree: string) => {
  const row = simulation.model.landing.get(landing)
  return row === undefined ? null : provesFirst(simulation.model, row, tree)
}

describe('a landing', () => {
  it('moves to the proven tree at once, and to another one only when its gates passed there', () => {
    ready()
    land()
    expect(first('own')).toBeNull()
    expect(first('merged')).toEqual(['test'])
    merged('merged')
    expect(state()).toEqual({
      kind: 'proving',
      commit: 'commit-own',
      merged: 'merge-merged',
      tree: 'merged',
      gates: ['test'],
    })
    expect(count('landing.prove')).toBe(1)
    proved('other')
    expect(state()?.kind).toBe('proving')
    proved('merged')
    expect(state()).toEqual({ kind: 'merging', commit: 'commit-own' })
    expect(count('landing.merge')).toBe(2)
    expect(first('merged')).toBeNull()
    const move = { into: 'main', before: 'base', commit: 'landed', checkouts: [] }
    simulation.send({ type: 'landing.report-moved', payload: { landing, move, notice: null } })
    simulation.send({ type: 'landing.report-followed', payload: { landing, notice: null } })
    expect(simulation.model.task.get('a')?.state.kind).toBe('landed')
  })

  it('proves nothing where there are no gates', () => {
    ready({}, [])
    land()
    merged('merged')
    expect(state()?.kind).toBe('merging')
    expect(count('landing.prove')).toBe(0)
    expect(count('landing.merge')).toBe(2)
  })

  it('is refused where the gates fail on the merged work, and the thread is ready as it was', () => {
    ready()
    land()
    merged('merged')
    proved('merged', false)
    expect(state()).toMatchObject({ kind: 'refused', failure: { code: 'gates-failed-merged' } })
    expect(simulation.thread(thread)?.state.kind).toBe('ready')
    expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'landing-refused' }])
  })

  it('gives up where the branch moves on each time', () => {
    ready()
    land()
    for (let round = 0; round < proveLimit; round += 1) {
      merged(`merged-${round}`)
      proved(`merged-${round}`)
    }
    merged('merged-again')
    expect(state()).toMatchObject({ kind: 'refused', failure: { code: 'target-moving' } })
  })

  it('holds its turn while the gates run', () => {
    ready()
    land()
    merged('merged')
    const other = 'other' as LandingId
    given(simulation, {
      type: 'landing.requested',
      id: other,
      project: 'p' as never,
      thread,
      into: 'main',
      strategy: 'squash',
      message: 'm',
    })
    simulation.send({ type: 'pool.configure', payload: { limit: 2 } })
    expect(state(other)?.kind).toBe('waiting')
  })
})

describe('a run that lands by itself', () => {
  const refuse = (code: string) => {
    const facts = { into: 'main', commit: 'abc', conflicts: [{ path: 'src/a.ts', kind: 'content' }] }
    const failure = { code, message: 'The work conflicts with main in 1 file.', remedy: 'Mend it.', facts }
    simulation.send({ type: 'landing.report-refused', payload: { landing, failure } })
  }

  it('lands what met its effort, once, and nobody is asked', () => {
    ready({ autoLand: true })
    expect(count('task.land')).toBe(1)
    expect(attentionOf(simulation.model)).toEqual([])
  })

  it.each([
    ['a person lands', { autoLand: false }],
    ['nobody recovers', { autoLand: false, recover: false }],
  ])('does not where %s', (_name, policy) => {
    ready(policy)
    expect(count('task.land')).toBe(0)
    expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'review' }])
  })

  it('lands what is ready as soon as it is told to', () => {
    ready()
    const configured = { type: 'run.configure', payload: { run: 'r' as RunId, autoLand: true } } as const
    expect(simulation.send(configured, undefined, 'person').ok).toBe(true)
    expect(count('task.land')).toBe(1)
  })

  it('has the agent take in what it conflicts with, and lands what comes of that', () => {
    ready({ autoLand: true })
    land()
    refuse('landing-conflict')
    expect(simulation.thread(thread)?.state.kind).toBe('preparing')
    const sent = simulation.events.map(({ event }) => event).filter((event) => event.type === 'prompt.sent')
    const text = expect.stringMatching(/commit abc of main(.|\n)*src\/a\.ts/)
    expect(sent.at(-1)?.blocks).toMatchObject([{ origin: 'host', text }])
    startTurn(simulation, thread)
    endWith(simulation, thread, 'mended')
    runGates(simulation, thread, 'passed')
    expect(count('task.land')).toBe(2)
  })

  it('starts afresh from the new tip when it conflicts again', () => {
    ready({ autoLand: true })
    land()
    refuse('landing-conflict')
    startTurn(simulation, thread)
    endWith(simulation, thread, 'own')
    const second = 'l2' as LandingId
    simulation.send({ type: 'thread.land', payload: { thread, landing: second, strategy: 'squash' } })
    save(simulation, thread, 'own')
    const failure = { code: 'landing-conflict', message: 'Again.', remedy: 'Mend it.' }
    simulation.send({ type: 'landing.report-refused', payload: { landing: second, failure } })
    expect(simulation.thread(thread)?.state).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
    expect(simulation.model.task.get('a')?.state.kind).toBe('starting')
  })

  it('leaves a refusal that it can do nothing about to a person, and tries no second time', () => {
    ready({ autoLand: true })
    land()
    refuse('checkout-dirty')
    expect(simulation.thread(thread)?.state.kind).toBe('ready')
    expect(count('task.land')).toBe(1)
    expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'landing-refused' }])
  })

  it('does not land again what a person took back', () => {
    ready({ autoLand: true })
    land()
    const move = { into: 'main', before: 'base', commit: 'landed', checkouts: [] }
    simulation.send({ type: 'landing.report-moved', payload: { landing, move, notice: null } })
    simulation.send({ type: 'landing.report-followed', payload: { landing, notice: null } })
    simulation.send({ type: 'landing.undo', payload: { landing } }, undefined, 'person')
    simulation.send({ type: 'landing.report-moved', payload: { landing, move, notice: null } })
    simulation.send({ type: 'landing.report-followed', payload: { landing, notice: null } })
    expect(simulation.thread(thread)?.state.kind).toBe('ready')
    expect(count('task.land')).toBe(1)
  })
})
