import { beforeEach, describe, expect, it } from 'vitest'
import type { PromptId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { RunPolicy } from '../run/state.ts'
import { endWith, proofOf, runGates, startTurn } from '../testing/checked.ts'
import { given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { rankCandidates } from './candidates.ts'

const a = 'a' as TaskId
const judge = 'judge' as ThreadId
const agent = { kind: 'catalogue', id: 'scripted' } as const

let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 6 } })
})

/** Three attempts whose gates end like this, and whose changes have so many lines. */
function begin(
  ends: readonly ('passed' | 'flaky' | 'failed' | 'none')[],
  lines: readonly number[],
  policy: Partial<RunPolicy> = {},
) {
  const effort = ends.includes('none') ? 'quick' : 'standard'
  givenRun(simulation, { a: { effort, candidates: ends.length } }, { gates: ['test'], recover: false, ...policy })
  const threads = ends.map(() => givenTurn(simulation, 'a'))
  for (const [index, thread] of threads.entries()) {
    endWith(simulation, thread, `t${index}`, lines[index])
    const end = ends[index]
    if (end === 'passed' || end === 'failed') runGates(simulation, thread, end)
    if (end !== 'flaky') continue
    const { round } = simulation.model.verification.get(thread) ?? { round: 0 }
    const proof = { ...proofOf('test', 'passed', `t${index}`), flaky: true }
    simulation.send({ type: 'verification.report-gate', payload: { thread, round, proof } })
    simulation.send({ type: 'verification.report-ended', payload: { thread, round, checkpoint: null } })
  }
  // A failed one is prompted again by the host, and gives up.
  for (const thread of threads) {
    if (simulation.thread(thread)?.state.kind === 'running' || simulation.thread(thread)?.state.kind === 'preparing') {
      given(simulation, {
        type: 'thread.parked',
        id: thread,
        reason: { code: 'gate-failed', message: 'No.', remedy: 'Look.' },
      })
    }
  }
  return threads
}

function ranking() {
  const task = simulation.model.task.get(a)
  return task === undefined ? [] : rankCandidates(simulation.model, task)
}

const code = (decision: ReturnType<Simulation['send']>) => (decision.ok ? 'ok' : decision.error.code)

function ask() {
  const payload = { task: a, thread: judge, prompt: 'asked' as PromptId, agent }
  return simulation.send({ type: 'task.judge', payload }, { diffs: { a1: '+one' } }, 'person')
}

function choose(attempt: number) {
  const reasons = [{ claim: 'It is shorter.', citation: 'a.txt:1' }]
  return simulation.send({ type: 'task.report-choice', payload: { by: judge, attempt, reasons } })
}

describe('candidates', () => {
  it('are ranked by their gates first, with the reason', () => {
    begin(['failed', 'flaky', 'passed'], [1, 2, 9])
    expect(ranking().map(({ attempt, standing }) => [attempt, standing])).toEqual([
      [3, 'proven'],
      [2, 'flaky'],
      [1, 'failed'],
    ])
    expect(ranking()[0]?.reason).toContain('Before attempt 2: that one passed its gates only at a second run.')
    expect(ranking().map(({ eligible }) => eligible)).toEqual([true, true, false])
  })

  it('of the same standing are ranked by size, and what changed nothing goes last', () => {
    begin(['none', 'none', 'none'], [5, 0, 2])
    expect(ranking().map(({ attempt }) => attempt)).toEqual([3, 1, 2])
    expect(ranking()[0]?.reason).toContain('its change is smaller, 2 lines to 5')
    expect(ranking()[2]).toMatchObject({ standing: 'unchanged', eligible: false })
  })

  it('that were not chosen are set aside', () => {
    const [, second] = begin(['passed', 'passed'], [1, 2])
    simulation.send({ type: 'task.choose', payload: { task: a, thread: second ?? judge } }, undefined, 'person')
    expect(ranking().map(({ attempt, standing }) => [attempt, standing])).toEqual([
      [2, 'proven'],
      [1, 'set-aside'],
    ])
  })
})

describe('a judge', () => {
  it('reads only, starts from the best, and is told of all by the host', () => {
    begin(['passed', 'failed', 'passed'], [4, 1, 2])
    expect(code(ask())).toBe('ok')
    expect(simulation.thread(judge)).toMatchObject({ role: 'judge', about: 'a3', base: { commit: 'commit-t2' } })
    const blocks = simulation.model.prompt.get('asked')?.blocks ?? []
    expect(blocks.every(({ origin }) => origin === 'host')).toBe(true)
    const text = blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('\n')
    expect(text).toContain('Attempt 3, ranked 1.')
    expect(text).toContain('git diff base commit-t0')
    expect(text).toContain('> +one')
    expect(text).toMatch(/Attempt 2, ranked 3, can't be chosen/)
    expect(
      code(
        simulation.send(
          { type: 'task.judge', payload: { task: a, thread: 'j2' as ThreadId, prompt: 'p2' as PromptId, agent } },
          { diffs: {} },
        ),
      ),
    ).toBe('judge-at-work')
  })

  it('is not asked before all are at rest, nor where nothing can be chosen', () => {
    begin(['passed', 'passed'], [1, 1])
    given(simulation, { type: 'thread.queued', id: 'a1' as ThreadId })
    expect(code(ask())).toBe('candidates-at-work')
    given(simulation, {
      type: 'thread.parked',
      id: 'a1' as ThreadId,
      reason: { code: 'crash', message: 'x', remedy: 'y' },
    })
    given(simulation, {
      type: 'thread.parked',
      id: 'a2' as ThreadId,
      reason: { code: 'crash', message: 'x', remedy: 'y' },
    })
    expect(code(ask())).toBe('nothing-to-judge')
  })

  it('suggests, and a person picks; what failed its gates can not be suggested', () => {
    begin(['passed', 'failed', 'passed'], [1, 1, 2])
    ask()
    startTurn(simulation, judge)
    expect(code(choose(2))).toBe('not-eligible')
    expect(code(choose(9))).toBe('not-a-candidate')
    expect(code(choose(3))).toBe('ok')
    endWith(simulation, judge, 't0', 0)
    expect(simulation.model.task.get(a)).toMatchObject({ judge: { said: { choice: 'a3' } } })
    expect(simulation.model.task.get(a)?.chosen).toBeUndefined()
    expect(simulation.thread('a1')?.state.kind).toBe('ready')
  })

  it('decides where tasks land by themselves, when its turn is saved unchanged', () => {
    begin(['passed', 'passed'], [1, 2], { autoLand: true })
    ask()
    startTurn(simulation, judge)
    choose(2)
    expect(simulation.model.task.get(a)?.chosen).toBeUndefined()
    endWith(simulation, judge, 't0', 0)
    expect(simulation.model.task.get(a)?.chosen).toBe('a2')
    expect(simulation.thread('a1')?.state).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
    expect(simulation.pending.some(({ effect }) => effect.kind === 'task.land')).toBe(true)
  })

  it('decides nothing that no gate has proven', () => {
    begin(['none', 'none'], [1, 2], { autoLand: true })
    ask()
    startTurn(simulation, judge)
    choose(2)
    endWith(simulation, judge, 't0', 0)
    expect(simulation.model.task.get(a)).toMatchObject({ judge: { said: { choice: 'a2' } } })
    expect(simulation.model.task.get(a)?.chosen).toBeUndefined()
  })

  it('that changed files has said nothing', () => {
    begin(['passed', 'passed'], [1, 2], { autoLand: true })
    ask()
    startTurn(simulation, judge)
    choose(2)
    endWith(simulation, judge, 'other', 1)
    expect(simulation.model.task.get(a)).toMatchObject({ judge: { said: null } })
    expect(simulation.model.task.get(a)?.chosen).toBeUndefined()
  })
})
