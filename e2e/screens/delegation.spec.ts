import { expect, type Page, test } from '@playwright/test'
import type { TaskId } from '../../src/shared/kernel/ids.ts'
import { connected, openPage } from '../browser/support/open-page.ts'
import { RealHost } from '../browser/support/real-host.ts'
import type { Repository } from '../cli/kit/repository.ts'
import { shoot } from './support/camera.ts'
import { mistaken, planOf, twelve, twelveInWords } from './support/delegated.ts'
import { shop } from './support/shop.ts'

let host: RealHost

test.afterEach(() => host.close())

const patience = { timeout: 120_000 }
const goal = 'Discounts, tax and vouchers, from the till to the receipt'
const outline = (page: Page) => page.getByRole('grid', { name: 'Tasks' })

async function go(page: Page, place: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${host.url}/${place}`)
  await connected(page)
}

async function plan(repository: Repository, more: Omit<Parameters<typeof planOf>[0], 'repository'>) {
  const payload = planOf({ repository: repository.folder, ...more })
  await host.facts.send({ type: 'run.plan', payload })
  const id = (key: string) => payload.plan.tasks.find((task) => task.key === key)?.id ?? ''
  return { run: payload.run, id }
}

async function drawnGraph(page: Page): Promise<void> {
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
}

/** By its name in the palette. */
async function act(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(title)
  await page.keyboard.press('Enter')
}

test('plans before they are approved', async ({ page }) => {
  host = await RealHost.start()
  const repository = host.repository(shop)
  const empty = await plan(repository, { goal, tasks: [] })
  const whole = await plan(repository, { goal, tasks: twelveInWords })
  const wrong = await plan(repository, { goal: 'Prices, once a day', tasks: mistaken })
  await openPage(page, host, `#/plan/${empty.run}`)
  await expect(page.getByRole('textbox', { name: 'Title of the new task' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Add a task/ }).first()).toBeVisible()
  await shoot(page, 'plan-empty')
  await go(page, `#/plan/${whole.run}`)
  await expect(outline(page)).toBeFocused()
  await drawnGraph(page)
  await shoot(page, 'plan-twelve')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Brief' })).toBeFocused()
  await shoot(page, 'plan-task')
  await page.keyboard.press('Escape')
  await page.keyboard.press('l')
  await expect(page.getByRole('option').first()).toBeVisible()
  await shoot(page, 'plan-link')
  await page.keyboard.press('Escape')
  await go(page, `#/plan/${wrong.run}`)
  await expect(page.getByText('The task discount has no brief.').first()).toBeVisible()
  await shoot(page, 'plan-invalid')
  await go(page, '#/board')
  await page.keyboard.press('Shift+N')
  const dialog = page.getByRole('dialog', { name: 'New plan' })
  await expect(dialog.getByRole('textbox', { name: 'Goal' })).toBeFocused()
  await shoot(page, 'plan-new')
  await dialog.getByText('Load a YAML file').click()
  await dialog
    .getByRole('textbox', { name: 'Plan as YAML' })
    .fill('goal: One\ntasks:\n  - id: one\n    brief: true it\n    after: [two]\n')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByRole('button', { name: /^Line \d+/ }).first()).toBeVisible()
  await shoot(page, 'plan-new-failing')
  await page.keyboard.press('Escape')
  await go(page, '#/board')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Task' }).fill('Round totals to five cents.')
  await page.getByRole('button', { name: 'Gates, budget, recovery' }).click()
  await page.getByRole('textbox', { name: /^Gates/ }).fill('npm test\nnpm run check')
  await shoot(page, 'dispatch-effort')
})

/** Until the troubles of the twelve have come to where they stay. */
async function troubled(run: string): Promise<void> {
  const rests = async () => {
    const model = await host.facts.model()
    const tasks = [...model.task.values()].filter((task) => task.run === run)
    const kind = (key: string) => tasks.find((task) => task.key === key)?.state.kind
    const ready = [...model.thread.values()].filter((thread) => thread.state.kind === 'ready').length
    return [kind('mail'), kind('tax'), kind('discount'), tasks.some(({ spawned }) => spawned !== undefined), ready >= 2]
  }
  await expect.poll(rests, patience).toEqual(['parked', 'landed', 'landed', true, true])
}

async function inbox(page: Page): Promise<void> {
  await go(page, '#/inbox')
  const items = page.getByRole('tablist', { name: 'Waits for you' }).getByRole('tab')
  await expect(items.first()).toBeVisible()
  const count = await items.count()
  for (let at = 0; at < count; at += 1) {
    await items.nth(at).click()
    await shoot(page, `inbox-run-${at + 1}`)
  }
}

test('a plan while it runs', async ({ page }) => {
  host = await RealHost.start({ pool: 8 })
  const repository = host.repository({ ...shop, 'exports/2025.csv': 'old\n' })
  await plan(repository, { goal: 'Prices, once a day', tasks: twelveInWords.slice(0, 3) })
  const { run, id } = await plan(repository, { goal, tasks: twelve, approve: true })
  await troubled(run)
  await openPage(page, host)
  await act(page, 'Digest')
  await expect(page.getByRole('dialog', { name: 'Digest' })).toBeVisible()
  await shoot(page, 'digest')
  await page.keyboard.press('Escape')
  await go(page, `#/plan/${run}`)
  await drawnGraph(page)
  await shoot(page, 'run-plan')
  await go(page, `#/plan/${run}/timeline`)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByRole('listitem').first()).toBeVisible()
  await shoot(page, 'run-timeline')
  await timeline.getByRole('button', { name: 'Why' }).last().click()
  await shoot(page, 'run-timeline-why')
  for (const key of ['receipt', 'printer', 'mail']) {
    await go(page, `#/plan/${run}/attempts?task=${id(key)}`)
    await expect(page.getByRole('tabpanel')).toBeVisible()
    await shoot(page, `run-attempts-${key}`)
  }
  await go(page, `#/plan/${run}/ask`)
  await shoot(page, 'run-ask-empty')
  await page.getByRole('button', { name: 'What is blocked?' }).click()
  await expect(page.getByRole('region', { name: 'Answers' }).getByRole('listitem')).toHaveCount(1)
  await shoot(page, 'run-ask')
  await go(page, '#/plans')
  await expect(page.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible()
  await shoot(page, 'plans-full')
  await go(page, '#/board')
  await expect(page.getByRole('heading', { name: /^In trouble/ })).toBeVisible()
  await shoot(page, 'board-trouble')
  const thread = async (title: string) => (await host.facts.titled(title)).id
  await go(page, `#/board?thread=${await thread('Keep receipts for ten years')}`)
  await expect(page.getByRole('region', { name: 'Recovery' })).toBeVisible()
  await shoot(page, 'thread-trouble')
  const stuck = (await host.facts.model()).task.get(id('receipt') as TaskId)?.threads.at(-1)?.thread
  for (const tab of ['conversation', 'checks']) {
    await go(page, `#/board?thread=${stuck}&tab=${tab}`)
    await expect(page.getByRole('tabpanel')).toBeVisible()
    await shoot(page, `thread-gates-${tab}`)
  }
  await inbox(page)
  await go(page, '#/board')
  await act(page, 'Away')
  await expect(page.getByRole('dialog', { name: 'Before you leave' })).toBeVisible()
  await shoot(page, 'away')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+.')
  await expect(page.getByRole('region', { name: 'Frozen' })).toContainText('Nothing is dispatched', patience)
  await shoot(page, 'frozen')
})
