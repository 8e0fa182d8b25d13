import { describe, expect, it } from 'vitest'
import { automation, automationOf, withAutomation } from '../../shared/domain/testing/automations.ts'
import { given } from '../../shared/domain/testing/planned-run.ts'
import { Simulation } from '../../shared/domain/testing/simulation.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { OutboundId, ProjectId, RequestId, RunId, ThreadId } from '../../shared/kernel/ids.ts'
import { defaultSettings } from '../../shared/settings/settings.ts'
import { coalesceNotices, type Notice, Notices } from './notices.ts'

const { notify } = defaultSettings

function opened() {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 10 } })
  const notices = new Notices()
  let seen = 0
  /** What the events since the last call are told as. */
  const news = (wanted = notify) => {
    const events = simulation.events.slice(seen)
    seen = simulation.events.length
    return notices.of(events, simulation.model, wanted)
  }
  return { simulation, news }
}

function begin(simulation: Simulation, name: string): ThreadId {
  const thread = name as ThreadId
  simulation.dispatch(name)
  const place = { folder: `/w/${name}`, ledger: '/l', branch: `sy/${name}`, base: 'base' }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  const from = { thread, generation: 1 }
  simulation.send({ type: 'session.report-opened', payload: { ...from, session: 's' } })
  simulation.send({ type: 'turn.report-started', payload: from })
  return thread
}

function ask(simulation: Simulation, thread: ThreadId) {
  const options = [{ id: 'yes', kind: 'allow-once', name: 'Allow' } as const]
  const request = {
    id: 'q' as RequestId,
    title: 'Run a command',
    detail: 'rm -r build',
    kind: 'execute',
    toolCall: null,
    options,
  }
  simulation.send({ type: 'permission.ask', payload: { thread, generation: 1, request } })
}

function endTurn(simulation: Simulation, thread: ThreadId) {
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation: 1, outcome } })
}

function save(simulation: Simulation, thread: ThreadId, files: number) {
  const checkpoint = { commit: 'c', tree: `t${files}`, files, additions: 12, deletions: 3, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

describe('notices', () => {
  it('say once that an automation does not fire, however often it is tried', () => {
    const simulation = withAutomation({}, { on: { issue: {} } })
    const notices = new Notices()
    const tell = (retryAt: number) => {
      const seen = simulation.events.length
      const health = { failure: failure('offline', 'It is away.', 'Wait.'), retryAt }
      simulation.send({ type: 'automation.report-health', payload: { automation, trigger: 'issue', health } })
      return notices.of(simulation.events.slice(seen), simulation.model, notify)
    }
    simulation.send({ type: 'automation.switch', payload: { automation, on: true } })
    expect(tell(1_000)).toEqual([{ kind: 'failed', thread: null, title: 'Look does not fire', body: 'It is away.' }])
    simulation.now += 3_600_000
    expect(tell(3_601_000)).toEqual([])
    expect(automationOf(simulation).health.issue?.retryAt).toBe(3_601_000)
  })

  it('say who asks and what', () => {
    const { news, simulation } = opened()
    const thread = begin(simulation, 'a')
    expect(news()).toEqual([])
    ask(simulation, thread)
    const title = `${simulation.thread(thread)?.title} needs you`
    expect(news()).toEqual([{ kind: 'needs-you', thread, title, body: 'Run a command\nrm -r build' }])
  })

  it('leave out a question that is answered already', () => {
    const { news, simulation } = opened()
    const thread = begin(simulation, 'a')
    ask(simulation, thread)
    const answer = { thread, request: 'q' as RequestId, answer: 'allow' } as const
    simulation.send({ type: 'thread.answer', payload: answer }, undefined, 'person')
    expect(news()).toEqual([])
  })

  it.each([
    [2, '2 files, 12 lines added, 3 removed'],
    [1, '1 file, 12 lines added, 3 removed'],
    [0, 'Nothing was changed.'],
  ])('say what a finished turn changed, with %d files', (files, body) => {
    const { news, simulation } = opened()
    const thread = begin(simulation, 'a')
    endTurn(simulation, thread)
    expect(news()).toEqual([])
    save(simulation, thread, files)
    expect(news()).toMatchObject([{ kind: 'finished', thread, body }])
  })

  it('say why a thread stopped, but not that its person stopped it', () => {
    const { news, simulation } = opened()
    const [a, b] = [begin(simulation, 'a'), begin(simulation, 'b')]
    const failed = { code: 'rate-limit', message: 'The limit is reached.', remedy: 'Wait.' } as const
    const outcome = { kind: 'failed', reason: failed } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: a, generation: 1, outcome } })
    save(simulation, a, 1)
    simulation.send({ type: 'thread.stop', payload: { thread: b } }, undefined, 'person')
    const cancelled = { kind: 'stopped', stopReason: 'cancelled' } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: b, generation: 1, outcome: cancelled } })
    save(simulation, b, 1)
    expect(news()).toMatchObject([{ kind: 'failed', thread: a, body: 'The limit is reached.' }])
  })

  it('keep to what the person wants to hear', () => {
    const { news, simulation } = opened()
    ask(simulation, begin(simulation, 'a'))
    const b = begin(simulation, 'b')
    endTurn(simulation, b)
    save(simulation, b, 1)
    expect(news({ needsYou: false, finished: true, failed: true }).map((notice) => notice.kind)).toEqual(['finished'])
  })
})

describe('notices of what is written outside', () => {
  const id = 'o1' as OutboundId
  const target = { kind: 'github', host: 'github.com', repository: 'acme/api', number: 482 } as const
  const staged = (thread: ThreadId) =>
    ({
      type: 'outbound.staged',
      id,
      project: 'p' as ProjectId,
      run: 'r' as RunId,
      thread,
      firing: null,
      content: { kind: 'comment', target, text: 'Found it.' },
      because: '',
    }) as const

  it('say what it wants to write and where, and why it did not get there', () => {
    const { news, simulation } = opened()
    const thread = begin(simulation, 'a')
    const { title } = simulation.thread(thread) ?? {}
    given(simulation, staged(thread))
    expect(news()).toMatchObject([
      { kind: 'needs-you', thread, title: `${title} wants to comment on acme/api#482`, body: 'Found it.' },
    ])
    given(simulation, { type: 'outbound.approved', id, by: 'person' })
    expect(news()).toEqual([])
    given(simulation, { type: 'outbound.failed', id, failure: failure('auth', 'The token is revoked.', 'Set one.') })
    expect(news()).toMatchObject([{ kind: 'failed', thread, body: 'The token is revoked.' }])
  })

  it('say nothing where a rule let it go', () => {
    const { news, simulation } = opened()
    const thread = begin(simulation, 'a')
    given(simulation, staged(thread), { type: 'outbound.approved', id, by: 'rule' })
    expect(news()).toEqual([])
  })
})

describe('many notices at once', () => {
  const notice = (kind: Notice['kind'], at: number): Notice => ({
    kind,
    thread: `t${at}` as ThreadId,
    title: '',
    body: '',
  })

  it('become one that counts them', () => {
    const kinds = ['finished', 'needs-you', 'failed', 'finished', 'needs-you', 'finished'] as const
    expect(coalesceNotices(kinds.map(notice))).toEqual([
      { kind: 'needs-you', thread: null, title: '6 threads have news', body: '2 need you, 1 stopped, 3 finished' },
    ])
  })

  it('stay apart while they are few', () => {
    const few = [notice('finished', 1), notice('failed', 2)]
    expect(coalesceNotices(few)).toEqual(few)
  })
})
