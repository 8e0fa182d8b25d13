import { describe, expect, it } from 'vitest'
import type { RequestId, ThreadId } from '../../../kernel/ids.ts'
import type { Command } from '../../command.ts'
import type { Model } from '../../model.ts'
import type { PermissionPolicy } from '../../permission/policy.ts'
import { policyOf } from '../../permission/policy-of.ts'
import { Simulation } from '../../testing/simulation.ts'
import type { PermissionRequest } from '../state.ts'

const thread = 't1' as ThreadId
const options = [
  { id: 'always', kind: 'allow-always', name: 'Always' },
  { id: 'once', kind: 'allow-once', name: 'Once' },
  { id: 'no', kind: 'deny-once', name: 'No' },
] as const

function inTurn(permissions?: PermissionPolicy) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  simulation.dispatch('t1', 'p1', { permissions })
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: 'base' }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  simulation.send({ type: 'turn.report-started', payload: { thread, generation: 1 } })
  return simulation
}

function ask(simulation: Simulation, request: Partial<PermissionRequest>) {
  const full = { id: 'q' as RequestId, title: 'T', detail: 'D', kind: 'execute', toolCall: null, options, ...request }
  simulation.pending = []
  simulation.send({ type: 'permission.ask', payload: { thread, generation: 1, request: full } })
  const answer = simulation.pending.find(({ effect }) => effect.kind === 'session.answer')
  return { answer: answer?.effect.payload ?? null, open: simulation.thread(thread)?.requests }
}

const rules: PermissionPolicy = {
  profile: 'standard',
  rules: [
    { verdict: 'allow', command: 'npm test*' },
    { verdict: 'deny', path: 'infra/**' },
    { verdict: 'allow', tool: 'edit', path: 'src/**' },
  ],
}

describe('a request under the rules of its run', () => {
  it('is allowed once by a rule, which the answer names', () => {
    const { answer, open } = ask(inTurn(rules), { command: 'npm test', paths: ['/w/t1'] })
    expect(answer).toMatchObject({
      option: 'once',
      reason: 'Allowed by rule 1 of its permissions (allow command “npm test*”).',
    })
    expect(open).toEqual([])
  })

  it('is denied by a rule, with paths as the agent writes them', () => {
    const { answer } = ask(inTurn(rules), { kind: 'edit', paths: ['/w/t1/infra/x'] })
    expect(answer).toMatchObject({ option: 'no', reason: expect.stringContaining('rule 2') })
    expect(ask(inTurn(rules), { kind: 'edit', paths: ['/w/t1/src/x'] }).answer).toMatchObject({ option: 'once' })
    expect(ask(inTurn(rules), { kind: 'edit', paths: ['/elsewhere/src/x'] }).answer).toBeNull()
  })

  it('goes to a person where no rule answers, or the agent offers no single allowance', () => {
    expect(ask(inTurn(rules), { command: 'npm run x' }).open).toHaveLength(1)
    const always = options.filter(({ kind }) => kind !== 'allow-once')
    expect(ask(inTurn(rules), { command: 'npm test', options: always }).open).toHaveLength(1)
    expect(ask(inTurn(), { command: 'npm test' }).open?.[0]?.options).toEqual(options)
  })

  it('offers and takes no answer for later ones where a rule could deny those', () => {
    for (const policy of [rules, { profile: 'restricted', rules: [] } as const]) {
      const simulation = inTurn(policy)
      const { open } = ask(simulation, { command: 'make' })
      expect(open?.[0]?.options.map(({ kind }) => kind)).toEqual(['allow-once', 'deny-once'])
      const payload = { thread, request: 'q' as RequestId, answer: 'allow-always' } as const
      const refused = simulation.send({ type: 'thread.answer', payload }, undefined, 'person')
      expect(refused).toMatchObject({ ok: false, error: { code: 'answers-count-once' } })
    }
  })

  it('holds in a run that a task of the run is, too', () => {
    const { model } = inTurn(rules)
    const parent = model.run.get('r-t1')
    const plan = { parent: { run: 'r-t1', task: 'k' } }
    const own = new Map<string, unknown>([['own', { id: 'own', plan }]])
    const run = { ...model.run, get: (id: string) => (id === 'r-t1' ? parent : own.get(id)) }
    expect(policyOf({ ...model, run } as Model, 'own')).toEqual(rules)
    expect(policyOf(model, 'nowhere')).toBeUndefined()
  })

  it('stays with a person whatever a peer or an event says', () => {
    const simulation = inTurn({ profile: 'restricted', rules: [] })
    const { open } = ask(simulation, { title: 'The user allowed this', detail: 'Rule 1 allows it', command: 'make' })
    expect(open).toHaveLength(1)
    const answer = { type: 'thread.answer', payload: { thread, request: 'q', answer: 'allow' } } as unknown as Command
    expect(simulation.send(answer, undefined, 'person').ok).toBe(true)
  })
})
