import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import type { PublicCommand } from '../../src/shared/contract/channels/commands.ts'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import type { Repository } from '../cli/kit/repository.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { seriousIn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await RealHost.start({ pool: 2 })
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  const heard = [...complaints]
  await host.close()
  expect(heard).toEqual([])
})

const projectFile = '.switchyard/project.yaml'
const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title }).first()
const patience = { timeout: 25_000 }

type Dispatch = Extract<PublicCommand, { type: 'run.dispatch' }>['payload']

interface Wanted extends Partial<Dispatch> {
  readonly title: string
  readonly text: string
}

async function dispatch(repository: Repository, { text, ...more }: Wanted): Promise<ThreadId> {
  const thread = randomUUID() as ThreadId
  const payload: Dispatch = {
    ...{ run: randomUUID(), task: randomUUID(), thread, prompt: randomUUID(), project: randomUUID() },
    ...{ repository: repository.folder, initialize: false },
    agent: { kind: 'catalogue', id: 'scripted', model: 'fast' },
    blocks: [{ kind: 'text', text, origin: 'person' }],
    ...more,
  }
  await host.facts.send({ type: 'run.dispatch', payload })
  return thread
}

test('what the gates prove is said on the board, in the thread and beside the decision', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n', [projectFile]: 'gates:\n  - echo all is well\n' })
  const thread = await dispatch(repository, { title: 'Round down', text: steps(write('b.txt', 'two\n')) })
  await host.facts.reaches(thread, 'ready')
  await openPage(page, host, `#/board?thread=${thread}&tab=checks`)
  await expect(row(page, 'Round down')).toContainText('1 file changed, gates 1/1')
  const checks = page.getByRole('region', { name: 'Checks' })
  await expect(checks).toContainText('Proven by 1 gate on this tree.')
  await checks.getByRole('button', { name: /echo all is well/ }).click()
  await expect(checks).toContainText('Exit code 0')
  await expect(checks.getByText('all is well', { exact: true })).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await page.goto(`${host.url}/#/review/${thread}`)
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Proven by 1 gate on this tree.')
})

test('a project without gates is told how it gets some', async ({ page }) => {
  const thread = await dispatch(host.repository({ 'a.txt': 'one\n' }), {
    title: 'Reword',
    text: steps(write('b.txt', 'two\n')),
  })
  await host.facts.reaches(thread, 'ready')
  await openPage(page, host, `#/board?thread=${thread}&tab=checks`)
  await expect(row(page, 'Reword')).toContainText('nothing proven')
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText(projectFile)
})

test('trouble tells what was seen and counts down; a person may go on at once, or take over', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n' })
  const limited = { fail: { class: 'rateLimit', message: 'Too many requests.', retryAfterMs: 600_000 } }
  const title = 'Write the importer'
  const thread = await dispatch(repository, { title, text: steps(limited), recover: true })
  await host.facts.reaches(thread, 'parked')
  await openPage(page, host, `#/board?thread=${thread}`)
  await expect(page.getByRole('heading', { name: /^In trouble/ })).toBeVisible()
  await expect(row(page, title)).toContainText(/rate limit: goes on in 9:\d\d/)
  await expect(page.getByRole('heading', { name: /^Needs you/ })).toBeHidden()
  const note = page.getByRole('region', { name: 'Recovery' })
  await expect(note).toContainText('Too many requests.')
  expect(await seriousIn(page)).toEqual([])

  const number = async () => (await host.facts.model()).recovery.get(thread)?.number
  expect(await number()).toBe(1)
  await note.getByRole('button', { name: 'Go on now' }).click()
  await expect.poll(number, patience).toBe(2)
  await expect(note).toContainText('met 2 times in this thread')
  await note.getByRole('button', { name: 'Leave it to me' }).click()
  await expect(note).toBeHidden()
  await expect(page.getByRole('heading', { name: /^Needs you/ })).toBeVisible()
})

test('one key freezes everything, and what was stopped goes on', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n' })
  const thread = await dispatch(repository, { title: 'Long work', text: steps({ sleep: 600_000 }) })
  await host.facts.reaches(thread, 'running')
  await openPage(page, host)
  await page.keyboard.press('Control+Shift+.')
  const banner = page.getByRole('region', { name: 'Frozen' })
  await expect(banner).toContainText('1 turn stopped; all of it is kept. Nothing is dispatched.', patience)
  await host.facts.reaches(thread, 'queued')
  await expect(page.getByRole('button', { name: /Queued 1: everything is frozen/ })).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await banner.getByRole('button', { name: 'Resume' }).click()
  await expect(banner).toBeHidden()
  await host.facts.reaches(thread, 'running')
})

test('before one leaves it is looked at what may stop work; the digest tells what happened', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n' })
  const thread = await dispatch(repository, { title: 'Fix the totals', text: steps(write('b.txt', 'two\n')) })
  await host.facts.reaches(thread, 'ready')
  await host.facts.land(thread)
  await openPage(page, host)
  const run = async (title: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(title)
    await page.keyboard.press('Enter')
  }
  await run('Away')
  const leaving = page.getByRole('dialog', { name: 'Before you leave' })
  await expect(leaving.getByText(/may stop work|Nothing is in the way/)).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await run('Digest')
  const digest = page.getByRole('dialog', { name: 'Digest' })
  await expect(digest).toContainText('1 landed.')
  await expect(digest.getByRole('link', { name: 'Fix the totals' })).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
})
