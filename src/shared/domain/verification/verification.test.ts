import { beforeEach, describe, expect, it } from 'vitest'
import type { PromptId, RequestId, RunId, ThreadId } from '../../kernel/ids.ts'
import { canMove } from '../run/progress.ts'
import { checkpointOf, endWith, proofOf, runGates, save, startTurn } from '../testing/checked.ts'
import { given, givenRun, givenTurn, plainPolicy } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { provenWords } from './queries.ts'

let simulation: Simulation
let thread: ThreadId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 4 } })
})

function begin(effort: 'standard' | 'proven' | 'quick' = 'standard', recover = true): void {
  givenRun(simulation, { a: { effort, gates: ['lint'] } }, { gates: ['test'], recover })
  thread = givenTurn(simulation, 'a')
}

const state = (id = thread) => simulation.thread(id)?.state
const verification = () => simulation.model.verification.get(thread)
const kinds = () => simulation.pending.map(({ effect }) => effect.kind)
const words = () => {
  const found = simulation.thread(thread)
  return found === undefined ? null : provenWords(simulation.model, found)
}
const prompt = () => {
  const blocks = [{ kind: 'text', text: 'Go on', origin: 'person' }] as const
  const payload = { thread, prompt: `p${simulation.events.length}` as PromptId, blocks, attempt: 'x' as ThreadId }
  return simulation.send({ type: 'thread.prompt', payload }, undefined, 'person')
}

describe('a turn that is over', () => {
  it('is checked by all gates, those of the run first', () => {
    begin()
    endWith(simulation, thread, 't')
    expect(state()).toMatchObject({ kind: 'verifying', checking: true })
    expect(verification()).toMatchObject({ round: 1, tree: 't', gates: ['test', 'lint'], state: { kind: 'gates' } })
    expect(kinds().filter((kind) => kind === 'gates.run')).toHaveLength(1)
    expect(words()).toEqual({ kind: 'checking', passed: 0, of: 2 })
    runGates(simulation, thread, 'passed', 'passed')
    expect(state()?.kind).toBe('ready')
    expect(words()).toEqual({ kind: 'proven', gates: 2, flaky: 0 })
  })

  it('is ready at once with no gates, with effort quick, or with nothing changed', () => {
    begin('quick')
    endWith(simulation, thread, 't')
    expect(state()?.kind).toBe('ready')
    expect(words()).toEqual({ kind: 'no-gates' })
    begin()
    endWith(simulation, thread, 't', 0)
    expect(state()?.kind).toBe('ready')
    expect(verification()).toBeUndefined()
  })

  it('is ready at once on a tree that is proven already, and not with other gates', () => {
    begin()
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'passed', 'passed')
    prompt()
    startTurn(simulation, thread)
    endWith(simulation, thread, 't')
    expect(state()?.kind).toBe('ready')
    const policy = { ...plainPolicy, gates: ['other'] }
    given(simulation, { type: 'run.configured', id: 'r' as RunId, policy })
    prompt()
    startTurn(simulation, thread)
    endWith(simulation, thread, 't')
    expect(verification()).toMatchObject({ round: 2, gates: ['other', 'lint'], provenTrees: [] })
  })

  it('ignores reports of another round, or of more gates than there are', () => {
    begin()
    endWith(simulation, thread, 't')
    const late = { thread, round: 0, proof: proofOf('test', 'failed') }
    simulation.send({ type: 'verification.report-gate', payload: late })
    simulation.send({ type: 'verification.report-ended', payload: { thread, round: 0, checkpoint: null } })
    expect(verification()?.proofs).toEqual([])
    runGates(simulation, thread, 'passed', 'passed', 'failed')
    expect(state()?.kind).toBe('ready')
    runGates(simulation, thread, 'failed')
    expect(state()?.kind).toBe('ready')
  })

  it('is no success where not all gates have said so', () => {
    begin()
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'passed')
    expect(verification()?.state.kind).toBe('failed')
  })

  it('is saved once, however often that is told', () => {
    begin()
    endWith(simulation, thread, 't')
    save(simulation, thread, 't2')
    const failure = { code: 'x', message: 'No.', remedy: 'None.' }
    simulation.send({ type: 'worktree.report-checkpoint-failed', payload: { thread, failure } })
    expect(state()).toMatchObject({ kind: 'verifying', checking: true })
    expect(simulation.thread(thread)?.checkpoint?.tree).toBe('t')
  })
})

describe('a gate that fails', () => {
  it('goes back to the agent with the part of its output that helps, marked as the host’s', () => {
    begin()
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'failed')
    expect(state()?.kind).toBe('preparing')
    const sent = simulation.events.map(({ event }) => event).filter((event) => event.type === 'prompt.sent')
    expect(sent.at(-1)?.blocks).toMatchObject([{ origin: 'host', text: expect.stringContaining('test said failed') }])
    expect(simulation.model.task.get('a')?.attempts).toBe(2)
    expect(words()).toMatchObject({ kind: 'failed', proof: { command: 'test' } })
  })

  it('gives the task to another thread where nothing was changed about it', () => {
    begin()
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'failed')
    startTurn(simulation, thread)
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'failed')
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
    expect(simulation.model.task.get('a')?.state.kind).toBe('starting')
  })

  it('asks a person after three rounds in each of two threads, and says what was tried', () => {
    begin()
    const failRounds = (id: ThreadId) => {
      for (const round of [1, 2, 3]) {
        endWith(simulation, id, `${id}-${round}`)
        runGates(simulation, id, 'failed')
        startTurn(simulation, id)
      }
    }
    failRounds(thread)
    const second = givenTurn(simulation, 'a')
    failRounds(second)
    expect(state(second)).toMatchObject({
      kind: 'parked',
      reason: {
        code: 'gate-failed',
        message: expect.stringContaining('Tried before: told what was wrong 4 times, given to another thread once.'),
        options: expect.arrayContaining(['Discard it']),
      },
    })
    expect(simulation.model.task.get('a')?.state.kind).toBe('active')
  })

  it('runs all again once on the files that a gate changed, then counts as failed', () => {
    begin()
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'passed', 'voided')
    expect(verification()).toMatchObject({ round: 1, tree: 't-changed', proofs: [], state: { kind: 'gates' } })
    expect(simulation.thread(thread)?.checkpoint?.tree).toBe('t-changed')
    expect(kinds().filter((kind) => kind === 'gates.run')).toHaveLength(2)
    runGates(simulation, thread, 'passed', 'voided')
    expect(verification()?.state.kind).toBe('failed')
  })

  it('parks the thread where the host can’t run any', () => {
    begin()
    endWith(simulation, thread, 't')
    const failure = { code: 'x', message: 'No shell.', remedy: 'Install one.' }
    simulation.send({ type: 'verification.report-cancelled', payload: { thread, round: 1, failure } })
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'gate-failed', message: 'No shell.' } })
  })
})

describe('checks that are under way', () => {
  beforeEach(() => {
    begin()
    endWith(simulation, thread, 't')
  })

  it('are broken off by a prompt, which runs', () => {
    expect(prompt().ok).toBe(true)
    expect(verification()?.state.kind).toBe('cancelled')
    expect(state()?.kind).toBe('preparing')
    expect(kinds()).toContain('gates.cancel')
  })

  it.each(['thread.interrupt', 'thread.stop'] as const)('are broken off by %s', (type) => {
    simulation.send({ type, payload: { thread } }, undefined, 'person')
    expect(verification()?.state.kind).toBe('cancelled')
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'interrupted' } })
  })

  it('are broken off by a discard', () => {
    simulation.send({ type: 'thread.discard', payload: { thread } }, undefined, 'person')
    expect(verification()?.state.kind).toBe('cancelled')
    expect(state()?.kind).toBe('discarded')
  })

  it('begin again after their host died', () => {
    simulation.send({ type: 'pool.start', payload: { limit: 4 } })
    expect(verification()).toMatchObject({ round: 2, state: { kind: 'gates' }, proofs: [] })
    runGates(simulation, thread, 'passed', 'passed')
    expect(state()?.kind).toBe('ready')
  })
})

describe('effort proven', () => {
  const verifier = 'v' as ThreadId

  function beginVerifier() {
    begin('proven')
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'passed', 'passed')
    return simulation.send({
      type: 'verification.begin-verifier',
      payload: {
        thread,
        round: 1,
        verifier,
        prompt: 'mv' as PromptId,
        agent: { kind: 'catalogue', id: 'other' },
        blocks: [{ kind: 'text', text: 'Refute it', origin: 'host' }],
      },
    })
  }

  const judge = (more: Partial<{ outcome: 'stands' | 'refuted'; kind: 'proven' | 'judged'; failing: boolean }>) => {
    const { failing = false, kind = 'judged', outcome = 'stands' } = more
    const proof = failing ? proofOf('the test', 'failed') : null
    const reasons = [{ claim: 'It leaks.', citation: 'src/a.ts:1' }]
    return simulation.send({
      type: 'verification.report-verdict',
      payload: { by: verifier, verdict: { outcome, kind, reasons, proof } },
    })
  }

  it('asks for a verifier on the saved commit, that only reads', () => {
    beginVerifier()
    expect(state()).toMatchObject({ kind: 'verifying', checking: true })
    expect(simulation.thread(verifier)).toMatchObject({ role: 'verifier', about: thread, base: { commit: 'commit-t' } })
    expect(words()).toEqual({ kind: 'verifying', verifier })
    expect(kinds()).toContain('task.verify')
    judge({})
    expect(state()?.kind).toBe('ready')
    expect(words()).toMatchObject({ kind: 'judged', verdict: { outcome: 'stands', by: verifier } })
    expect(judge({})).toMatchObject({ ok: false, error: { code: 'nothing-to-judge' } })
  })

  it('goes back to the agent only where the host saw a test fail', () => {
    beginVerifier()
    judge({ outcome: 'refuted', kind: 'proven', failing: true })
    expect(verification()?.state.kind).toBe('failed')
    expect(state()?.kind).toBe('preparing')
    startTurn(simulation, thread)
    endWith(simulation, thread, 't')
    // Its gates passed on this tree, and that is not enough.
    expect(verification()).toMatchObject({ round: 2, state: { kind: 'gates' } })
  })

  it('shows a refutation in prose as judged, whatever it calls itself', () => {
    beginVerifier()
    judge({ outcome: 'refuted', kind: 'proven' })
    expect(state()?.kind).toBe('ready')
    expect(words()).toMatchObject({ kind: 'judged', verdict: { outcome: 'refuted', kind: 'judged' } })
  })

  it('stands on its gates where the verifier ends without a word', () => {
    beginVerifier()
    simulation.send({ type: 'thread.discard', payload: { thread: verifier } }, undefined, 'person')
    const withdrawn = { code: 'x', message: 'Ended.', remedy: 'None.' }
    simulation.send({ type: 'turn.withdraw', payload: { thread: verifier, generation: 1, failure: withdrawn } })
    expect(state()?.kind).toBe('ready')
    expect(words()).toMatchObject({ kind: 'proven' })
  })

  it('puts the verifier away, whole, once its verdict is given and its turn is over', () => {
    beginVerifier()
    simulation.send({ type: 'worktree.report-created', payload: { thread: verifier, place: place(), notices: [] } })
    startTurn(simulation, verifier)
    judge({})
    expect(state()?.kind).toBe('ready')
    expect(state(verifier)?.kind).toBe('running')
    endWith(simulation, verifier, 't', 0)
    expect(state(verifier)).toMatchObject({ kind: 'discarded', trash: 'moving' })
    const last = simulation.events.findLast(({ event }) => event.type === 'thread.discarded')
    expect(last).toMatchObject({ event: { id: verifier, because: expect.stringContaining('can be restored') } })
    expect(kinds()).toContain('session.close')
    simulation.send({ type: 'worktree.report-trashed', payload: { thread: verifier, trash: '/trash/v' } })
    simulation.send({ type: 'thread.restore', payload: { thread: verifier } }, undefined, 'person')
    simulation.send({ type: 'worktree.report-restored', payload: { thread: verifier } })
    expect(state(verifier)?.kind).toBe('ready')
  })

  it('waits for a verifier that a stop of the run has interrupted', () => {
    beginVerifier()
    startTurn(simulation, verifier)
    simulation.send({ type: 'run.stop', payload: { run: 'r' as RunId } }, undefined, 'person')
    const from = { thread: verifier, generation: simulation.thread(verifier)?.session.generation ?? 0 }
    const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
    simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome } })
    save(simulation, verifier, 't', 0)
    expect(state(verifier)?.kind).toBe('parked')
    expect(state()).toMatchObject({ kind: 'verifying' })
    const run = simulation.model.run.get('r')
    expect(run && canMove(simulation.model, run)).toBe(false)
    simulation.send({ type: 'run.resume', payload: { run: 'r' as RunId } }, undefined, 'person')
    expect(state(verifier)?.kind).toBe('preparing')
  })

  it('stands on its gates where no verifier can be begun, and says so', () => {
    begin('proven')
    endWith(simulation, thread, 't')
    runGates(simulation, thread, 'passed', 'passed')
    const failure = { code: 'x', message: 'No agent.', remedy: 'Add one.' }
    simulation.send({ type: 'verification.report-verifier-failed', payload: { thread, round: 1, failure } })
    expect(state()?.kind).toBe('ready')
    expect(simulation.thread(thread)?.notices.join()).toContain('No agent.')
  })

  it('stops the verifier where the work goes on', () => {
    beginVerifier()
    prompt()
    expect(
      simulation.pending.some(({ effect }) => effect.kind === 'session.interrupt' && effect.lane === verifier),
    ).toBe(true)
    expect(state()?.kind).toBe('preparing')
  })

  it('denies a verifier at once what would change anything', () => {
    beginVerifier()
    const from = { thread: verifier, generation: 1 }
    simulation.send({ type: 'worktree.report-created', payload: { thread: verifier, place: place(), notices: [] } })
    simulation.send({ type: 'turn.report-started', payload: from })
    const options = [
      { id: 'no', kind: 'deny-once', name: 'Deny' },
      { id: 'yes', kind: 'allow-once', name: 'Allow' },
    ] as const
    const request = { id: 'q' as RequestId, title: 'Run', detail: 'rm', kind: 'execute', toolCall: null, options }
    simulation.send({ type: 'permission.ask', payload: { ...from, request } })
    expect(state(verifier)?.kind).toBe('running')
    expect(simulation.events.at(-1)?.event).toMatchObject({ type: 'thread.permission-answered', option: 'no' })
    simulation.send({ type: 'permission.ask', payload: { ...from, request: { ...request, kind: 'fetch' } } })
    expect(state(verifier)?.kind).toBe('needs-you')
  })

  it('voids a turn of a verifier that changed files, once told, then parked', () => {
    beginVerifier()
    simulation.send({ type: 'worktree.report-created', payload: { thread: verifier, place: place(), notices: [] } })
    startTurn(simulation, verifier)
    endWith(simulation, verifier, 'other')
    expect(state(verifier)?.kind).toBe('preparing')
    expect(state()).toMatchObject({ kind: 'verifying', checking: true })
    startTurn(simulation, verifier)
    endWith(simulation, verifier, 'other')
    expect(state(verifier)).toMatchObject({ kind: 'parked', reason: { code: 'changed-files' } })
    expect(state()?.kind).toBe('ready')
  })

  const place = () => ({ folder: '/w/v', ledger: '/l', branch: 'sy/v', base: checkpointOf('t').commit })
})
