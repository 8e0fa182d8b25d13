import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { steps } from '../cli/kit/steps.ts'
import { axeOn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
const file = () => join(host.folder, 'data', 'settings.json')
const saved = () => (existsSync(file()) ? JSON.parse(readFileSync(file(), 'utf8')) : {})

test.beforeEach(async () => {
  host = await RealHost.start()
})

test.afterEach(() => host.close())

test('every change holds at once, by keyboard, in another window too', async ({ page, context }) => {
  const complaints = complaintsOf(page)
  await openPage(page, host, '#/settings')
  const other = await context.newPage()
  await openPage(other, host, '#/settings')
  await page.getByRole('radio', { name: 'System' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('ArrowRight')
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.getByRole('radio', { name: 'Comfortable' }).check()
  await expect(other.locator('html')).toHaveAttribute('data-density', 'roomy')
  await page.getByRole('switch', { name: 'Notify when: A thread is ready' }).press('Space')
  await expect(other.getByRole('switch', { name: 'Notify when: A thread is ready' })).not.toBeChecked()
  await expect.poll(saved).toMatchObject({ theme: 'light', density: 'comfortable', notify: { finished: false } })
  expect(complaints).toEqual([])
})

test('executors take whole numbers, and nothing else', async ({ page }) => {
  await openPage(page, host, '#/settings')
  const executors = page.getByRole('textbox', { name: 'Executors', exact: true })
  await executors.fill('12')
  await expect.poll(saved).toEqual({ executors: 12 })
  await executors.fill('0')
  await expect(page.getByText('From 1 to 1000')).toBeVisible()
  await executors.blur()
  await expect(executors).toHaveValue('12')
  await page.getByRole('button', { name: 'One executor more' }).click()
  await expect(executors).toHaveValue('13')
  await expect.poll(saved).toEqual({ executors: 13 })
})

test('limits are set one by one, and taken away by an empty field', async ({ page }) => {
  await openPage(page, host, '#/settings')
  const project = page.getByRole('textbox', { name: 'Executors of one project' })
  await project.fill('2')
  await project.press('Enter')
  await expect.poll(saved).toMatchObject({ limits: { project: 2, day: {} } })
  const dollars = page.getByRole('textbox', { name: 'Budget of a day: dollars' })
  await dollars.fill('5')
  await dollars.press('Enter')
  await expect.poll(saved).toMatchObject({ limits: { project: 2, day: { cost: 5 } } })
  await project.fill('')
  await project.press('Enter')
  await expect.poll(saved).toMatchObject({ limits: { project: null, day: { cost: 5 } } })
})

test('a project is forgotten and taken back; one with work says why not', async ({ page }) => {
  const idle = host.repository({ 'a.txt': 'one\n' }, 'idle')
  const busy = host.repository({ 'a.txt': 'one\n' }, 'busy')
  await host.facts.send({
    type: 'project.open',
    payload: { project: 'p-idle', repository: idle.folder, initialize: false },
  })
  const thread = await host.facts.dispatch(busy, { title: 'Work', prompt: steps({ say: 'Hello.' }) })
  await host.facts.reaches(thread, 'ready')
  await openPage(page, host, '#/settings')
  await expect(page.getByText(idle.folder)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Forget busy' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Forget idle' }).click()
  await expect(page.getByText(idle.folder)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(idle.folder)).toBeVisible()
})

test('a damaged file is told of, written anew on request, and its copy kept', async ({ page }) => {
  writeFileSync(file(), '{ nonsense')
  await expect
    .poll(async () => (await host.facts.api.host.doctor()).find((one) => one.name === 'settings')?.state)
    .toBe('warning')
  await openPage(page, host, '#/settings')
  const note = page.getByRole('region', { name: 'Settings file' })
  await expect(note).toContainText('is no JSON')
  await note.getByRole('button', { name: 'Write the settings anew' }).click()
  await expect(note).toContainText('settings.damaged-1.json')
  expect(saved()).toEqual({})
  expect(readFileSync(join(host.folder, 'data', 'settings.damaged-1.json'), 'utf8')).toBe('{ nonsense')
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`has nothing against it in the ${colorScheme} theme, down to small windows`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await openPage(page, host, '#/settings')
    await expect(page.getByText(join(host.folder, 'data'))).toBeVisible()
    await expect(page.getByText('A tab shows in its title')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
    const found = await axeOn(page).include('main').analyze()
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })
}
