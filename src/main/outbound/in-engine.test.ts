import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Delivery } from '../../shared/domain/automation/commands.ts'
import type { AutomationDefinition } from '../../shared/domain/automation/definition.ts'
import type { Command } from '../../shared/domain/command.ts'
import type { Actor } from '../../shared/domain/event.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { HostEngine } from '../engine/host-engine.ts'
import { dispatchFacts, idleHandlers } from '../engine/testing/effects.ts'
import { ForgeWorld } from '../ports/testing/fake-github/world.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryForge } from '../ports/testing/memory-forge.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { outboundCapability } from './capability.ts'
import { drafts } from './draft.ts'

const commit = 'c'.repeat(40)
const reply = { kind: 'github', host: 'github.com', repository: 'acme/pay', number: 1 } as const
const definition: AutomationDefinition = {
  on: { manual: {} },
  if: [],
  dedupe: null,
  dispatch: { brief: [], agents: [], effort: null, topology: null, permissions: null, gates: [] },
  limits: { parallel: null, cooldownMs: null, cost: null, costPerDay: null, quiet: null, quietThen: 'hold' },
  afterwards: [],
}
const delivery = {
  firing: 'f1',
  source: { words: 'An issue', link: null, outside: true, reply },
  subject: 'It fails',
  verdicts: [],
  key: null,
  claim: null,
  fault: null,
  revision: 'one',
  chain: [],
} as unknown as Delivery

let store: MemoryStore
let world: ForgeWorld
let engine: HostEngine
let sent = 0
let problems: string[] = []

async function start(): Promise<void> {
  const clock = createManualClock()
  engine = await HostEngine.open({
    store,
    clock,
    problem: (message, error) => void problems.push(`${message}: ${error}`),
  })
  const git = {
    remoteAddress: async () => ok('git@github.com:acme/pay.git'),
    pushBranch: async ({ branch, commit: pushed }: { branch: string; commit: string }) => {
      world.commit('acme/pay', branch, pushed)
      return ok(undefined)
    },
  }
  const capability = outboundCapability({ git, forge: new MemoryForge(world), store })
  const own = new Set(capability.reactors.map(({ kind }) => kind))
  const others = {
    reactors: idleHandlers.filter(({ kind }) => !own.has(kind)),
    preparers: [{ command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const],
  }
  const begun = await engine.begin([capability, others], 3)
  if (!begun.ok) throw new Error(begun.error.message)
}

async function send(type: string, payload: object, actor: Actor = 'host'): Promise<void> {
  sent += 1
  const command = { type, payload } as Command
  const done = await engine.submit({ id: `c${sent}` as CommandId, command, actor })
  if (!done.ok) throw new Error(`${type}: ${done.error.message}`)
  await engine.idle()
}

async function comeToRest(): Promise<void> {
  const automation = 'p1:look'
  const file = { kind: 'good', revision: 'one', definition, outside: [] }
  const origin = { automation: { id: automation, name: 'look', firing: 'f1' }, recover: true }
  const block = { kind: 'text', text: 'Look.', origin: 'plan' }
  const ids = { run: 'r1', task: 'k1', thread: 't1', prompt: 'm1', project: 'p1' }
  const agent = { kind: 'catalogue', id: 'scripted' }
  await send('run.dispatch', {
    ...ids,
    ...origin,
    repository: '/repository',
    initialize: false,
    agent,
    blocks: [block],
  })
  await send('automation.report-file', { automation, project: 'p1', name: 'look', scope: 'own', by: 'person', file })
  await send('automation.fire', { automation, trigger: 'manual', deliveries: [delivery] })
  await send('firing.report-dispatched', { firing: 'f1', run: 'r1', thread: 't1' })
  const place = { folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base: 'a'.repeat(40) }
  await send('worktree.report-created', { thread: 't1', place, notices: [] })
  await send('turn.report-started', { thread: 't1', generation: 1 })
  await send('turn.report-ended', {
    thread: 't1',
    generation: 1,
    outcome: { kind: 'stopped', stopReason: 'end_turn' },
  })
  const checkpoint = { commit, tree: 't', files: 1, additions: 1, deletions: 0, omitted: 0 }
  await send('worktree.report-checkpoint', { thread: 't1', checkpoint, notices: [] })
}

async function stage(kind: 'comment' | 'pull-request'): Promise<void> {
  const git = { remoteAddress: async () => ok('git@github.com:acme/pay.git'), pushBranch: async () => ok(undefined) }
  const draft = drafts({ git, store, forge: new MemoryForge(world), model: () => engine.model })
  const firing = engine.model.firing.get('f1')
  if (firing === undefined) throw new Error('it is at rest')
  const content = await draft(kind, firing)
  if (!content.ok) throw new Error(content.error.message)
  await send('outbound.stage', { outbound: kind, thread: 't1', firing: 'f1', content: content.value })
}

const comment = () => world.repository('acme/pay').comments.map(({ body }) => body)

beforeEach(async () => {
  problems = []
  store = new MemoryStore()
  world = new ForgeWorld(() => 1_800_000_000_000)
  world.addToken('memory')
  world.addRepository('acme/pay')
  world.openIssue('acme/pay', { title: 'It fails', body: '' })
  await start()
})
afterEach(async () => {
  await engine.end()
  expect(problems).toEqual([])
})

it('answers an issue once it may, and tells there how it goes on', async () => {
  await comeToRest()
  await stage('comment')
  await stage('pull-request')
  expect(comment()).toEqual([])
  await send('outbound.approve', { outbound: 'comment', text: 'Found it.' }, 'person')
  expect(comment()).toEqual([expect.stringMatching(/^Found it\.\n\n_Switchyard: ready for review \(run r1\)\._/)])
  await send('outbound.approve', { outbound: 'pull-request' }, 'person')
  const [, pull] = world.repository('acme/pay').issues
  expect(pull).toMatchObject({ title: expect.any(String), body: expect.stringContaining('For #1.') })
  const link = `https://github.com/acme/pay/pull/${pull?.number}`
  expect(comment()).toEqual([expect.stringContaining(`_Switchyard: ready for review, pull request ${link} (run r1)._`)])
  await send('thread.discard', { thread: 't1' }, 'person')
  expect(comment()).toEqual([expect.stringContaining('_Switchyard: answered, and nothing of it was merged, pull')])
  expect(comment()[0]).toContain('Found it.')
})

it('is as it was after a restart, and nothing is written again', async () => {
  await comeToRest()
  await stage('comment')
  await send('outbound.approve', { outbound: 'comment' }, 'person')
  await engine.end()
  store = store.reopen()
  await start()
  await engine.idle()
  expect(comment()).toHaveLength(1)
  await stage('comment')
  expect(engine.model.outbound.get('comment')).toBeUndefined()
  expect(comment()).toHaveLength(1)
})
