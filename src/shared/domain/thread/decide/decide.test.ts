import { beforeEach, describe, expect, it } from 'vitest'
import type { LandingId, PromptId, RequestId, ThreadId } from '../../../kernel/ids.ts'
import type { Command } from '../../command.ts'
import { titleLimit } from '../../run/title.ts'
import { outcomeOf } from '../../testing/outside.ts'
import { Simulation } from '../../testing/simulation.ts'
import { promptSizeLimit, waitingPromptLimit } from '../prompt-limits.ts'
import { requestSizeLimit } from '../request-size.ts'
import type { PermissionOptionKind } from '../state.ts'
import { openRequestLimit } from './permission.ts'
import { sendLimit } from './report-turn.ts'

const thread = 't' as ThreadId
let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
})

function run(): void {
  simulation.dispatch(thread)
  settleAll()
}

/** Lets every effect succeed. */
function settleAll(): void {
  for (let pending = simulation.runnable()[0]; pending !== undefined; pending = simulation.runnable()[0]) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

function end(): void {
  simulation.send({
    type: 'turn.report-ended',
    payload: { ...from(), outcome: { kind: 'stopped', stopReason: 'end_turn' } },
  })
  settleAll()
}

function from() {
  return { thread, generation: simulation.thread(thread)?.session.generation ?? 0 }
}

function ask(id: string, kinds: readonly PermissionOptionKind[]): void {
  const options = kinds.map((kind) => ({ id: kind, kind, name: kind }))
  const request = { id: id as RequestId, title: 'Run', detail: 'make', kind: 'execute', toolCall: null, options }
  simulation.send({ type: 'permission.ask', payload: { ...from(), request } })
}

function answer(given: 'allow' | 'allow-always' | 'deny', request = 'q') {
  return simulation.send({ type: 'thread.answer', payload: { thread, request: request as RequestId, answer: given } })
}

function prompt(text: string) {
  const blocks = [{ kind: 'text', text, origin: 'person' } as const]
  return simulation.send({
    type: 'thread.prompt',
    payload: { thread, prompt: `m${simulation.events.length}` as PromptId, blocks, attempt: 'a' as ThreadId },
  })
}

function codeOf(decision: ReturnType<Simulation['send']>): string {
  return decision.ok ? 'ok' : decision.error.code
}

function state() {
  return simulation.thread(thread)?.state
}

describe('a permission', () => {
  it.each([
    ['allow', ['allow-once', 'deny-once'], 'allow-once'],
    ['allow-always', ['allow-once', 'allow-always'], 'allow-always'],
    ['deny', ['allow-once', 'deny-always'], 'deny-always'],
    ['deny', ['allow-once'], null],
  ] as const)('answered %s of %j takes %s', (given, kinds, option) => {
    run()
    ask('q', kinds)
    expect(state()?.kind).toBe('needs-you')
    const decision = answer(given)
    expect(decision.ok && decision.value[0]).toMatchObject({ type: 'thread.permission-answered', option })
    expect(state()?.kind).toBe('running')
  })

  it('never becomes a wider one than was given', () => {
    run()
    ask('q', ['allow-always', 'deny-once'])
    expect(codeOf(answer('allow'))).toBe('option-not-offered')
    expect(state()?.kind).toBe('needs-you')
  })

  it('is answered once', () => {
    run()
    ask('q', ['allow-once', 'deny-once'])
    answer('deny')
    expect(codeOf(answer('allow'))).toBe('request-closed')
  })

  it('is refused beyond what a person can survey', () => {
    run()
    for (let open = 0; open <= openRequestLimit; open += 1) ask(`q${open}`, ['allow-once'])
    expect(simulation.thread(thread)?.requests).toHaveLength(openRequestLimit)
  })
})

describe('a prompt', () => {
  it('is refused when it says nothing, too much, or too many wait', () => {
    run()
    expect(codeOf(prompt(' \n'))).toBe('prompt-empty')
    expect(codeOf(prompt('x'.repeat(promptSizeLimit + 1)))).toBe('prompt-too-large')
    for (let waiting = 0; waiting < waitingPromptLimit; waiting += 1) expect(codeOf(prompt('next'))).toBe('ok')
    expect(codeOf(prompt('one more'))).toBe('prompt-queue-full')
  })

  it('during a turn runs after it', () => {
    run()
    prompt('then this')
    end()
    expect(simulation.thread(thread)?.turn?.number).toBe(2)
    expect(simulation.thread(thread)?.prompts).toEqual([])
  })

  it('to a landed thread opens a new attempt of the same task', () => {
    run()
    end()
    simulation.send({ type: 'thread.land', payload: { thread, landing: 'l' as LandingId, strategy: 'squash' } })
    settleAll()
    expect(state()?.kind).toBe('landed')
    expect(codeOf(prompt('again'))).toBe('ok')
    const [first, second] = [simulation.thread(thread), simulation.thread('a')]
    expect(second).toMatchObject({ run: first?.run, task: first?.task, title: first?.title })
    expect(simulation.model.run.get(first?.run ?? '')?.attempts).toBe(2)
  })
})

describe('a turn that goes down with its host', () => {
  it('keeps its number, is sent again twice, then rests for a person', () => {
    run()
    for (let restart = 1; restart < sendLimit; restart += 1) {
      simulation.send({ type: 'pool.start', payload: { limit: 1 } })
      settleAll()
      expect(simulation.thread(thread)?.turn).toMatchObject({ number: 1, sends: restart + 1, phase: 'running' })
    }
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    settleAll()
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'crash' } })
  })

  it('is sent again as often as a person ends hosts in order', () => {
    run()
    for (let restart = 0; restart < sendLimit * 2; restart += 1) {
      simulation.send({ type: 'pool.stop', payload: {} })
      simulation.send({ type: 'pool.start', payload: { limit: 1 } })
      settleAll()
      expect(simulation.thread(thread)?.turn).toMatchObject({ number: 1, sends: 1, phase: 'running' })
    }
  })

  it('that was never handed over is not counted as sent', () => {
    simulation.dispatch(thread)
    for (let restart = 0; restart < 5; restart += 1) simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    settleAll()
    expect(simulation.thread(thread)?.turn).toMatchObject({ number: 1, sends: 1, phase: 'running' })
  })
})

describe('a landing', () => {
  it('is refused when the files have changed since they were checked, and the change is saved', () => {
    run()
    end()
    simulation.send({ type: 'thread.land', payload: { thread, landing: 'l' as LandingId, strategy: 'squash' } })
    const saved = { commit: 'c2', tree: 'other', files: 2, additions: 2, deletions: 0, omitted: 0 }
    const report: Command = { type: 'worktree.report-checkpoint', payload: { thread, checkpoint: saved, notices: [] } }
    simulation.send(report)
    expect(simulation.model.landing.get('l')?.state).toMatchObject({ failure: { code: 'worktree-changed' } })
    expect(state()?.kind).toBe('ready')
    expect(simulation.thread(thread)?.checkpoint?.tree).toBe('other')
  })

  it.each(['running', 'parked', 'discarded'] as const)('of a %s thread is refused', (kind) => {
    run()
    if (kind !== 'running') simulation.send({ type: 'thread.stop', payload: { thread } })
    if (kind !== 'running') end()
    if (kind === 'discarded') simulation.send({ type: 'thread.discard', payload: { thread } })
    expect(state()?.kind).toBe(kind)
    const land: Command = { type: 'thread.land', payload: { thread, landing: 'l' as LandingId, strategy: 'squash' } }
    expect(codeOf(simulation.send(land))).toBe('not-ready')
  })
})

describe('a title', () => {
  it('is the first line that says something, bounded', () => {
    simulation.dispatch(thread)
    expect(simulation.thread(thread)?.title).toBe('Do t')
    const long = 'x'.repeat(titleLimit * 2)
    simulation.dispatch(long)
    expect(simulation.thread(long)?.title).toHaveLength(titleLimit)
  })
})

describe('what an agent is doing', () => {
  function doing(activity: { kind: 'running'; detail: string; silentSince?: number }): void {
    simulation.send({ type: 'activity.report', payload: { ...from(), activity } })
  }

  it('goes on while the agent is silent, and is the same work when it is heard again', () => {
    run()
    doing({ kind: 'running', detail: 'make' })
    const { since } = simulation.thread(thread)?.activity ?? {}
    simulation.now += 200_000
    doing({ kind: 'running', detail: 'make', silentSince: 7 })
    expect(simulation.thread(thread)?.activity).toEqual({ kind: 'running', detail: 'make', since, silentSince: 7 })
    doing({ kind: 'running', detail: 'make' })
    expect(simulation.thread(thread)?.activity).toEqual({ kind: 'running', detail: 'make', since })
  })
})

describe('a request that says more than anyone reads', () => {
  function asks(length: number) {
    const request = {
      id: 'q' as RequestId,
      title: '',
      kind: '',
      detail: 'x'.repeat(length),
      toolCall: null,
      options: [],
    }
    return simulation.send({ type: 'permission.ask', payload: { ...from(), request } })
  }

  it('is refused, up to the limit it is taken', () => {
    run()
    expect(asks(requestSizeLimit + 1)).toMatchObject({ ok: false, error: { code: 'request-too-large' } })
    expect(simulation.thread(thread)?.requests).toEqual([])
    expect(asks(requestSizeLimit).ok).toBe(true)
  })
})
