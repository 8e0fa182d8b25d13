import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { axeOn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost

test.beforeEach(async () => {
  host = await RealHost.start()
})

test.afterEach(() => host.close())

test('the sample is made and dispatched, and its board opens', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openPage(page, host)
  await page.getByRole('button', { name: 'Make the sample' }).click()
  await expect(page).toHaveURL(/#\/board\/project\//, { timeout: 20_000 })
  const { states } = await host.facts.api.model.snapshot()
  const threads = states.flatMap((entry) => (entry.aggregate === 'thread' ? [entry.state] : []))
  expect(threads).toHaveLength(6)
  expect(new Set(threads.map((thread) => thread.project)).size).toBe(1)
  const kept = () => host.facts.api.settings.loadKept()
  await expect.poll(async () => Object.keys((await kept())['sample.followUps'] ?? {}).length).toBe(3)
  const repair = threads.find((thread) => thread.title === 'Round totals to five cents')
  if (repair === undefined) throw new Error('the sample has no task that fails')
  expect((await kept())['sample.followUps']).toMatchObject({ [repair.id]: { label: 'Send the repair' } })
  await page.goto(`${host.url}/#/welcome`)
  await page
    .getByRole('list', { name: 'Recent projects' })
    .getByRole('button', { name: 'Open switchyard-sample' })
    .click()
  await expect(page).toHaveURL(new RegExp(`#/board/project/${repair.project}`))
  for (const { id } of threads) await host.facts.send({ type: 'thread.discard', payload: { thread: id } })
  expect(complaints).toEqual([])
})

test('a sample that can’t be made says why, in place', async ({ page }) => {
  for (let number = 1; number <= 100; number += 1) {
    writeFileSync(join(host.home, number === 1 ? 'switchyard-sample' : `switchyard-sample-${number}`), '')
  }
  await openPage(page, host)
  await page.getByRole('button', { name: 'Make the sample' }).click()
  await expect(page.locator('[data-code="samples-too-many"]')).toContainText('holds 100 samples already')
  await expect(page.getByRole('button', { name: 'Make the sample' })).not.toHaveAttribute('aria-disabled')
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`has nothing against it in the ${colorScheme} theme, down to small windows`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await openPage(page, host)
    await expect(page.getByRole('button', { name: /^Copy the command/ }).first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
    const found = await axeOn(page).include('main').analyze()
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })
}
