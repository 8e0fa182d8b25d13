import { expect, type Page, test } from '@playwright/test'
import { connected, openPage } from '../browser/support/open-page.ts'
import { RealHost } from '../browser/support/real-host.ts'
import { Automated } from './support/automated.ts'
import { shoot, snap } from './support/camera.ts'
import { shop } from './support/shop.ts'

/** Thirty events of seven automations take their time, one after the other. */
test.setTimeout(600_000)

const patience = { timeout: 120_000 }
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const main = (page: Page) => page.getByRole('main')

test('nothing is automated yet', async ({ page }) => {
  const host = await RealHost.start()
  await openPage(page, host, '#/automations')
  await expect(main(page).getByText('Open a repository first.', { exact: false })).toBeVisible()
  await shoot(page, 'automations-no-project')
  await host.facts.open(host.repository(shop))
  await expect(button(page, 'New automation')).toBeVisible()
  await shoot(page, 'automations-empty')
  await button(page, 'New automation').click()
  await expect(page.getByRole('dialog', { name: 'New automation' })).toBeVisible()
  await shoot(page, 'automations-new')
  await button(page, 'Begin').click()
  await expect(page.getByRole('region', { name: 'When', exact: true })).toBeVisible()
  await shoot(page, 'automations-begun')
  await host.close()
})

test('automations that have been at work', async ({ page }) => {
  const made = await Automated.start()
  const { forge, project } = made
  const go = async (place: string) => {
    await page.goto('about:blank')
    await page.goto(`${forge.host.url}/${place}`)
    await connected(page)
  }
  await made.fill()
  await made.inWords()
  await openPage(page, forge.host, project.place('investigate-new-issue'))
  await expect(page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem').first()).toBeVisible()
  await shoot(page, 'automations-full')
  await widths(page, 'automations-full')
  await button(page, /#475/).first().click()
  await expect(page.getByText('not posted', { exact: false }).first()).toBeVisible()
  await button(page, /#475/).first().scrollIntoViewIfNeeded()
  await shoot(page, 'automations-event')
  await dialogs(page)
  await page.getByRole('radio', { name: 'YAML' }).click()
  await expect(page.getByRole('textbox', { name: /^Text of/ })).toBeAttached()
  await shoot(page, 'automations-yaml')
  await page.getByRole('radio', { name: 'Form' }).click()

  await made.breakSome()
  for (const name of ['label-incidents', 'mirror-upstream', 'review-pull-request']) {
    await go(project.place(name))
    await expect(page.getByText('Next try', { exact: false }).first()).toBeVisible(patience)
    await shoot(page, `automations-${name}`)
  }
  await button(page, 'Compare').click()
  await expect(page.getByText('parallel: 5')).toBeVisible()
  await shoot(page, 'automations-compare')
  await page.keyboard.press('Escape')
  await go(project.place('label-incidents'))
  await page.getByRole('radio', { name: 'YAML' }).click()
  await expect(page.locator('.squiggly-error').first()).toBeVisible()
  await shoot(page, 'automations-yaml-failing')
  await page.getByRole('radio', { name: 'Form' }).click()
  await button(page, 'Pause all').click()
  await expect(page.getByText(/^Paused since/)).toBeVisible()
  await shoot(page, 'automations-paused')
  await button(page, 'Resume').click()

  await go('#/inbox')
  const decisions = page.getByRole('tablist', { name: 'Waits for you' })
  for (const [name, which] of [
    ['restricted', /Reminder/],
    ['comment', /#478.*comment/],
    ['comment-failed', /#475.*comment/],
  ] as const) {
    await decisions.getByRole('tab', { name: which }).click()
    await shoot(page, `inbox-${name}`)
  }
  await go('#/board')
  await shoot(page, 'board-automations')
  await page.getByRole('row', { name: /Reminder/ }).click()
  await expect(page.getByRole('region', { name: /^Permission asked/ })).toBeVisible()
  await shoot(page, 'thread-restricted')
  await go('#/history')
  await shoot(page, 'history-automations')
  await forge.close()
})

async function dialogs(page: Page): Promise<void> {
  await button(page, 'Try on a past event').click()
  await expect(page.getByRole('region', { name: 'What it would do' })).toBeVisible()
  await shoot(page, 'automations-try')
  await page.keyboard.press('Escape')
  await button(page, 'Run now').click()
  await expect(page.getByRole('dialog', { name: 'Run now' })).toBeVisible()
  await shoot(page, 'automations-run')
  await page.keyboard.press('Escape')
  await button(page, '2 at once').click()
  await page.getByRole('textbox', { name: 'under way at once' }).fill('3')
  await shoot(page, 'automations-limit')
  await button(page, 'Done').click()
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('dialog', { name: 'Save the change' }).getByText('parallel: 3').first()).toBeVisible()
  await shoot(page, 'automations-save')
  await page.keyboard.press('Escape')
  await button(page, 'More about this automation').click()
  await page.getByRole('menuitem', { name: 'Discard the draft' }).click()
}

/** The widest window and the closest look: 200 % of 1440 by 900. */
async function widths(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  for (const [width, height] of [
    [1600, 900],
    [720, 450],
  ] as const) {
    await page.setViewportSize({ width, height })
    await snap(page, `${name}-light-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
