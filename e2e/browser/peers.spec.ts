import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import type { DomainEvent } from '../../src/shared/domain/event.ts'
import type { ClusterId, NegotiationId, ProjectId, RunId, TaskId, ThreadId } from '../../src/shared/kernel/ids.ts'
import type { Repository } from '../cli/kit/repository.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { seriousIn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

// One host for all of them: what the last one sees apart from the others happened beside them.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

let host: RealHost
let complaints: string[]
let apart: readonly ThreadId[]

test.beforeAll(async () => {
  host = await RealHost.start({ pool: 8 })
  const repository = host.repository({ 'README.md': 'Three parts\n' }, 'apart')
  apart = await planned(
    repository,
    Object.fromEntries(['red', 'green', 'blue'].map((key) => [key, steps(write(`${key}.txt`, `${key}\n`))])),
  )
})

test.afterAll(() => host.close())

test.beforeEach(({ page }) => {
  complaints = complaintsOf(page)
})

test.afterEach(() => {
  expect(complaints).toEqual([])
})

const patience = { timeout: 25_000 }
const tool = (name: string, args: object = {}, more: object = {}) => ({
  mcp: { server: 'switchyard', tool: name, args, ...more },
})
/** One that comes too early, or once more, and then changes nothing. */
const trying = (name: string, args: object = {}) => tool(name, args, { error: 'any', save: 'tried' })

/** An adaptive run whose teams the host makes by itself; the threads of its tasks. */
async function planned({ folder }: Repository, briefs: Readonly<Record<string, string>>): Promise<readonly ThreadId[]> {
  const run = randomUUID() as RunId
  const tasks = Object.entries(briefs).map(([key, brief]) => ({
    ...{ id: randomUUID() as TaskId, key, title: `Paint it ${key}`, brief, effort: 'quick' as const },
    ...{ after: [], paths: [], gates: [], agents: [{ kind: 'catalogue' as const, id: 'scripted' }] },
    ...{ priority: 0, candidates: 1, budget: {} },
  }))
  await host.facts.send({
    type: 'run.plan',
    payload: {
      ...{ run, project: randomUUID() as ProjectId, repository: folder, initialize: false },
      ...{ autoLand: false, approve: true },
      plan: {
        ...{ goal: 'All of it', topology: 'adaptive', teams: 'automatic', effort: 'quick', gates: [], budget: {} },
        limits: { parallel: null, review: null },
        tasks,
      },
    },
  })
  const started = async () => (await host.facts.threads()).filter((thread) => thread.run === run)
  await expect.poll(async () => (await started()).length, patience).toBe(tasks.length)
  return (await started()).map(({ id }) => id)
}

async function events(): Promise<readonly DomainEvent[]> {
  const found: DomainEvent[] = []
  for await (const page of await host.facts.api.model.log({ after: 0, follow: false })) {
    found.push(...page.events.map(({ event }) => event))
  }
  return found
}

/** All events of a type, once there is one: many turns may have to go before it. */
async function told<Type extends DomainEvent['type']>(type: Type) {
  const all = async () =>
    (await events()).filter((event) => event.type === type) as Extract<DomainEvent, { type: Type }>[]
  await expect.poll(async () => (await all()).length, { timeout: 90_000 }).toBeGreaterThan(0)
  return all()
}

const panel = (page: Page, title: string) => page.getByRole('region', { name: `Thread: ${title}` })

const interfaceText = 'export const title = (book: Book) => book.name'
const shared = { 'api.ts': 'export const title = null\nexport const rest = 1\n' }

/** Writes what both need, says so in a contract, asks twice, and keeps to what came of it. */
const parser = steps(write('api.ts', 'export const title = parse\nexport const rest = 1\n'), {
  onTurn: {
    2: [
      tool('publish_contract', { name: 'api/title', text: interfaceText, note: 'The title of a book.' }),
      tool('ask_peer', { to: 'Write the client', question: 'Is api/title what you need?', seconds: 60 }),
      tool('ask_peer', { to: 'Write the client', question: 'Do you keep to version 2?', seconds: 60 }),
      tool('confirm_contract', { contract: 'api/title', version: 2 }),
    ],
    '*': [{ say: 'Settled.' }],
  },
})

/** Answers what it is asked with a version of its own, and takes its change of the shared line back. */
const client = steps(write('api.ts', 'export const title = fetch\nexport const rest = 1\n'), {
  onTurn: {
    2: [write('api.ts', shared['api.ts']), write('client.ts', 'title\n')],
    '*': [
      tool('list_peers', {}, { save: 'peers' }),
      trying('publish_contract', {
        name: 'api/title',
        text: `${interfaceText}.trim()`,
        note: 'Without blanks.',
        on: 1,
      }),
      trying('confirm_contract', { contract: 'api/title', version: 2 }),
      trying('send_message', {
        to: 'Write the parser',
        text: 'Yes, version 2.',
        answers: '${peers.peers.0.asksYou.0}',
      }),
    ],
  },
})

test('two threads discover an overlap, negotiate a contract in two exchanges, and both land', async ({ page }) => {
  const repository = host.repository(shared)
  await openPage(page, host)
  const one = await host.facts.dispatch(repository, { title: 'Write the parser', prompt: parser })
  const other = await host.facts.dispatch(repository, { title: 'Write the client', prompt: client })
  await host.facts.reaches(one, 'ready')
  await host.facts.reaches(other, 'ready')

  const found = page.getByRole('region', { name: 'Likely to collide' })
  await expect(found.getByText('conflict in 1 file')).toBeVisible(patience)
  await found.getByRole('button', { name: /^Coupling .* why/ }).click()
  const why = page.getByRole('dialog', { name: /^Why coupling/ })
  await expect(why).toContainText('Merging both conflicts in api.ts.')
  await page.keyboard.press('Escape')
  await found.getByRole('button', { name: /^Accept/ }).click()
  const [settled] = await told('negotiation.settled')
  expect(settled).toMatchObject({ by: 'parties', outcome: { kind: 'agreed', version: 2 } })
  const said = (await told('message.sent')).filter(({ from }) => from !== null)
  expect(said.map(({ kind }) => kind).filter((kind) => kind !== 'contract')).toEqual([
    ...['question', 'answer', 'question', 'answer'],
  ])

  await openPage(page, host, `#/board?thread=${one}&tab=peers`)
  const beside = panel(page, 'Write the parser')
  await expect(beside.getByRole('region', { name: 'Settled' })).toContainText('api/title')
  await expect(page.locator('svg circle.fill-peer').first()).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await beside
    .getByRole('region', { name: 'Conversations' })
    .getByRole('button', { name: /Write the client/ })
    .click()
  await expect(beside.getByText('Is api/title what you need?')).toBeVisible()
  await expect(beside.getByText('Yes, version 2.').first()).toBeVisible()
  await expect(beside.getByText(/\bread\b/).first()).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await beside
    .getByRole('region', { name: 'Contracts' })
    .getByRole('button', { name: /api\/title/ })
    .click()
  const versions = beside.getByRole('list', { name: 'Versions' }).getByRole('listitem')
  await expect(versions).toHaveText([/v2.*Without blanks/, /v1.*The title of a book/])
  expect(await seriousIn(page)).toEqual([])

  for (const thread of [one, other]) {
    await host.facts.reaches(thread, 'ready')
    await host.facts.land(thread)
  }
  expect(repository.read('api.ts')).toContain('parse')
  expect(repository.read('client.ts')).toBe('title\n')
})

/** Wants the line, says so in every turn, and goes with what has landed by then. */
const stubborn = (name: string, other: string, { folder }: Repository) =>
  steps(write('rule.txt', `rule of ${name}\n`), {
    onTurn: {
      '*': [
        { run: `git add -A; git commit -qm ${name}; git pull -q --no-rebase --no-edit -X ours ${folder} main; true` },
        { run: `date +%N >> ${name}.txt` },
        trying('send_message', { to: other, text: 'No, the rule is mine.' }),
      ],
    },
  })

test('two that would argue forever are cut off at the cap and serialized', async ({ page }) => {
  const repository = host.repository({ 'rule.txt': 'rule\n' }, 'arguing')
  await planned(repository, {
    left: stubborn('left', 'right', repository),
    right: stubborn('right', 'left', repository),
  })
  const [capped] = await told('negotiation.capped')
  expect(capped).toMatchObject({ forces: 'serialize' })
  const settled = (await told('negotiation.settled')).find(({ id }) => id === capped?.id)
  if (settled?.outcome.kind !== 'serialized') throw new Error('nobody waits')
  const { first, second } = settled.outcome
  const ahead = await host.facts.thread(first)
  const behind = await host.facts.thread(second)
  await openPage(page, host)
  const row = page.getByRole('row').filter({ hasText: behind.title })
  await expect(row).toContainText(`waits for ${ahead.title} to land`, patience)
  await host.facts.reaches(first, 'ready')
  await host.facts.land(first)
  await expect.poll(async () => (await host.facts.thread(second)).behind, patience).toBeUndefined()
  await expect(row).not.toContainText('to land')
  await host.facts.reaches(second, 'ready')
  await host.facts.land(second)
  expect(repository.read('rule.txt')).toBe(`rule of ${behind.title.replace('Paint it ', '')}\n`)
})

test('three that are independent never exchange a word', async () => {
  for (const thread of apart) await host.facts.reaches(thread, 'ready')
  const measured = async () => {
    const touched = new Set((await told('mailbox.touched')).map(({ id }) => id))
    return apart.filter((thread) => touched.has(thread)).length
  }
  await expect.poll(measured, patience).toBe(3)
  const about = (await events()).filter((event) => apart.some((thread) => JSON.stringify(event).includes(thread)))
  expect(
    about.map(({ type }) => type).filter((type) => /^(message|cluster|coupling|negotiation)\./.test(type)),
  ).toEqual([])
})

test('@ brings a thread in; a person joins, settles and stops what is settled between them', async ({ page }) => {
  const [one = '' as ThreadId, other = '' as ThreadId] = apart
  const { title } = await host.facts.thread(other)
  await openPage(page, host, `#/board?thread=${one}`)
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.focus()
  await page.keyboard.type(`Work with @${title}`)
  await expect(page.getByRole('option', { name: title })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect
    .poll(async () => (await events()).some(({ id, type }) => type === 'mailbox.took' && id === other))
    .toBe(true)
  await host.facts.reaches(one, 'ready')

  await settledByPerson(page, [one, other], { how: 'Nothing forced', outcome: 'stopped' })
  // Nothing was left to settle, and the team was over.
  const members = (await Promise.all([one, other].map((id) => host.facts.thread(id)))).map(({ run, task }) => ({
    run,
    task,
  }))
  const brought = { cluster: randomUUID() as ClusterId, negotiation: randomUUID() as NegotiationId, members }
  await host.facts.send({ type: 'cluster.introduce', payload: brought })
  await settledByPerson(page, [one, other], { how: 'goes first', outcome: 'serialized' })
})

interface Ending {
  /** What the choice is called, and what comes of it. */
  readonly how: string
  readonly outcome: 'stopped' | 'serialized'
}

/** Opens an exchange, speaks in it and ends it, by keyboard alone. */
async function settledByPerson(page: Page, [one, other]: readonly [ThreadId, ThreadId], { how, outcome }: Ending) {
  const negotiation = randomUUID() as NegotiationId
  const payload = { negotiation, topic: `Who paints what: ${how}`, parties: [one, other], because: 'Both paint.' }
  await host.facts.send({ type: 'negotiation.open', payload })
  await openPage(page, host, `#/board?thread=${one}&tab=peers`)
  const card = page.getByRole('article', { name: `Negotiation: Who paints what: ${how}` })
  await card.getByRole('button', { name: 'Say something' }).focus()
  await page.keyboard.press('Enter')
  await card.getByRole('textbox').focus()
  await page.keyboard.type('Each paints one side.')
  await page.keyboard.press('Control+Enter')
  await expect(card.getByText(/^You said, .*Each paints one side\.$/)).toBeVisible(patience)
  await card.getByRole('button', { name: 'Stop or settle' }).focus()
  await page.keyboard.press('Enter')
  await card.getByRole('radio', { name: how }).first().focus()
  await page.keyboard.press('Space')
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.type('So that both know.')
  await page.keyboard.press('Enter')
  const settled = async () => (await told('negotiation.settled')).find(({ id }) => id === negotiation)
  await expect.poll(settled, patience).toMatchObject({ by: 'person', outcome: { kind: outcome } })
  await expect(page.getByRole('region', { name: 'Settled' })).toContainText('So that both know.')
}
