import { expect, type Page, test } from '@playwright/test'
import { connected, openPage } from '../browser/support/open-page.ts'
import { RealHost } from '../browser/support/real-host.ts'
import type { Repository } from '../cli/kit/repository.ts'
import { shoot, snap } from './support/camera.ts'
import { answersOnly, asks, changes, crashes, heading, limited, shop, thirty, works } from './support/shop.ts'

let host: RealHost

test.afterEach(() => host.close())

async function go(page: Page, place: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${host.url}/${place}`)
  await connected(page)
}

const seen = (page: Page, text: string | RegExp) => expect(page.getByText(text).last()).toBeVisible({ timeout: 15_000 })

/** What lies over the board, by the key that opens it. */
async function overlays(page: Page, kind: string): Promise<void> {
  const dialogs = [
    ['palette', 'Control+k', 'Search or run a command'],
    ['keys', '?', 'Keys'],
    ['dispatch', 'n', 'Dispatch'],
    ['open-repository', 'Control+o', 'Open a repository'],
  ] as const
  for (const [name, keys, title] of dialogs) {
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    await shoot(page, `${name}-${kind}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: title })).toHaveCount(0)
  }
}

test('empty', async ({ page }) => {
  host = await RealHost.start()
  await openPage(page, host)
  await seen(page, 'Try it on a sample')
  await seen(page, /^npm install/)
  await shoot(page, 'welcome')
  await overlays(page, 'empty')
  for (const screen of ['inbox', 'plans', 'history', 'agents', 'settings']) {
    await go(page, `#/${screen}`)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await shoot(page, `${screen}-empty`)
  }
  const repository = host.repository(shop)
  await host.facts.open(repository)
  await go(page, '#/board')
  await expect(page.getByRole('main').getByRole('button', { name: /^Dispatch/ })).toBeVisible()
  await shoot(page, 'board-empty')
})

/** The stories take a minute: from its beginning the tracks have a shape. */
async function wholeRun(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Time shown' }).getByText('Whole run').click()
  await expect(page.getByRole('grid', { name: 'Threads' })).toBeVisible()
}

async function typeInTerminal(page: Page): Promise<void> {
  await shoot(page, 'terminal-empty')
  await page.getByRole('button', { name: 'New terminal' }).click()
  await expect(page.locator('[data-part="terminal-state"]')).toContainText('leaves the terminal')
  await expect(page.locator('[data-terminal]:visible .xterm-helper-textarea')).toBeFocused()
  await page.keyboard.type('git status --short && cat src/discount.js\n')
}

async function comment(page: Page, text: string): Promise<void> {
  await page.keyboard.press(']')
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: /^Comment on line/ }).fill(text)
  await page.getByRole('button', { name: 'Keep comment' }).click()
}

async function fill(repository: Repository) {
  const { facts } = host
  const asking = await facts.dispatch(repository, { title: 'Remove the old exports', prompt: asks })
  const ready = await facts.dispatch(repository, { title: 'Give a discount on full bags', prompt: changes })
  const working = await facts.dispatch(repository, { title: 'List the prices as a table', prompt: works('PRICES.md') })
  const street = await facts.dispatch(repository, {
    title: 'Put the street on the receipt',
    prompt: heading('12 Mill Lane'),
  })
  const hours = await facts.dispatch(repository, {
    title: 'Put the hours on the receipt',
    prompt: heading('open from 8'),
  })
  const answered = await facts.dispatch(repository, { title: 'Why is the total rounded', prompt: answersOnly })
  const failed = await facts.dispatch(repository, { title: 'Translate the receipt', prompt: limited })
  await Promise.all([ready, street, hours, answered].map((thread) => facts.reaches(thread, 'ready')))
  await facts.reaches(failed, 'parked')
  await facts.reaches(asking, 'needs-you')
  return { asking, ready, working, street, hours, failed }
}

test('full', async ({ page }) => {
  host = await RealHost.start({ pool: 6 })
  const threads = await fill(host.repository({ ...shop, 'exports/2025.csv': 'old\n' }))
  await host.facts.land(threads.street)
  await openPage(page, host)
  await wholeRun(page)
  await shoot(page, 'board-full')
  await overlays(page, 'full')
  await go(page, `#/board?thread=${threads.asking}`)
  await expect(page.getByRole('region', { name: /^Permission asked/ })).toBeVisible()
  await shoot(page, 'permission')
  await go(page, `#/board?thread=${threads.working}`)
  await seen(page, 'row 9')
  await shoot(page, 'thread-working')
  for (const tab of ['conversation', 'changes', 'terminal', 'why']) {
    await go(page, `#/board?thread=${threads.ready}&tab=${tab}`)
    await expect(page.getByRole('tabpanel')).toBeVisible()
    if (tab === 'conversation') await seen(page, /covers both sides/)
    if (tab === 'changes') await expect(page.getByRole('region', { name: /^Changes of/ }).first()).toBeVisible()
    if (tab === 'terminal') await typeInTerminal(page)
    await shoot(page, `thread-${tab}`)
  }
  await go(page, `#/review/${threads.ready}`)
  await expect(page.getByRole('region', { name: /^Changes of/ })).toBeVisible()
  await shoot(page, 'review-full')
  await page.getByText('src/receipt.js').first().click()
  await expect(
    page.getByRole('region', { name: 'Changes of src/receipt.js' }).getByText('discountOf').first(),
  ).toBeVisible()
  await comment(page, 'Name the part that is taken off, so that it can be printed too.')
  await shoot(page, 'review-comment')
  await go(page, '#/inbox')
  await seen(page, 'Remove the old exports')
  await shoot(page, 'inbox-full')
  for (const screen of ['history', 'agents', 'settings']) {
    await go(page, `#/${screen}`)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await shoot(page, `${screen}-full`)
  }
})

test('failing', async ({ page }) => {
  host = await RealHost.start()
  const repository = host.repository({ ...shop, 'exports/2025.csv': 'old\n' })
  const { facts } = host
  const threads = await fill(repository)
  const crashed = await facts.dispatch(repository, { title: 'Sort the basket by aisle', prompt: crashes })
  await facts.dispatch(repository, { title: 'Ask a helper', prompt: 'Help.', command: '/bin/false --acp' })
  await facts.reaches(crashed, 'parked')
  await facts.land(threads.street)
  await facts.refusedLanding(threads.hours)
  await openPage(page, host)
  await wholeRun(page)
  await shoot(page, 'board-failing')
  await go(page, `#/board?thread=${crashed}`)
  await seen(page, /The agent ended/)
  await shoot(page, 'thread-failing')
  await go(page, `#/review/${threads.hours}`)
  await seen(page, 'Not merged into main')
  await expect(page.getByRole('region', { name: /^Changes of/ })).toBeVisible()
  await shoot(page, 'review-failing')
  await go(page, '#/inbox')
  await seen(page, 'Put the hours on the receipt')
  await shoot(page, 'inbox-failing')
  await go(page, '#/board')
  await page.keyboard.press('Control+o')
  await page.getByRole('combobox', { name: 'Folder' }).fill('/no/such/folder')
  await expect(page.getByRole('dialog').getByRole('note')).toBeVisible()
  await shoot(page, 'open-repository-failing')
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Task' }).fill('Sort the prices.')
  await page.getByRole('combobox', { name: 'From' }).fill('no-such-branch')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Dispatch/ })
    .click()
  await expect(page.getByRole('dialog').getByRole('alert').first()).toBeVisible()
  await shoot(page, 'dispatch-failing')
  await page.keyboard.press('Escape')
  const { port } = host
  await host.kill()
  await expect(page.getByText(/^Not connected/)).toBeVisible()
  await shoot(page, 'board-offline')
  await host.startAgain(port)
  await page.context().clearCookies()
  const stranger = await page.context().browser()?.newPage()
  await stranger?.goto(host.url)
  await expect(
    stranger?.getByText('This tab is not signed in', { exact: false }) ?? page.locator('never'),
  ).toBeVisible()
  if (stranger !== undefined) await shoot(stranger, 'signed-out')
  await stranger?.close()
})

test('thirty threads', async ({ page }) => {
  host = await RealHost.start({ pool: 16 })
  const repository = host.repository({ ...shop, 'exports/2025.csv': 'old\n' })
  const { facts } = host
  for (const task of thirty) await facts.dispatch(repository, task)
  const settled = async () => (await facts.threads()).filter(({ state }) => !moving.has(state.kind)).length
  await expect.poll(settled, { timeout: 120_000 }).toBeGreaterThanOrEqual(18)
  await openPage(page, host)
  await wholeRun(page)
  await shoot(page, 'board-thirty')
  await wide(page, 'board-thirty')
})

/** The widest window and the closest look: 200 % of 1440 by 900. */
async function wide(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 3440, height: 1440 })
  await snap(page, `${name}-dark-3440`)
  await page.setViewportSize({ width: 720, height: 450 })
  await snap(page, `${name}-dark-720`)
}

const moving: ReadonlySet<string> = new Set(['queued', 'preparing', 'running', 'verifying', 'landing'])
