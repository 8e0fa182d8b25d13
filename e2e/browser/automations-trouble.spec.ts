import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { steps, write } from '../cli/kit/steps.ts'
import { ForgeHost, type ForgeProject } from './support/forge-host.ts'
import { complaintsOf, openPage } from './support/open-page.ts'

let forge: ForgeHost
let complaints: string[]

test.beforeAll(async () => {
  forge = await ForgeHost.start()
})

test.afterAll(() => forge.close())

test.beforeEach(({ page }) => {
  complaints = complaintsOf(page)
})

test.afterEach(() => {
  expect(complaints).toEqual([])
})

const patience = { timeout: 30_000 }
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
/** What the list says of an automation. */
const item = (page: Page, title: string) =>
  page.getByRole('region', { name: 'Automations', exact: true }).getByRole('listitem').filter({ hasText: title })
const events = (page: Page) => page.getByRole('list', { name: 'Events, newest first' }).locator('[data-firing]')
const fileOf = (name: string) => `.switchyard/automations/${name}.yaml`

/** An automation as a file: what starts it, and what the scripted agent does. */
function automation(on: string, does: string, more = ''): string {
  const brief = does.replaceAll('\n', '\n    ')
  return `${on}\ndispatch:\n  agent: scripted\n  brief: |\n    ${brief.trimEnd()}\n${more}`
}

async function switchOn(project: ForgeProject, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const payload = { automation: project.automation(name), on: true }
    await forge.host.facts.send({ type: 'automation.switch', payload })
  }
}

test('each trouble is one line of its own automation, and the others go on', async ({ page }) => {
  const says = steps({ say: 'Seen.' })
  const good = automation('on: { manual: {} }', says)
  const bills = await forge.project('bills', {
    [fileOf('broken')]: good.replace('{ manual', '{ manual: [').replace('dispatch', 'then: ['),
    [fileOf('odd')]: good.replace('agent:', 'agentt:'),
    [fileOf('follows')]: automation('on: { issue: { every: 5s } }', says),
    [fileOf('gone')]: automation('on: { issue: { every: 5s, repository: acme/vanished } }', says),
    [fileOf('moves')]: automation('on: { branch: { name: release } }', steps(write('a.txt', 'x\n'))),
  })
  await openPage(page, forge.host, bills.place())
  await expect(item(page, 'Broken')).toContainText(/Line \d+, column \d+: .*Nothing is in force/, patience)
  await expect(item(page, 'Odd')).toContainText(/Line 3, column 3: .*agentt/)
  await switchOn(bills, 'follows', 'gone', 'moves')
  await expect(item(page, 'Gone')).toContainText(/GitHub issue: .*acme\/vanished/, patience)

  forge.github.world.tokens.clear()
  await expect(item(page, 'Follows')).toContainText(/GitHub issue: .*github\.com/, patience)
  bills.repository.git('branch', 'release')
  await item(page, 'Moves').getByRole('link').click()
  await expect(events(page)).toHaveCount(1, patience)
  await expect(events(page)).toContainText(/ready to review/, patience)
  forge.github.world.addToken(forge.secret)

  bills.repository.write({ [fileOf('broken')]: good })
  await expect(item(page, 'Broken')).not.toContainText('Line', patience)
  await expect(item(page, 'Odd')).toContainText('Line 3, column 3')

  await button(page, 'Pause all').click()
  await expect(page.getByText(/^Paused since .*what fires is held/)).toBeVisible()
  bills.repository.commit({ 'b.txt': 'two\n' })
  bills.repository.git('branch', '-f', 'release')
  await expect(events(page)).toHaveCount(2, patience)
  await expect(events(page).first()).toContainText(/held/)
  await expect(page.getByText(/what fires is held, 1 so far/)).toBeVisible()
  await button(page, 'Resume').click()
  await expect(events(page).first()).toContainText(/ready to review/, patience)
})

test('what it did can be searched, looked into, sent on, dropped, exported and stopped', async ({ page }) => {
  const waits = steps({ run: { command: 'until test -e go-on; do sleep 0.05; done', timeoutMs: 60_000 } })
  const sorts = await forge.project('sorts', {
    'a.txt': 'one\n',
    [fileOf('sort')]: automation(
      'on: { manual: {} }',
      `Sort {{event.title}}.\n\n${waits}`,
      'limits: { parallel: 1 }\n',
    ),
  })
  await openPage(page, forge.host, sorts.place('sort'))
  await expect(page.getByText(/^Nothing yet\./)).toBeVisible(patience)
  const { api } = forge.host.facts
  const fire = (title: string) =>
    api.automations.fire({ repository: sorts.repository.folder, name: 'sort', event: { title } })
  const decisions: string[] = []
  for (const title of ['apples', 'pears', 'plums', 'quinces']) decisions.push((await fire(title)).decision)
  expect(decisions).toEqual(['dispatched', 'held', 'held', 'held'])
  await expect(events(page)).toHaveCount(4)

  await page.getByRole('textbox', { name: 'Search what it did' }).fill('pears')
  await expect(events(page)).toHaveCount(1)
  await events(page).getByRole('button', { name: /pears/ }).click()
  await expect(events(page)).toContainText('Run by hand')
  await button(page, 'Start now').click()
  await expect(button(page, 'Start now')).toBeHidden()
  await expect(events(page)).toContainText(/dispatched, (about to begin|running)/)
  await page.getByRole('textbox', { name: 'Search what it did' }).fill('')
  await page.getByRole('radio', { name: 'Held' }).click()
  await expect(events(page)).toHaveCount(2)
  await events(page).getByRole('button', { name: /plums/ }).click()
  await button(page, 'Drop').click()
  await expect(events(page)).toHaveCount(1)
  await page.getByRole('radio', { name: 'All' }).click()
  await expect(events(page)).toHaveCount(4)

  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()])
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n')
  expect(download.suggestedFilename()).toBe('sort.jsonl')
  const kinds = lines.map((line) => JSON.parse(line).state.kind).toSorted()
  expect(kinds).toEqual(['held', 'skipped', 'under-way', 'under-way'])

  await button(page, 'Stop everything').click()
  const sure = page.getByRole('dialog', { name: 'Stop everything' })
  await expect(sure).toContainText('2 runs are stopped, one held event is dropped')
  await sure.getByRole('button', { name: 'Stop everything' }).click()
  await expect(page.getByText(/^Paused since/)).toBeVisible()
  await expect(page.getByText(/under way/)).toHaveCount(0, patience)
  await page.getByRole('radio', { name: 'Held' }).click()
  await expect(page.getByText('Nothing like that.')).toBeVisible()
  expect((await fire('figs')).decision).toBe('held')
  await expect(events(page)).toHaveCount(1)
})
