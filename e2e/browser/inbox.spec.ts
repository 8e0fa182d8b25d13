import { expect, type Page, test } from '@playwright/test'
import type { LandingId, ThreadId } from '../../src/shared/kernel/ids.ts'
import type { Repository } from '../cli/kit/repository.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { axeOn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
let repository: Repository
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await RealHost.start({ pool: 6 })
  repository = host.repository({ 'a.txt': 'one\n' })
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  // What a page says of a host that has gone is none of these tests' business.
  const heard = [...complaints]
  await host.close()
  expect(heard).toEqual([])
})

const row = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })
const rows = (page: Page) => page.getByRole('tab')
const decision = (page: Page) => page.getByRole('tabpanel')
const inbox = '#/inbox'

async function asking(title: string): Promise<ThreadId> {
  const ask = { title: 'Run a command', kind: 'execute', command: `echo ${title}` }
  const thread = await host.facts.dispatch(repository, { title, prompt: steps({ ask }, { say: 'Went on.' }) })
  await host.facts.reaches(thread, 'needs-you')
  return thread
}

async function ready(title: string, file: string): Promise<ThreadId> {
  const thread = await host.facts.dispatch(repository, { title, prompt: steps(write(file, `${title}\n`)) })
  await host.facts.reaches(thread, 'ready')
  return thread
}

test('leads from decision to decision', async ({ page }) => {
  const first = await asking('First')
  const second = await asking('Second')
  const third = await ready('Third', 'b.txt')
  await openPage(page, host, inbox)
  await expect(rows(page)).toHaveText([/^\?First asks/, /^\?Second asks/, /^✓Third is ready/])
  await expect(page.getByRole('heading', { name: '3 decisions' })).toBeVisible()
  await expect(row(page, /First/)).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Space')
  await expect(row(page, /Second/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Space')
  await page.keyboard.press('Space')
  await expect(row(page, /First/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('j')
  await expect(row(page, /Second/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('k')
  await decision(page)
    .getByRole('button', { name: /^Allow once/ })
    .click()
  await expect(row(page, /First asks/)).toHaveCount(0)
  await expect(row(page, /Second/)).toHaveAttribute('aria-selected', 'true')
  await expect(row(page, /Second/)).toBeFocused()
  await host.facts.reaches(first, 'ready')

  await page.keyboard.press('a')
  await expect(row(page, /Third/)).toHaveAttribute('aria-selected', 'true')
  await host.facts.reaches(second, 'ready')
  await page.keyboard.press('m')
  await host.facts.reaches(third, 'landed')
  await expect(page.getByRole('button', { name: 'Undo merge' })).toBeVisible()
  const today = page.getByRole('region', { name: 'Decided today' })
  await today.getByRole('button', { name: 'Show' }).click()
  await expect(today.getByRole('listitem')).toHaveText([/^ThirdMerge/, /^SecondAnswered/, /^FirstAnswered/])
})

test('a double click decides once: what takes the place of the first is not answered by it', async ({ page }) => {
  const first = await asking('First')
  const second = await asking('Second')
  await openPage(page, host, inbox)
  await decision(page)
    .getByRole('button', { name: /^Allow once/ })
    .dblclick()
  await host.facts.reaches(first, 'ready')
  await expect(row(page, /Second/)).toHaveAttribute('aria-selected', 'true')
  expect((await host.facts.thread(second)).requests).toHaveLength(1)
})

test('a request with an endless title hides neither what it asks for nor the answers', async ({ page }) => {
  const ask = { title: `Tidy up ${'very '.repeat(900)}much`, kind: 'execute', command: 'rm -r exports' }
  const thread = await host.facts.dispatch(repository, { title: 'Talks', prompt: steps({ ask }) })
  await host.facts.reaches(thread, 'needs-you')
  for (const place of [inbox, `#/board?thread=${thread}`]) {
    await openPage(page, host, place)
    await expect(page.getByRole('region', { name: 'What exactly' })).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('button', { name: /^Allow once/ })).toBeInViewport({ ratio: 1 })
  }
})

test('moves nothing under the person; what is new comes at the end and says so', async ({ page }) => {
  await ready('One', 'b.txt')
  await ready('Two', 'c.txt')
  await openPage(page, host, inbox)
  await row(page, /Two/).click()
  await asking('Urgent')
  await expect(rows(page)).toHaveText([/One is ready/, /Two is ready/, /Urgent asks/])
  await expect(row(page, /Two/)).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: '1 new' }).click()
  await expect(rows(page)).toHaveText([/Urgent asks/, /One is ready/, /Two is ready/])
  await expect(row(page, /Two/)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: '1 new' })).toHaveCount(0)
})

test('sends on what stopped, and takes a discard back', async ({ page }) => {
  const failed = await host.facts.dispatch(repository, {
    title: 'Stopped',
    prompt: steps({ say: 'I began.' }, { fail: { class: 'refusal', message: 'No.' } }),
  })
  const idle = await host.facts.dispatch(repository, {
    title: 'Idle',
    prompt: steps({ say: 'There was **nothing** to do.' }),
  })
  await host.facts.reaches(failed, 'parked')
  await host.facts.reaches(idle, 'ready')
  await openPage(page, host, inbox)
  await expect(decision(page).getByRole('note')).toContainText('refused to go on')
  await expect(decision(page).getByText('I began.')).toBeVisible()
  const field = decision(page).getByLabel('Send it on')
  await field.fill('Half a prom')
  await row(page, /Idle/).click()
  await row(page, /Stopped/).click()
  await expect(field).toHaveValue('Half a prom')
  await field.fill(steps(write('b.txt', 'two\n')))
  await field.press('Control+Enter')
  await expect(row(page, /Idle/)).toHaveAttribute('aria-selected', 'true')
  await host.facts.reaches(failed, 'ready')

  await expect(decision(page).getByText('There was nothing to do.')).toBeVisible()
  await decision(page)
    .getByRole('button', { name: /^Discard/ })
    .click()
  await expect(row(page, /Idle/)).toHaveCount(0)
  await host.facts.reaches(idle, 'discarded')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(row(page, /Idle/)).toHaveCount(1)
})

test('names what a merge conflicts with, and sends the agent what it needs to settle it', async ({ page }) => {
  const thread = await ready('Conflicting', 'a.txt')
  const tip = repository.commit({ 'a.txt': 'of the person\n' })
  await openPage(page, host, inbox)
  await decision(page)
    .getByRole('button', { name: /^Merge into main/ })
    .click()
  await expect(row(page, /Conflicting was not merged/)).toBeVisible()
  await expect(decision(page).getByRole('list', { name: 'In the way' })).toContainText('a.txt')
  const field = decision(page).getByLabel('Have the agent settle it')
  await expect(field).toHaveValue(new RegExp(`a\\.txt \\(content\\)[^]*git merge ${tip}`))
  await field.fill(steps({ run: `git commit -qam work && git merge -q -X ours ${tip}` }))
  await field.press('Control+Enter')
  await expect(row(page, /Conflicting is ready/)).toBeVisible({ timeout: 20_000 })
  expect(await host.facts.thread(thread)).toMatchObject({ turns: 2, state: { kind: 'ready' } })
})

test('names the files of the person that are in the way, and merges again once they are not', async ({ page }) => {
  const thread = await ready('Blocked', 'a.txt')
  repository.write({ 'a.txt': 'not committed\n' })
  const payload = { thread, landing: 'landing-1' as LandingId, strategy: 'squash' } as const
  await host.facts.send({ type: 'thread.land', payload })
  await openPage(page, host, inbox)
  await expect(decision(page).getByRole('list', { name: 'In the way' })).toContainText('a.txt')
  repository.git('checkout', '-q', '--', 'a.txt')
  await decision(page)
    .getByRole('button', { name: /^Merge again/ })
    .click()
  await host.facts.reaches(thread, 'landed')
  await expect(page.getByText('Nothing needs you.')).toBeVisible()
})

test('keeps a merge that could not be taken back', async ({ page }) => {
  const thread = await ready('Landed', 'a.txt')
  const landing = 'landing-1' as LandingId
  await host.facts.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
  await host.facts.reaches(thread, 'landed')
  repository.commit({ 'a.txt': 'changed on top\n' })
  await host.facts.send({ type: 'landing.undo', payload: { landing } })
  await openPage(page, host, inbox)
  await expect(row(page, /The merge of Landed was not taken back/)).toBeVisible()
  await decision(page)
    .getByRole('button', { name: /^Keep the merge/ })
    .click()
  await expect(row(page, /Landed/)).toHaveCount(0)
  expect(await host.facts.thread(thread)).toMatchObject({ state: { kind: 'landed' } })
  expect(repository.read('a.txt')).toBe('changed on top\n')
})

test('goes to the review and back to the same decision', async ({ page }) => {
  await ready('One', 'b.txt')
  await ready('Two', 'c.txt')
  await openPage(page, host, inbox)
  await row(page, /Two/).click()
  await expect(decision(page).getByText('c.txt')).toBeVisible()
  await page.keyboard.press('r')
  await expect(page).toHaveURL(/#\/review\//)
  await page.goBack()
  await expect(row(page, /Two/)).toHaveAttribute('aria-selected', 'true')
  await page.reload()
  await expect(row(page, /Two/)).toHaveAttribute('aria-selected', 'true')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is usable by everyone in the ${colorScheme} theme, also in a small window`, async ({ page }) => {
    await asking('Asking')
    await ready('Done', 'b.txt')
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await openPage(page, host, inbox)
    for (const name of [/Asking/, /Done/]) {
      await row(page, name).click()
      await expect(decision(page).getByRole('button').first()).toBeVisible()
      expect((await axeOn(page).include('main').analyze()).violations).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
  })
}
