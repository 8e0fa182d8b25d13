import { describe, expect, it } from 'vitest'
import type { PromptId, ThreadId } from '../../../kernel/ids.ts'
import type { Command } from '../../command.ts'
import { Simulation } from '../../testing/simulation.ts'
import { fileSizeLimit } from '../file-limits.ts'

const thread = 't1' as ThreadId
const failure = { code: 'file-changed', message: 'It changed.', remedy: 'Look at it.' }
const edit = { thread, path: 'src/a.txt', text: 'mine\n', replaces: 'b'.repeat(40) }
const blob = 'c'.repeat(40)

/** A thread whose turn ended; `stopReason` decides how it rests. */
function atRest(stopReason = 'end_turn') {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  simulation.dispatch('t1')
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: 'base' }
  const from = { thread, generation: 1 }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  simulation.send({ type: 'turn.report-started', payload: from })
  simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome: { kind: 'stopped', stopReason } } })
  save(simulation, 'first')
  simulation.pending = []
  return simulation
}

function save(simulation: Simulation, tree: string) {
  const checkpoint = { commit: `commit-${tree}`, tree, files: 1, additions: 1, deletions: 0, omitted: 0 }
  return simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

function send(simulation: Simulation, change: Partial<typeof edit> | { replaces: null } = {}) {
  const command = { type: 'thread.edit', payload: { ...edit, ...change } } as Command
  return simulation.send(command, { blob }, 'person')
}

const effects = (simulation: Simulation) => simulation.pending.map(({ effect }) => effect.kind)

describe('editing a file of a thread', () => {
  it.each(['end_turn', 'max_tokens'])('saves it and leads back to how it rested after %s', (stopReason) => {
    const simulation = atRest(stopReason)
    const before = simulation.thread('t1')?.state
    expect(send(simulation)).toMatchObject({ ok: true })
    expect(simulation.thread('t1')?.state).toMatchObject({ kind: 'verifying', after: 'edit' })
    expect(effects(simulation)).toEqual(['worktree.edit', 'worktree.checkpoint'])
    expect(simulation.pending[0]?.effect.payload).toEqual({ thread, path: edit.path, blob, replaces: edit.replaces })
    save(simulation, 'second')
    expect(simulation.thread('t1')).toMatchObject({
      state: before,
      checkpoint: { commit: 'commit-second' },
      edit: { path: edit.path, blob, refused: null },
      // What the last turn did is still compared with where that turn began.
      turnFrom: 'base',
    })
  })

  it('never brings the text into the log', () => {
    const simulation = atRest()
    send(simulation, { text: 'a secret of the person’s' })
    expect(JSON.stringify(simulation.events)).not.toContain('secret')
  })

  it('says why a file was left as it is, until the work goes on', () => {
    const simulation = atRest()
    send(simulation)
    const refused = { thread, path: edit.path, blob, failure }
    simulation.send({ type: 'worktree.report-edit-refused', payload: { ...refused, blob: 'of another edit' } })
    expect(simulation.thread('t1')?.edit?.refused).toBeNull()
    simulation.send({ type: 'worktree.report-edit-refused', payload: refused })
    save(simulation, 'second')
    expect(simulation.thread('t1')).toMatchObject({ state: { kind: 'ready' }, edit: { blob, refused: failure } })
    simulation.send({
      type: 'worktree.report-edit-refused',
      payload: { ...refused, failure: { ...failure, code: 'x' } },
    })
    expect(simulation.thread('t1')?.edit?.refused?.code).toBe('file-changed')
    const block = { kind: 'text', text: 'Go on', origin: 'person' } as const
    const prompt = { thread, prompt: 'm2' as PromptId, blocks: [block], attempt: 'a' as ThreadId }
    simulation.send({ type: 'thread.prompt', payload: prompt })
    const from = { thread, generation: 2 }
    simulation.send({ type: 'turn.report-started', payload: from })
    const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
    simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome } })
    expect(simulation.thread('t1')?.edit).toBeUndefined()
    expect(simulation.thread('t1')?.turnFrom).toBe('commit-second')
  })

  it('lets a prompt that came meanwhile run, though the thread was parked', () => {
    const simulation = atRest('max_tokens')
    send(simulation)
    const block = { kind: 'text', text: 'Go on', origin: 'person' } as const
    const prompt = { thread, prompt: 'm2' as PromptId, blocks: [block], attempt: 'a' as ThreadId }
    simulation.send({ type: 'thread.prompt', payload: prompt })
    expect(simulation.thread('t1')?.state.kind).toBe('verifying')
    save(simulation, 'second')
    expect(simulation.thread('t1')?.state.kind).toBe('preparing')
  })

  it('is refused while the thread is saved, and can be checked before there is a text', () => {
    const simulation = atRest()
    const asked = { type: 'thread.edit', payload: edit } as const
    expect(simulation.send(asked)).toEqual({ ok: true, value: [] })
    expect(send(simulation, { replaces: blob })).toEqual({ ok: true, value: [] })
    send(simulation)
    expect(simulation.send(asked)).toMatchObject({ error: { code: 'not-at-rest' } })
    save(simulation, 'second')
    simulation.send({ type: 'thread.discard', payload: { thread } })
    expect(send(simulation)).toMatchObject({ error: { code: 'not-at-rest', remedy: 'Restore it first.' } })
    expect(send(new Simulation())).toMatchObject({ error: { code: 'thread-unknown' } })
  })

  it('is refused before anything was saved, and while prompts wait', () => {
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    simulation.dispatch('t1')
    expect(send(simulation)).toMatchObject({ error: { code: 'not-at-rest' } })
    simulation.send({ type: 'turn.withdraw', payload: { thread, generation: 1, failure } })
    expect(simulation.thread('t1')?.state.kind).toBe('parked')
    expect(send(simulation)).toMatchObject({ error: { code: 'prompts-waiting' } })
  })

  it.each([
    '/etc/passwd',
    '../a',
    'a/../../b',
    './a',
    'a//b',
    'a/',
    '.git/config',
    'sub/.GIT/hooks/pre-commit',
    'sub/.g\u200cit/config',
    'GIT~1/config',
    '.git ./x',
    'a\0b',
    '\udc2e\udc2e\udc2fx',
    '\ud800',
    '\u012e\u012e\udc80/x',
  ])('refuses the path %j', (path) => {
    expect(send(atRest(), { path })).toMatchObject({ error: { code: 'path-refused' } })
  })

  it.each(['.gitignore', '.github/x', 'a b', 'Größe', 'a\\..\\b', '...'])('takes the path %j', (path) => {
    expect(send(atRest(), { path })).toMatchObject({ ok: true })
  })

  it('counts a text in bytes', () => {
    for (const unit of ['a', 'é', '語', '😀']) {
      const fits = unit.repeat(Math.floor(fileSizeLimit / Buffer.byteLength(unit)))
      expect(send(atRest(), { text: fits }), unit).toMatchObject({ ok: true })
      expect(send(atRest(), { text: fits + unit }), unit).toMatchObject({ error: { code: 'file-too-large' } })
    }
    expect(send(atRest(), { text: 'half \ud83d' })).toMatchObject({ error: { code: 'text-broken' } })
  })
})
