import { beforeEach, expect, it } from 'vitest'
import { failure } from '../../kernel/failure.ts'
import type { OutboundId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { OutboundEvent } from '../outbound/events.ts'
import { given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { attentionOf } from './attention.ts'

let simulation: Simulation
let thread: ThreadId
const id = 'o1' as OutboundId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  givenRun(simulation, { a: {} })
  thread = givenTurn(simulation, 'a')
  const run = simulation.thread(thread)?.run
  if (run === undefined) throw new Error('no thread')
  const target = { kind: 'github', host: 'github.com', repository: 'acme/api', number: 482 } as const
  const content = { kind: 'comment', target, text: 'Found it.' } as const
  const about = { project: 'p' as ProjectId, run, thread, firing: null, content, because: '' }
  given(simulation, { type: 'outbound.staged', id, ...about })
})

const waiting = () => attentionOf(simulation.model)
const then = (event: OutboundEvent) => given(simulation, event)

it('asks a person before anything is written outside, while the thread works on', () => {
  expect(waiting()).toMatchObject([{ kind: 'outbound', outbound: id, thread }])
})

it('asks nobody once it is let go, and again where it did not get there', () => {
  then({ type: 'outbound.approved', id, by: 'person' })
  expect(waiting()).toEqual([])
  then({ type: 'outbound.failed', id, failure: failure('auth', 'The token is revoked.', 'Set one.') })
  expect(waiting()).toMatchObject([{ kind: 'outbound', outbound: id }])
})

it.each<OutboundEvent>([
  { type: 'outbound.sent', id, link: 'https://github.com/acme/api/issues/482#c1', reference: 'c1' },
  { type: 'outbound.refused', id, reason: null },
])('asks nobody about what is over: $type', (event) => {
  then(event)
  expect(waiting()).toEqual([])
})
