import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { connectHost } from '../../src/main/shells/attach/host-client.ts'
import { HostSession } from '../../src/main/shells/attach/host-session.ts'
import type { AgentChoice } from '../../src/shared/domain/thread/state.ts'
import type { NegotiationId, ProjectId, RunId, TaskId, ThreadId } from '../../src/shared/kernel/ids.ts'
import { testMachine } from './kit/machine.ts'
import { SessionTools } from './kit/session-tools.ts'
import { until } from './kit/until.ts'

const settings = 'negotiations:\n  messages: 2\n  atCap: arbiter\n'

/** A team of two that are held in their turns, in a project whose file has an arbiter decide after two messages. */
async function stage() {
  const machine = testMachine()
  const folder = path.join(machine.folder, 'held')
  mkdirSync(folder)
  const { folder: repository } = machine.repository({ 'a.txt': 'one\n', '.switchyard/project.yaml': settings })
  const connected = await connectHost(await machine.serve('--pool', '4'))
  if (!connected.ok) throw new Error(connected.error.message)
  const session = await HostSession.open(connected.value)
  onTestFinished(() => session.close())
  const held = (name: string): AgentChoice => ({
    kind: 'command',
    command: `${process.execPath} ${path.join(import.meta.dirname, 'kit', 'held-agent.mjs')} ${folder} ${name}`,
  })
  await session.send({
    type: 'run.plan',
    payload: {
      ...{ run: randomUUID() as RunId, project: randomUUID() as ProjectId, repository },
      ...{ initialize: false, autoLand: false, approve: true },
      plan: {
        ...{ goal: 'Both', topology: 'team', effort: 'quick', gates: [], budget: {} },
        limits: { parallel: null, review: null },
        tasks: ['alice', 'bob'].map((key) => ({
          ...{ id: randomUUID() as TaskId, key, title: key, brief: 'Change a.txt.', effort: 'quick' as const },
          ...{ after: [], paths: [], gates: [], agents: [held(key)], priority: 0, candidates: 1, budget: {} },
        })),
      },
    },
  })
  const named = (title: string) =>
    session.when(({ thread }) => [...thread.values()].find((one) => one.title === title)?.id)
  const threads = { alice: await named('alice'), bob: await named('bob') }
  const file = (name: string) => path.join(folder, name)
  for (const name of ['alice', 'bob']) await until(`${name} has its prompt`, () => existsSync(file(`${name}.prompts`)))
  const tools = { alice: new SessionTools(file('alice.tools')), bob: new SessionTools(file('bob.tools')) }
  return { session, threads, tools, file }
}

type Stage = Awaited<ReturnType<typeof stage>>

/** They argue until they may no longer, and an arbiter sits in its turn. */
async function argued({ file, session, threads, tools }: Stage) {
  const negotiation = randomUUID() as NegotiationId
  const parties = [threads.alice, threads.bob]
  const topic = { topic: 'Who owns a.txt', because: 'Both write it.' }
  await session.send({ type: 'negotiation.open', payload: { negotiation, parties, ...topic } })
  expect(session.model.negotiation.get(negotiation)).toMatchObject({ atCap: 'arbiter', caps: { messages: 2 } })
  await tools.alice.ok('send_message', { to: 'bob', text: 'All of it is mine.' })
  await tools.bob.ok('send_message', { to: 'alice', text: 'No, mine.' })
  await tools.alice.call('send_message', { to: 'bob', text: 'Mine.' })
  const arbiter = await session.when(({ negotiation: all }) => {
    const state = all.get(negotiation)?.state
    return state?.kind === 'arbitrating' && state.arbiter !== null ? state.arbiter : undefined
  })
  await until('the arbiter has its prompt', () => readFileSync(file('alice.prompts'), 'utf8').split('\n').length > 2)
  const settled = () =>
    session.when(({ negotiation: all }) => {
      const state = all.get(negotiation)?.state
      return state?.kind === 'settled' ? state : undefined
    })
  return { arbiter, settled }
}

const behind = ({ session }: Stage, thread: ThreadId) =>
  session.when(({ thread: all }) => all.get(thread)?.behind?.thread)

it('an arbiter rules where two could not agree, and one waits behind the other', { timeout: 120_000 }, async () => {
  const play = await stage()
  const { file, threads } = play
  const { arbiter, settled } = await argued(play)
  expect(play.session.model.thread.get(arbiter)?.role).toBe('arbiter')
  const tools = new SessionTools(file('alice.tools'))
  const because = 'Bob has less to lose.'
  expect(await tools.call('send_message', { to: 'bob', text: 'I rule.' })).toMatchObject({ failed: true })
  const ruling = { ruling: 'serialize', first: threads.bob, because }
  expect(await tools.call('decide_negotiation', ruling)).toMatchObject({ failed: false })
  expect(await settled()).toMatchObject({
    by: 'arbiter',
    outcome: { kind: 'serialized', first: threads.bob, second: threads.alice },
  })
  expect(await behind(play, threads.alice)).toBe(threads.bob)
})

it('one waits behind the other too where the arbiter ends without a word', { timeout: 120_000 }, async () => {
  const play = await stage()
  const { settled } = await argued(play)
  writeFileSync(play.file('arbiter.go'), '')
  const { by, outcome } = await settled()
  expect([by, outcome.kind]).toEqual(['host', 'serialized'])
  const second = outcome.kind === 'serialized' ? outcome.second : play.threads.alice
  expect(await behind(play, second)).toBe(outcome.kind === 'serialized' ? outcome.first : '')
})
