import { expect, test } from '@playwright/test'
import { axeOn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
const settings = () => host.facts.api.settings.save({})

test.beforeEach(async ({ page }) => {
  host = await RealHost.start()
  await openPage(page, host, '#/agents')
})

test.afterEach(() => host.close())

test('says what is ready, and how to get what is missing', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const scripted = page.locator('[data-agent="scripted"]')
  await expect(scripted).toContainText('ready')
  await expect(scripted).toContainText('Sign-in: not known')
  const missing = (await host.facts.api.host.agents()).find((agent) => agent.state.kind === 'missing')
  if (missing?.state.kind !== 'missing') throw new Error('this machine has every agent')
  const row = page.locator(`[data-agent="${missing.id}"]`)
  await expect(row).toContainText('not found')
  await row.getByRole('button', { name: /^Copy the command/ }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(missing.state.install)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.locator('[data-announcer="polite"]')).toHaveText(/Looked again|Copied/)
})

test('defaults hold for what names none', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Default agent' }).click()
  await page.getByRole('option', { name: 'Scripted' }).click()
  await expect(page.locator('[data-agent="scripted"]')).toContainText('default')
  await page.getByRole('textbox', { name: 'Model of Scripted' }).fill('steady')
  await page.keyboard.press('Enter')
  await expect
    .poll(settings)
    .toMatchObject({ defaultAgent: 'scripted', agentChoices: { scripted: { model: 'steady' } } })
  await page.getByRole('textbox', { name: 'Model of Scripted' }).fill('')
  await page.keyboard.press('Enter')
  await expect.poll(settings).toMatchObject({ agentChoices: {} })
})

test('an agent of one’s own is added, changed, removed and taken back', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.getByRole('button', { name: 'Add agent' }).click()
  await expect(page.getByText('Give it a name.')).toBeVisible()
  await page.getByLabel('Name').fill('Scripted')
  await expect(page.getByText('Another agent has this id.')).toBeVisible()
  await page.getByLabel('Name').fill('My agent')
  await expect(page.getByLabel('Id', { exact: true })).toHaveValue('my-agent')
  await page.getByLabel('Command line').fill('no-such-program --acp')
  await page.getByRole('button', { name: 'Add agent' }).click()
  const own = page.locator('[data-agent="my-agent"]')
  await expect(own).toContainText('not found')
  await own.getByRole('button', { name: 'Edit My agent' }).click()
  await page.getByLabel('Command line').fill('sh -c true')
  await page.getByRole('button', { name: 'Save agent' }).click()
  await expect(own).toContainText('ready')
  await own.getByRole('button', { name: 'Remove My agent' }).click()
  await expect(own).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(own).toBeVisible()
  expect((await settings()).customAgents).toEqual([{ id: 'my-agent', name: 'My agent', command: 'sh -c true' }])
  expect(complaints).toEqual([])
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`has nothing against it in the ${colorScheme} theme, down to small windows`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await expect(page.getByRole('region', { name: 'This machine' })).toContainText('sandbox')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
    const found = await axeOn(page).include('main').analyze()
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })
}
