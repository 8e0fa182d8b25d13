import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { steps, write } from '../cli/kit/steps.ts'
import { axeOn } from './support/axe.ts'
import { complaintsOf, connected, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await RealHost.start({ pool: 2 })
  // What a browser says by itself when the host is gone.
  complaints = complaintsOf(page, /WebSocket connection to .* failed|ERR_CONNECTION_|net::ERR_/)
})

test.afterEach(async () => {
  // What a page says of a host that has gone is none of these tests' business.
  const heard = [...complaints]
  await host.close()
  expect(heard).toEqual([])
})

const composer = (page: Page) => page.getByRole('dialog', { name: 'Dispatch' })
const opener = (page: Page) => page.getByRole('dialog', { name: 'Open a repository' })
const task = (page: Page) => composer(page).getByRole('textbox', { name: 'Task' })
const folder = (page: Page) => opener(page).getByRole('combobox', { name: 'Folder' })
const go = (page: Page) => composer(page).getByRole('button', { name: /^Dispatch( \d+( threads)?)?$/ })
/** Several threads are made one after the other, each with a worktree's facts. */
const patience = { timeout: 20_000 }
const boards = /#\/board\/project\//

async function titles(): Promise<readonly string[]> {
  return [...(await host.facts.model()).thread.values()].map((thread) => thread.title).sort()
}

/** Makes a repository known and comes back to its board. */
async function openRepository(page: Page, repository: string): Promise<void> {
  await openPage(page, host)
  await page.keyboard.press('Control+o')
  await folder(page).fill(repository)
  await opener(page).getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(boards)
}

test('opens a repository by keyboard alone and dispatches on it', async ({ page }) => {
  mkdirSync(path.join(host.home, 'code', '.hidden'), { recursive: true })
  host.repository({ 'a.txt': 'one\n' }, 'home/code/Läden & Söhne')
  await openPage(page, host)
  await page.keyboard.press('n')
  await expect(task(page)).toBeFocused()
  await task(page).fill(`Change it\n\n${steps(write('b.txt', 'two\n'))}`)
  await composer(page).getByRole('button', { name: 'Open a repository' }).press('Enter')
  await expect(folder(page)).toBeFocused()
  await page.keyboard.type('co')
  await expect(opener(page).getByRole('option')).toHaveText(['code'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(opener(page).getByRole('option')).toHaveText(/Läden & Söhne.*repository/)
  await page.keyboard.press('Backspace')
  await expect(folder(page)).toHaveValue(`${host.home}/`)
  await page.keyboard.type('code/l')
  await expect(opener(page).getByRole('option')).toHaveText(/Läden/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(opener(page).getByText('is on main at')).toBeVisible()
  await page.keyboard.press('Enter')

  await expect(composer(page)).toBeVisible()
  await expect(composer(page).getByRole('combobox', { name: 'Project' })).toContainText('Läden & Söhne')
  await expect(composer(page).getByRole('combobox', { name: 'From' })).toHaveValue('main')
  await page.keyboard.press('Control+Enter')
  await expect(composer(page)).toHaveCount(0)
  await expect(page).toHaveURL(boards)
  const thread = await host.facts.titled('Change it')
  expect(thread).toMatchObject({ base: { ref: 'main' }, into: 'main' })
  await host.facts.reaches(thread.id, 'ready')
  await page.keyboard.press('n')
  await expect(task(page)).toHaveValue('')
})

test('takes a list apart, or leaves it whole', async ({ page }) => {
  await openRepository(page, host.repository({ 'a.txt': 'one\n' }).folder)
  await page.keyboard.press('n')
  await task(page).fill('- true one\n- true two\n  and more of it\n- true three')
  await expect(composer(page).getByText('3 lines look like 3 tasks.')).toBeVisible()
  await composer(page).getByRole('button', { name: 'Keep as one' }).click()
  await expect(composer(page).getByRole('status')).toHaveText(
    'About to start 1 thread. Nothing is queued, 2 executors.',
  )
  await composer(page).getByRole('button', { name: 'Dispatch as 3 threads' }).click()
  await expect(go(page)).toContainText('Dispatch 3')
  await go(page).click()
  await expect(composer(page)).toHaveCount(0)
  await expect.poll(titles).toEqual(['true one', 'true three', 'true two'])
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(/thread=/)
})

test('asks once more in the button before it starts very many', async ({ page }) => {
  await openRepository(page, host.repository({ 'a.txt': 'one\n' }).folder)
  await page.keyboard.press('n')
  await task(page).fill(Array.from({ length: 11 }, (_, at) => `true ${at}`).join('\n'))
  await expect(go(page)).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Control+Enter')
  await expect(go(page)).toContainText('Dispatch 11 threads')
  expect(await titles()).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(composer(page)).toHaveCount(0, patience)
  await expect.poll(async () => (await titles()).length).toBe(11)
})

test('never loses a draft: closed, reloaded, the host killed', async ({ page }) => {
  await openRepository(page, host.repository({ 'a.txt': 'one\n' }).folder)
  await page.keyboard.press('n')
  await task(page).fill('Half a sentence that is not s')
  await composer(page).getByRole('combobox', { name: 'From' }).fill('HEAD')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(composer(page)).toHaveCount(0)
  await page.reload()
  await connected(page)
  await page.keyboard.press('n')
  await expect(task(page)).toHaveValue('Half a sentence that is not s')
  await expect(composer(page).getByRole('combobox', { name: 'From' })).toHaveValue('HEAD')
  const { port } = host
  await host.kill()
  await task(page).press('End')
  await page.keyboard.type('ent')
  await expect(go(page)).toHaveAttribute('aria-disabled', 'true')
  await host.startAgain(port)
  await expect(task(page)).toHaveValue('Half a sentence that is not sent')
  await expect(go(page)).not.toHaveAttribute('aria-disabled', 'true', patience)
})

test('is one draft in two windows: what one dispatches the other does not offer again', async ({ page, context }) => {
  await openRepository(page, host.repository({ 'a.txt': 'one\n' }).folder)
  const other = await context.newPage()
  await openPage(other, host)
  await page.keyboard.press('n')
  await task(page).fill('Written in one window')
  await other.keyboard.press('n')
  await expect(task(other)).toHaveValue('Written in one window')
  await other.keyboard.press('End')
  await other.keyboard.type(', ended in the other')
  await expect(task(page)).toHaveValue('Written in one window, ended in the other')
  await go(page).click()
  await expect(composer(page)).toHaveCount(0)
  await expect(task(other)).toHaveValue('')
  expect(await titles()).toEqual(['Written in one window, ended in the other'])
})

test('keeps what is refused, with the reason beside it', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n' })
  await openRepository(page, repository.folder)
  await page.keyboard.press('n')
  await task(page).fill(`- true one\n- ${'too long '.repeat(120_000)}\n- true three`)
  await expect(go(page)).not.toHaveAttribute('aria-disabled', 'true', patience)
  await go(page).click()
  await expect(composer(page).getByRole('alert')).toContainText('the limit is 1000000', patience)
  await expect.poll(titles).toEqual(['true one', 'true three'])
  expect((await task(page).inputValue()).startsWith('too long too long')).toBe(true)
  await task(page).fill('true short')
  await expect(composer(page).getByRole('alert')).toHaveCount(0)
  await composer(page).getByRole('combobox', { name: 'From' }).fill('no-such-commit')
  await composer(page).getByRole('combobox', { name: 'Lands on' }).fill('main')
  await task(page).press('Control+Enter')
  await expect(composer(page).getByRole('alert')).toContainText('no-such-commit')
  await expect(task(page)).toHaveValue('true short')
  await composer(page).getByRole('combobox', { name: 'From' }).fill('main')
  await task(page).press('Control+Enter')
  await expect(composer(page)).toHaveCount(0)
  await expect.poll(titles).toEqual(['true one', 'true short', 'true three'])
})

test('says what a place without a branch needs', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n' })
  repository.git('checkout', '-q', '--detach')
  await openRepository(page, repository.folder)
  await page.keyboard.press('n')
  await task(page).fill('true')
  await expect(composer(page).getByRole('alert')).toContainText('No branch is checked out')
  await expect(go(page)).toHaveAttribute('aria-disabled', 'true')
  await composer(page).getByRole('combobox', { name: 'From' }).fill('main')
  await expect(composer(page).getByRole('combobox', { name: 'Lands on' })).toHaveValue('main')
  await composer(page).getByRole('combobox', { name: 'Lands on' }).fill('nowhere')
  await expect(composer(page).getByRole('alert')).toContainText('no local branch nowhere')
  await composer(page).getByRole('combobox', { name: 'Lands on' }).fill('main')
  await task(page).press('Control+Enter')
  await expect(composer(page)).toHaveCount(0)
  await expect.poll(titles).toEqual(['true'])
})

test('makes a folder a repository, if that is wanted', async ({ page }) => {
  const notes = path.join(host.home, 'notes')
  mkdirSync(notes)
  await openPage(page, host)
  await page.keyboard.press('Control+o')
  await folder(page).fill(path.join(host.home, 'nowhere'))
  await expect(opener(page).getByRole('note')).toBeVisible()
  await expect(opener(page).getByRole('button', { name: 'Open', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await folder(page).fill(notes)
  await expect(opener(page).getByText('is no git repository')).toBeVisible()
  await opener(page).getByRole('button', { name: 'Make a repository and open' }).click()
  await expect(page).toHaveURL(boards)
  await page.keyboard.press('n')
  await expect(composer(page).getByText('has no commit yet')).toBeVisible()
  await task(page).fill(steps(write('a.txt', 'first\n')))
  await task(page).press('Control+Enter')
  await expect(composer(page)).toHaveCount(0)
  const thread = await host.facts.titled('Follow the steps.')
  await host.facts.reaches(thread.id, 'ready')
})

test('refuses a bare repository in words', async ({ page }) => {
  const bare = path.join(host.home, 'bare.git')
  host.repository({ 'a.txt': 'one\n' }).git('clone', '-q', '--bare', '.', bare)
  await openPage(page, host)
  await page.keyboard.press('Control+o')
  await folder(page).fill(bare)
  await expect(opener(page).getByRole('button', { name: 'Open', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await expect(opener(page).getByRole('button', { name: 'Open', exact: true })).toHaveAccessibleDescription(/bare/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is usable by everyone in the ${colorScheme} theme, also in a small window`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await openRepository(page, host.repository({ 'a.txt': 'one\n' }).folder)
    await page.keyboard.press('Control+o')
    await expect(opener(page).getByRole('region', { name: 'Recent' })).toBeVisible()
    expect((await axeOn(page).include('[role=dialog]').analyze()).violations).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await task(page).fill('One\nTwo')
    await expect(composer(page).getByRole('combobox', { name: 'From' })).toHaveValue('main')
    expect((await axeOn(page).include('[role=dialog]').analyze()).violations).toEqual([])
    const outside = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(outside).toBe(false)
  })
}

test('names a live thread with @, says what comes of it, and introduces the two', async ({ page }) => {
  const { folder: repository } = host.repository({ 'a.txt': 'one\n' })
  await openRepository(page, repository)
  await page.keyboard.press('n')
  await task(page).fill(`Invoice schema\n\n${steps({ sleep: 60_000 })}`)
  await go(page).click()
  await expect(page.getByRole('row', { name: /Invoice schema/ })).toBeVisible(patience)
  await page.keyboard.press('n')
  await expect(task(page)).toBeFocused()
  await page.keyboard.type('Ask @invo')
  const threads = composer(page).getByRole('listbox', { name: 'Threads' })
  await expect(threads.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(threads).toHaveCount(0)
  await expect(composer(page)).toBeVisible()
  await task(page).fill('Ask ')
  await page.keyboard.type('@inv')
  await page.keyboard.press('Enter')
  await page.keyboard.type('what it needs.')
  await expect(task(page)).toHaveValue('Ask @Invoice schema what it needs.')
  await expect(composer(page).getByText(/it and Invoice schema are introduced/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect
    .poll(async () => [...(await host.facts.model()).cluster.values()].map(({ because }) => because), patience)
    .toEqual(['You brought Invoice schema in.'])
})
