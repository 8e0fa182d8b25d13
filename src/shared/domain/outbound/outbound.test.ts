import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FiringId, OutboundId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { Actor, DomainEvent } from '../event.ts'
import type { PermissionPolicy } from '../permission/policy.ts'
import { Simulation } from '../testing/simulation.ts'
import type { OutboundContent } from './state.ts'

const thread = 't1' as ThreadId
const outbound = 'o1' as OutboundId
const firing = 'f1' as FiringId
const target = { kind: 'github', host: 'github.com', repository: 'a/b', number: 4 } as const
const comment: OutboundContent = { kind: 'comment', target, text: 'Found it.' }
const pull: OutboundContent = {
  kind: 'pull-request',
  host: 'github.com',
  repository: 'a/b',
  title: 'Fix it',
  text: 'Fixed.',
  branch: 'sy/t1',
  commit: 'c1',
  into: 'main',
}

function atRest(permissions?: PermissionPolicy): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  simulation.dispatch('t1', 'p1', { permissions, recover: true })
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: 'base' }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  simulation.send({ type: 'turn.report-started', payload: { thread, generation: 1 } })
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation: 1, outcome } })
  const checkpoint = { commit: 'c1', tree: 't', files: 1, additions: 1, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
  simulation.put('firing', firing, {
    id: firing,
    automation: 'a',
    source: { reply: target },
    state: { kind: 'skipped' },
  })
  return simulation
}

const stage = (content: OutboundContent): Command => {
  return { type: 'outbound.stage', payload: { outbound, thread, firing, content } }
}
const about = (type: string, more: object = {}) => ({ type, payload: { outbound, ...more } }) as Command
const stateOf = (simulation: Simulation) => simulation.model.outbound.get(outbound)?.state.kind
const sends = ({ pending }: Simulation) => pending.filter(({ effect }) => effect.kind === 'outbound.send')

function wordOf(event: DomainEvent, actor: Actor): readonly string[] {
  switch (event.type) {
    case 'outbound.approved':
      if (event.by === 'rule') return ['rule']
      return [actor === 'person' ? 'yes' : 'nobody']
    case 'outbound.sent':
      return ['sent']
    case 'outbound.failed':
      return ['failed']
    case 'outbound.refused':
      return ['refused']
    default:
      return []
  }
}

describe('something to be written outside', () => {
  it('waits for a person, who may change it', () => {
    const simulation = atRest()
    simulation.send(stage(comment))
    expect(stateOf(simulation)).toBe('staged')
    expect(sends(simulation)).toHaveLength(0)
    expect(simulation.send(about('outbound.approve'))).toMatchObject({ error: { code: 'person-needed' } })
    expect(simulation.send(about('outbound.approve', { text: ' ' }), undefined, 'person')).toMatchObject({
      error: { code: 'outbound-empty' },
    })
    simulation.send(about('outbound.approve', { text: 'Found.' }), undefined, 'person')
    expect(simulation.model.outbound.get(outbound)).toMatchObject({
      state: { kind: 'sending' },
      approvedBy: 'person',
      content: { text: 'Found.' },
    })
    expect(sends(simulation)).toHaveLength(1)
    expect(simulation.send(about('outbound.approve'), undefined, 'person')).toMatchObject({
      error: { code: 'outbound-decided' },
    })
  })

  it('goes at once where a rule says so, and for the kind it names alone', () => {
    const rules = [{ verdict: 'allow', tool: 'comment' }] as const
    const simulation = atRest({ profile: 'restricted', rules })
    simulation.send(stage(comment))
    expect(simulation.model.outbound.get(outbound)).toMatchObject({ state: { kind: 'sending' }, approvedBy: 'rule' })
    const other = atRest({ profile: 'restricted', rules })
    other.send(stage(pull))
    expect(stateOf(other)).toBe('staged')
    const both = atRest({ profile: 'restricted', rules: [...rules, { verdict: 'ask', tool: 'comment' }] })
    both.send(stage(comment))
    expect(stateOf(both)).toBe('staged')
    const never = atRest({ profile: 'restricted', rules: [...rules, { verdict: 'deny', tool: 'comment' }] })
    never.send(stage(comment))
    expect(never.model.outbound.get(outbound)?.state).toEqual({
      kind: 'refused',
      reason: 'Rule 2 of its permissions denies it.',
    })
  })

  it.each([
    ['another issue', { ...comment, target: { ...target, number: 5 } }],
    ['another repository', { ...comment, target: { ...target, repository: 'evil/b' } }],
    ['another server', { ...comment, target: { ...target, host: 'evil.example' } }],
    ['another branch', { ...pull, branch: 'main' }],
    ['another commit', { ...pull, commit: 'c0' }],
  ] as const)('is refused to %s', (_name, content) => {
    const simulation = atRest()
    expect(simulation.send(stage(content))).toMatchObject({ error: { code: 'outbound-elsewhere' } })
  })

  it('is tried again by a person alone, and may be given up', () => {
    const simulation = atRest()
    simulation.send(stage(comment))
    simulation.send(about('outbound.approve'), undefined, 'person')
    const failure = { code: 'forge-unreachable', message: 'Away.', remedy: 'Later.' }
    simulation.send(about('outbound.report-failed', { failure }))
    expect(stateOf(simulation)).toBe('failed')
    expect(simulation.send(about('outbound.retry')).ok).toBe(false)
    simulation.send(about('outbound.retry'), undefined, 'person')
    expect(sends(simulation)).toHaveLength(2)
    simulation.send(about('outbound.report-failed', { failure }))
    simulation.send(about('outbound.refuse'), undefined, 'person')
    expect(simulation.model.outbound.get(outbound)).toMatchObject({ state: { kind: 'refused' }, closed: true })
  })

  it('keeps its thread from being archived, and is dropped with work that is thrown away', () => {
    const simulation = atRest()
    simulation.send(stage(pull))
    simulation.send({ type: 'thread.discard', payload: { thread } }, undefined, 'person')
    expect(simulation.events.map(({ event }) => event.type)).toContain('outbound.refused')
    const kept = atRest()
    kept.send(stage(comment))
    kept.send({ type: 'thread.discard', payload: { thread } }, undefined, 'person')
    kept.send({ type: 'worktree.report-trashed', payload: { thread, trash: '/trash' } } as unknown as Command)
    expect(stateOf(kept)).toBe('staged')
    expect(kept.send({ type: 'thread.archive', payload: { thread } })).toMatchObject({
      error: { code: 'outbound-open' },
    })
  })

  it('is sent at most once, and never without a yes', () => {
    const failure = { code: 'x', message: 'X', remedy: 'Y' }
    const command = fc.constantFrom(
      stage(comment),
      about('outbound.approve'),
      about('outbound.refuse'),
      about('outbound.retry'),
      about('outbound.report-sent', { link: 'l', reference: '1' }),
      about('outbound.report-failed', { failure }),
    )
    const step = fc.tuple(command, fc.constantFrom('person' as const, 'host' as const))
    const policy = fc.constantFrom<PermissionPolicy | undefined>(
      undefined,
      { profile: 'restricted', rules: [] },
      { profile: 'standard', rules: [{ verdict: 'allow', tool: 'comment' }] },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), policy, (steps, permissions) => {
        const simulation = atRest(permissions)
        for (const [next, actor] of steps) simulation.send(next, undefined, actor)
        const told = simulation.events.flatMap(({ actor, event }) => wordOf(event, actor))
        // A yes, then an end of it: as often as there is a yes, and nothing after it was sent.
        expect(told.join(' ')).toMatch(/^((yes|rule) failed ?)*((yes|rule)( sent)?|refused)?$/)
        expect(told.includes('rule')).toBe(permissions?.rules.length === 1 && told.length > 0)
      }),
      { numRuns: 150 },
    )
  })
})
