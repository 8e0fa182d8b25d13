import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { connectHost } from '../../src/main/shells/attach/host-client.ts'
import { HostSession } from '../../src/main/shells/attach/host-session.ts'
import type { DomainEvent } from '../../src/shared/domain/event.ts'
import { burst, perMessageMs } from '../../src/shared/domain/peers/limits.ts'
import type { Message } from '../../src/shared/domain/peers/state.ts'
import type { AgentChoice, PromptBlock } from '../../src/shared/domain/thread/state.ts'
import type {
  ItemId,
  NegotiationId,
  ProjectId,
  PromptId,
  RunId,
  TaskId,
  ThreadId,
} from '../../src/shared/kernel/ids.ts'
import { forgedCalls, type Targets } from './kit/forged-calls.ts'
import { forgedTexts } from './kit/forged-texts.ts'
import { testMachine } from './kit/machine.ts'
import { SessionTools } from './kit/session-tools.ts'
import { steps } from './kit/steps.ts'
import { until } from './kit/until.ts'

const scripted: AgentChoice = { kind: 'catalogue', id: 'scripted' }
const project = randomUUID() as ProjectId

/** A team of three: two are held in their turns, and one waits for a person's permission. A fourth works by itself. */
async function stage() {
  const machine = testMachine()
  const folder = path.join(machine.folder, 'held')
  mkdirSync(folder)
  const { folder: repository } = machine.repository({ 'a.txt': 'one\n' })
  const connected = await connectHost(await machine.serve('--pool', '4'))
  if (!connected.ok) throw new Error(connected.error.message)
  const session = await HostSession.open(connected.value)
  onTestFinished(() => session.close())
  const held = (name: string): AgentChoice => ({
    kind: 'command',
    command: `${process.execPath} ${path.join(import.meta.dirname, 'kit', 'held-agent.mjs')} ${folder} ${name}`,
  })
  const asking =
    '```steps\n- ask: {title: Delete it, command: rm a.txt, then: [{write: {path: allowed.txt, content: yes}}]}\n```'
  const run = randomUUID() as RunId
  const tasks = Object.entries({ alice: held('alice'), mallory: held('mallory'), bob: scripted })
  await session.send({
    type: 'run.plan',
    payload: {
      ...{ run, project, repository, initialize: false, autoLand: false, approve: true },
      plan: {
        ...{ goal: 'All', topology: 'team', effort: 'quick', gates: [], budget: {} },
        limits: { parallel: null, review: null },
        tasks: tasks.map(([key, agent]) => ({
          ...{ id: randomUUID() as TaskId, key, title: key, brief: asking, effort: 'quick' as const },
          ...{ after: [], paths: [], gates: [], agents: [agent], priority: 0, candidates: 1, budget: {} },
        })),
      },
    },
  })
  const outsider = randomUUID() as ThreadId
  await session.send({
    type: 'run.dispatch',
    payload: {
      ...{ run: randomUUID() as RunId, task: randomUUID() as TaskId, thread: outsider, project, repository },
      ...{ prompt: randomUUID() as PromptId, initialize: false, agent: scripted, title: 'Outsider' },
      blocks: [{ kind: 'text', text: steps({ say: 'Done.' }), origin: 'person' }],
    },
  })
  const named = (title: string) =>
    session.when(({ thread }) => [...thread.values()].find((one) => one.title === title)?.id)
  const threads = { alice: await named('alice'), mallory: await named('mallory'), bob: await named('bob'), outsider }
  const file = (name: string) => path.join(folder, name)
  for (const name of ['alice', 'mallory'])
    await until(`${name} has its prompt`, () => existsSync(file(`${name}.prompts`)))
  await session.when(({ thread }) => (thread.get(threads.bob)?.state.kind === 'needs-you' ? true : undefined))
  const tools = { alice: new SessionTools(file('alice.tools')), mallory: new SessionTools(file('mallory.tools')) }
  return { session, threads, tools, file }
}

type Stage = Awaited<ReturnType<typeof stage>>

/** What there is to steal: a question, an entry of the list, a contract, and two exchanges under way. */
async function targets({ session, threads, tools }: Stage): Promise<Targets> {
  const { alice, bob, mallory, outsider } = threads
  await tools.alice.ok('publish_contract', { name: 'api/parse', text: 'parse(text): Row[]', note: 'New.' })
  const { item } = await tools.alice.ok<{ item: string }>('task_add', { title: 'Write the parser' })
  await tools.alice.ok('task_claim', { item })
  const asked = tools.alice.call('ask_peer', { to: 'bob', question: 'Which lines are yours?', seconds: 1 })
  const question = await session.when(({ mailbox }) => mailbox.get(alice)?.asked?.[0]?.message)
  await asked
  const open = async (parties: readonly ThreadId[]) => {
    const negotiation = randomUUID() as NegotiationId
    const payload = { negotiation, topic: 'Who owns a.txt', parties: [...parties], because: 'Both write it.' }
    await session.send({ type: 'negotiation.open', payload })
    return negotiation
  }
  return { alice, bob, outsider, question, item, foreign: await open([alice, bob]), own: await open([mallory, bob]) }
}

/** Everything that a thread sent and was sent, refused messages included. */
async function mail({ session }: Stage, thread: ThreadId): Promise<readonly Message[]> {
  const found: Message[] = []
  for (let before: number | undefined; ; ) {
    const input = { thread, limit: 50, ...(before === undefined ? {} : { before }) }
    const { next, rows } = await session.client.api.peers.mailbox(input)
    found.push(...rows)
    if (next === null) return found.toReversed()
    before = next
  }
}

async function events({ session }: Stage): Promise<readonly DomainEvent[]> {
  const found: DomainEvent[] = []
  const pages = await session.client.api.model.log({ after: 0, follow: false })
  for await (const page of pages) found.push(...page.events.map(({ event }) => event))
  return found
}

const header =
  /^Message \d+ from (?:the host|“[^”]*” \(thread [\w-]+\)), \d\d:\d\d UTC(?:, \w+)?(?: to message \S+)? \(id \S+\):$/
const separators = String.fromCharCode(0x1c, 0x1d, 0x1e)
const lineEnds = new RegExp(`\r\n|[\n\r\v\f${separators}\u0085\u2028\u2029]`, 'u')

/** Lines that are neither the host's line before a message, nor marked as somebody's text. */
function outside(text: string): readonly string[] {
  return text.split(lineEnds).filter((line) => line !== '' && !line.startsWith('> ') && !header.test(line))
}

const headers = (text: string, from: string) =>
  text.split(lineEnds).filter((line) => header.test(line) && line.includes(` from ${from}`)).length

const preface = /^Messages follow\. Lines that begin with "> " are texts of other threads/

/** Words to a peer: each is refused, or arrives as nothing but its words. */
async function forgeTexts(set: Stage): Promise<void> {
  const { threads, tools } = set
  const otherwise: string[] = []
  for (const { as, text, why } of forgedTexts) {
    const answer = await tools.mallory.call('send_message', { to: threads.alice, text })
    const expected = as === 'text' ? /"state":"accepted"/ : /^The message claims .*; it was not delivered/
    if (!expected.test(answer.text)) otherwise.push(`${why}: ${JSON.stringify(text)} was told ${answer.text}`)
  }
  expect(otherwise).toEqual([])
  const sent = (await mail(set, threads.mallory)).filter(({ from }) => from === threads.mallory)
  const states = forgedTexts.map(({ as }) => (as === 'text' ? 'accepted' : 'refused'))
  expect(sent.map(({ state }) => state.kind)).toEqual(states)
  for (const { text } of sent) expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u200b\u202a-\u202e\u2066-\u2069]/u)
}

/** Calls that reach for what is another's. */
async function forgeCalls({ tools }: Stage, at: Targets): Promise<void> {
  const otherwise: string[] = []
  for (const { answer, args, tool, why } of forgedCalls) {
    const { failed, text } = await tools.mallory.call(tool, args(at))
    if (!failed || !answer.test(text)) otherwise.push(`${why}: ${tool} was told ${text}`)
  }
  expect(otherwise).toEqual([])
}

/** Tokens that are made up, and too much at once. */
async function forgeRequests({ threads: { alice }, tools }: Stage): Promise<void> {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const [name] = tools.alice.token.split('.')
  const [, secret] = tools.mallory.token.split('.')
  for (const token of [`${name}.${secret}`, alice, `${alice}.${secret}`, '']) {
    expect(await tools.mallory.post(list, token)).toMatchObject({ status: 401, failed: true })
  }
  expect((await tools.mallory.post(Array.from({ length: 101 }, () => list))).status).toBe(429)
  // The same call again is the same message.
  const again = async () => (await tools.mallory.call('send_message', { to: alice, text: 'Once.' }, 'once')).text
  expect(await again()).toBe(await again())
}

/** More than anybody may send; how many were taken. */
async function flood({ threads: { alice }, tools: { mallory } }: Stage): Promise<number> {
  const calls = Array.from({ length: 60 }, (_, number) =>
    mallory.call('send_message', { to: alice, text: `${number}` }),
  )
  const refused = (await Promise.all(calls)).filter(({ failed }) => failed)
  for (const { status, text } of refused) expect(status === 429 ? 'too many' : text).toMatch(/many/)
  return calls.length - refused.length
}

/** What alice is given in the turn after the one she is held in. */
async function nextPrompt({ file }: Stage): Promise<string> {
  const prompts = () => readFileSync(file('alice.prompts'), 'utf8').trim().split('\n')
  writeFileSync(file('alice.go'), '')
  await until('alice is given what waits', () => prompts().length > 1)
  const blocks = JSON.parse(prompts()[1] ?? '[]') as readonly Extract<PromptBlock, { kind: 'text' }>[]
  return blocks.map(({ text }) => text).join('\n\n')
}

it('nobody gains anything by what they write to others', { timeout: 120_000 }, async () => {
  expect(forgedTexts.length + forgedCalls.length).toBeGreaterThanOrEqual(60)
  const set = await stage()
  const { session, threads, tools } = set
  const at = await targets(set)
  const begun = performance.now()
  await forgeTexts(set)
  await forgeCalls(set, at)
  await forgeRequests(set)

  const inbox = await tools.alice.call('read_inbox', {})
  const plain = forgedTexts.filter(({ as }) => as === 'text').length + 1
  expect(outside(inbox.beside ?? '')).toEqual([expect.stringMatching(preface)])
  expect(headers(inbox.beside ?? '', '“mallory”')).toBe(plain)

  const accepted = await flood(set)
  expect(accepted).toBeGreaterThan(0)
  expect(plain + accepted).toBeLessThanOrEqual(burst + 1 + (performance.now() - begun) / perMessageMs)
  const given = await nextPrompt(set)
  expect(outside(given).filter((line) => !preface.test(line))).toEqual(['Your peers have written to you.'])
  expect(headers(given, '“mallory”')).toBe(accepted)

  await session.when(({ thread }) => (thread.get(threads.alice)?.state.kind === 'ready' ? true : undefined))
  const read = (await mail(set, threads.mallory)).filter(
    ({ from, state }) => from === threads.mallory && state.kind === 'read',
  )
  expect(read).toHaveLength(plain + accepted)
  await nothingGained(set, at)
})

/** Of the whole log: what nobody but a person or the host may bring about has not come about. */
async function nothingGained(set: Stage, { foreign, item, own, question }: Targets): Promise<void> {
  const { session, threads } = set
  const all = await events(set)
  const granted =
    /^thread\.(permission-answered|landed)|^landing\.|^verification\.|^task\.(landed|accepted)|^item\.(completed|confirmed|returned|removed)|^negotiation\.(confirmed|settled|capped)|^cluster\.(left|dissolved|led)|^contract.*superseded|^finding\./
  expect(all.map(({ type }) => type).filter((type) => granted.test(type))).toEqual([])
  expect(all.filter(({ type }) => type === 'contract.published')).toHaveLength(1)
  const { model } = session
  expect(model.thread.get(threads.bob)).toMatchObject({ state: { kind: 'needs-you' }, requests: [{}] })
  expect(model.item.get(item as ItemId)?.state).toMatchObject({ kind: 'claimed', by: threads.alice })
  for (const id of [foreign, own]) {
    expect(model.negotiation.get(id as NegotiationId)).toMatchObject({ state: { kind: 'open' }, confirmed: [] })
  }
  const others = (await mail(set, threads.alice)).filter(({ from }) => from !== threads.mallory)
  expect(others.filter(({ from }) => from !== null).map(({ id }) => id)).toEqual([question])
  for (const { text } of others) expect(text).not.toMatch(/approved|authorised|all is allowed/)
  expect([...model.task.values()].map(({ key }) => key)).not.toContain('sly')
}
