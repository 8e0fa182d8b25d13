import { describe, expect, it } from 'vitest'
import type { TaskId } from '../../kernel/ids.ts'
import { endTurn, given, givenRun, givenTurn, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { answerQuestion, askable } from './answers.ts'

function played(): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 4 } })
  const behind = { after: [{ on: 'api' as TaskId, from: 'landed' as const }] }
  const tasks = { base: {}, api: {}, 'api-docs': { ...behind, title: 'Write the docs' }, other: {} }
  givenRun(simulation, tasks, { recover: false, budget: { tokens: 1000 } })
  const base = givenTurn(simulation, 'base')
  reportUsage(simulation, base, { used: 300, cost: 0.2 })
  endTurn(simulation, base)
  given(
    simulation,
    { type: 'task.landed', id: 'base' as TaskId, thread: base },
    { type: 'thread.landed', id: base, landing: 'l' as never, commit: 'x' },
  )
  const api = givenTurn(simulation, 'api')
  const reason = { code: 'gate-failed', message: 'The tests failed three times.', remedy: 'Look at the log.' } as const
  given(simulation, { type: 'thread.parked', id: api, reason })
  const report = {
    from: 'agent',
    summary: 'Half of it.',
    interfaces: [],
    decisions: [],
    questions: ['Which port?'],
  } as const
  given(simulation, { type: 'task.reported', id: 'api' as TaskId, report: { ...report, at: 1 } })
  givenTurn(simulation, 'other')
  return simulation
}

function ask(simulation: Simulation, question: string) {
  const run = simulation.model.run.get('r')
  if (run === undefined) throw new Error('no run')
  return answerQuestion(simulation.model, run, { question, now: simulation.now })
}

describe('a question to a run', () => {
  const simulation = played()

  it.each([
    [
      'What is blocked?',
      'blocked',
      ['Write the docs waits for api: not landed, is parked (gate-failed).', 'three times'],
    ],
    ['What went wrong?', 'trouble', ['Task api: The tests failed three times.']],
    ['what has landed', 'landed', ['1 of 4 tasks have landed (25 %)', 'Task base']],
    ['What did it cost?', 'spend', ['300 tokens, $0.20', '300 of 1,000 tokens', 'Task base: 300 tokens']],
    ['what next?', 'next', ['Task api: decide how it goes on.']],
    ['What is running?', 'running', ['Task other is running']],
    ['How far is it?', 'state', ['1 of 4']],
  ])('is answered from what is recorded: %s', (question, kind, parts) => {
    const answer = ask(simulation, question)
    expect(answer.kind).toBe(kind)
    for (const part of parts) expect(answer.text).toContain(part)
  })

  it('may be about one task, by its name or title, the longest that fits', () => {
    const api = ask(simulation, 'Why is api parked?')
    expect(api).toMatchObject({ kind: 'task', task: 'api' })
    for (const part of ['is parked', 'three times', 'Look at the log.', 'Half of it.', 'Which port?']) {
      expect(api.text).toContain(part)
    }
    expect(ask(simulation, 'why is api-docs queued?').text).toContain('Write the docs is queued: it waits for api')
    expect(ask(simulation, 'Why does "write the docs" wait?').task).toBe('api-docs')
  })

  it('says what can be asked where it is not understood', () => {
    const answer = ask(simulation, 'Tell me a story')
    expect(answer.kind).toBe('unknown')
    expect(answer.text).toContain(askable)
  })
})
