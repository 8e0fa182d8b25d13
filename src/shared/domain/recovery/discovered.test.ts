import { beforeEach, expect, it } from 'vitest'
import type { LandingId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { endWith, proofOf, runGates, save, startTurn } from '../testing/checked.ts'
import { type GivenTask, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'

let simulation: Simulation
let thread: ThreadId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
})

function begin(tasks: Readonly<Record<string, GivenTask>>): void {
  givenRun(simulation, { first: {}, ...tasks }, { autoLand: true })
  // Keeps those behind it waiting.
  givenTurn(simulation, 'first')
  thread = givenTurn(simulation, 'a')
}

const linksOf = (key: string) => simulation.model.task.get(key)?.after.map(({ on }) => on)

function conflictIn(path: string): void {
  endWith(simulation, thread, 'own')
  const landing = 'l' as LandingId
  simulation.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
  save(simulation, thread, 'own')
  const failure = { code: 'landing-conflict', message: 'It conflicts.', remedy: 'Mend it.' }
  const facts = { into: 'main', conflicts: [{ path, kind: 'content' }] }
  simulation.send({ type: 'landing.report-refused', payload: { landing, failure: { ...failure, facts } } })
}

const after = (...keys: readonly string[]) => keys.map((on) => ({ on: on as TaskId, from: 'landed' as const }))

it('puts tasks that would run into the same conflict behind the one that mends it', () => {
  begin({
    a: {},
    b: { paths: ['src/api/**'], after: after('first') },
    c: { paths: ['docs'], after: after('first') },
    d: { paths: ['**/*.ts'], after: after('first', 'a') },
  })
  conflictIn('src/api/a.ts')
  expect(linksOf('b')).toEqual(['first', 'a'])
  expect(simulation.model.task.get('b')?.after[1]?.because).toContain('Task a')
  expect(linksOf('c')).toEqual(['first'])
  expect(linksOf('d')).toEqual(['first', 'a'])
  expect(linksOf('a')).toEqual([])
})

it('never makes tasks wait for each other', () => {
  begin({ a: { after: after('b') }, b: { paths: ['src'], after: after('first') } })
  conflictIn('src/a.ts')
  expect(linksOf('b')).toEqual(['first'])
})

function failNaming(text: string): void {
  for (const round of [1, 2, 3]) {
    endWith(simulation, thread, `t-${round}`)
    const on = { thread, round: simulation.model.verification.get(thread)?.round ?? 0 }
    const proof = { ...proofOf('test', 'failed'), excerpt: text }
    simulation.send({ type: 'verification.report-gate', payload: { ...on, proof } })
    simulation.send({ type: 'verification.report-ended', payload: { ...on, checkpoint: null } })
    startTurn(simulation, thread)
  }
}

it('lets a task that fails in what another one is to touch begin again after that', () => {
  begin({
    a: { effort: 'standard', gates: ['test'], paths: ['src/a'] },
    b: { paths: ['src/b'], after: after('first') },
  })
  failNaming('FAIL src/b/index.test.ts: not a function')
  expect(linksOf('a')).toEqual(['b'])
  expect(simulation.model.task.get('a')?.state.kind).toBe('waiting')
  expect(simulation.thread(thread)?.state).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
})

it('has another thread take over at once where the failure is its own', () => {
  begin({
    a: { effort: 'standard', gates: ['test'], paths: ['src/a'] },
    b: { paths: ['src/b'], after: after('first') },
  })
  failNaming('FAIL src/a/index.test.ts: not a function')
  expect(linksOf('a')).toEqual([])
  expect(simulation.model.task.get('a')?.state.kind).toBe('starting')
  expect(runGates(simulation, thread).ok).toBe(true)
})
