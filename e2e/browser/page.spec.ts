import { expect, type Page, test } from '@playwright/test'
import { threadId } from '../../src/main/gateway/testing/host-fixture.ts'
import { askPermission, buildPage, endTurn, type PageHost, startPageHost, startTurn } from './support/page-host.ts'

let built: Awaited<ReturnType<typeof buildPage>>
let host: PageHost
let complaints: string[]

test.beforeAll(async () => {
  built = await buildPage()
})

test.afterAll(() => built.remove())

test.beforeEach(async ({ page }) => {
  host = await startPageHost(built.folder)
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
})

test.afterEach(() => host.close())

async function open(page: Page): Promise<void> {
  await page.goto(host.link())
  await expect(page.getByRole('status')).toHaveText('Connected')
}

const card = (page: Page, name: string) => page.getByRole('listitem', { name: `Task ${name}` })

test('signs in with the link, which leaves no code behind', async ({ page, context }) => {
  await open(page)
  expect(page.url()).not.toContain('code')
  expect(await context.cookies()).toEqual([])
  await page.reload()
  await expect(page.getByRole('status')).toHaveText('Connected')
  await expect(page.getByText('No threads.')).toBeVisible()
  expect(complaints).toEqual([])
})

test('tells a stranger how to get in', async ({ page }) => {
  await page.goto(host.link().replace(/#.*/, ''))
  await expect(page.getByRole('status')).toContainText('not signed in')
  await page.goto('about:blank')
  const link = host.link()
  await page.goto(link)
  await expect(page.getByRole('status')).toHaveText('Connected')
  const other = await page.context().browser()?.newPage()
  if (other === undefined) throw new Error('there is no browser')
  await other.goto(link)
  await expect(other.getByRole('status')).toContainText('not signed in')
  await other.close()
})

test('shows what is asked, word for word, and answers it', async ({ page }) => {
  await open(page)
  await startTurn(host.fixture, 'one')
  await expect(card(page, 'one').getByText('running', { exact: true })).toBeVisible()
  await askPermission(host.fixture, 'one', 'rm -rf /\u202e\u001b[2K<img src=x onerror=alert(1)>')
  const request = card(page, 'one').getByRole('region', { name: 'Permission asked: Run a command' })
  await expect(request.getByText('rm -rf /‹U+202E›␛[2K<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(card(page, 'one').getByText('needs-you')).toBeVisible()
  await request.getByRole('button', { name: 'Deny: Run a command' }).press('Enter')
  await expect(request).toHaveCount(0)
  expect(host.fixture.engine.model.thread.get('one')?.requests).toEqual([])
  expect(complaints).toEqual([])
})

test('prompts and shows transcript and diff', async ({ page }) => {
  await open(page)
  await startTurn(host.fixture, 'one')
  const one = card(page, 'one')
  await one.getByLabel('Prompt').fill('And then this.')
  await one.getByRole('button', { name: 'Send prompt' }).click()
  await expect(one.getByText('1 prompts waiting')).toBeVisible()
  await expect(one.getByLabel('Prompt')).toHaveValue('')

  const { transcripts } = host.fixture
  await transcripts.open(threadId('one'))
  transcripts.put(threadId('one'), { entry: 'e1', kind: 'message', head: {}, text: 'I begin' })
  await one.getByRole('button', { name: 'Transcript' }).click()
  await expect(one.getByText('I begin')).toBeVisible()
  transcripts.append(threadId('one'), 'e1', ' and go on.')
  await expect(one.getByText('I begin and go on.')).toBeVisible()

  await endTurn(host.fixture, 'one')
  await expect(one.getByText('2 files changed, +3 −1')).toBeVisible()
  await one.getByRole('button', { name: 'Diff' }).click()
  await expect(one.getByRole('region', { name: 'Diff' })).toHaveText('xxxxxxxxxx')
  expect(complaints).toEqual([])
})

test('discards and restores', async ({ page }) => {
  await open(page)
  await startTurn(host.fixture, 'one')
  await endTurn(host.fixture, 'one')
  const one = card(page, 'one')
  await expect(one.getByText('ready', { exact: true })).toBeVisible()
  await one.getByRole('button', { name: 'Discard: Task one' }).click()
  await expect(one.getByText('discarded', { exact: true })).toBeVisible()
  const payload = { thread: threadId('one') }
  await host.fixture.report({ type: 'worktree.report-trashed', payload: { ...payload, trash: '/t' } })
  await one.getByRole('button', { name: 'Restore: Task one' }).click()
  await expect.poll(() => host.fixture.engine.model.thread.get('one')?.state).toMatchObject({ trash: 'restoring' })
  await host.fixture.report({ type: 'worktree.report-restored', payload })
  await expect(one.getByText('ready', { exact: true })).toBeVisible()
  expect(complaints).toEqual([])
})

test('says why something can not be done, and does not send it', async ({ page }) => {
  await open(page)
  await startTurn(host.fixture, 'one')
  const before = host.fixture.engine.sequence
  const land = card(page, 'one').getByRole('button', { name: 'Land on main: Task one' })
  await expect(land).toHaveAttribute('aria-disabled', 'true')
  await land.click({ force: true })
  await expect(card(page, 'one').getByRole('alert')).not.toBeEmpty()
  expect(host.fixture.engine.sequence).toBe(before)
})

test('goes on after the host was away', async ({ page }) => {
  await open(page)
  await startTurn(host.fixture, 'one')
  await expect(card(page, 'one')).toBeVisible()
  const serveAgain = await host.interrupt()
  await expect(page.getByRole('status')).toContainText('Not connected')
  await expect(card(page, 'one')).toBeVisible()
  await askPermission(host.fixture, 'one', 'ls')
  await serveAgain()
  await expect(page.getByRole('status')).toHaveText('Connected')
  await expect(card(page, 'one').getByText('needs-you')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is laid out in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await open(page)
    await startTurn(host.fixture, 'one')
    await askPermission(host.fixture, 'one', `echo ${'long '.repeat(200)}`)
    await expect(card(page, 'one').getByText('needs-you')).toBeVisible()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(1024)
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(background).toBe(colorScheme === 'light' ? 'rgb(246, 247, 249)' : 'rgb(13, 15, 19)')
    await page.screenshot({ path: `.cache/browser/board-${colorScheme}.png` })
  })
}
