import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import type { PublicCommand } from '../../src/shared/contract/channels/commands.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { seriousIn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await RealHost.start({ pool: 4 })
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  const heard = [...complaints]
  await host.close()
  expect(heard).toEqual([])
})

type Plan = Extract<PublicCommand, { type: 'run.plan' }>['payload']

interface Written {
  readonly key: string
  readonly brief: string
  readonly after?: readonly string[]
  readonly gates?: readonly string[]
  readonly candidates?: number
}

/** Starts a run without a page. */
async function begin(tasks: readonly Written[], folder: string, autoLand = true): Promise<string> {
  const run = randomUUID()
  const agents = [{ kind: 'catalogue' as const, id: 'scripted' }]
  const planned: Plan['plan']['tasks'] = tasks.map(({ key, brief, after = [], gates = [], candidates = 1 }) => ({
    ...{ id: randomUUID(), key, title: `Task ${key}`, brief, paths: [], gates: [...gates], agents },
    ...{ effort: gates.length > 0 ? ('standard' as const) : ('quick' as const), priority: 0, candidates, budget: {} },
    after: after.map((on) => ({ on, from: 'landed' as const })),
  }))
  const limits = { parallel: null, review: null }
  const plan = {
    goal: 'All of it',
    topology: 'queue' as const,
    effort: 'quick' as const,
    gates: [],
    budget: {},
    limits,
  }
  const payload = { run, project: randomUUID(), repository: folder, initialize: false, autoLand, approve: true }
  await host.facts.send({ type: 'run.plan', payload: { ...payload, plan: { ...plan, tasks: planned } } })
  return run
}

/** Does something at the first turn of a thread only. */
const once = (...first: readonly object[]) => [
  { if: { file: 'met', exists: false, steps: [write('met', ''), ...first] } },
  { delete: 'met' },
]

const tab = (page: Page, name: string) => page.getByRole('tab', { name })
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' })
const step = (page: Page, task: string, text: string | RegExp) =>
  timeline(page).getByRole('listitem').filter({ hasText: task }).filter({ hasText: text }).first()
const patience = { timeout: 60_000 }

test('is followed until it rests: every trouble is told, with why, while it happens', async ({ page }) => {
  test.setTimeout(150_000)
  const { folder } = host.repository({ 'a.txt': 'one\n' })
  const run = await begin(
    [
      {
        key: 'mends',
        brief: steps(write('work.txt', 'wrong\n'), { onTurn: { 2: [write('work.txt', 'right\n')] } }),
        gates: ['grep -q right work.txt'],
      },
      { key: 'falls', brief: steps(...once({ crash: 3 }), write('falls.txt', 'x\n')) },
      { key: 'stuck', brief: steps(write('stuck.txt', 'x\n')), gates: ['test -e good'] },
      { key: 'child', brief: steps(write('child.txt', 'x\n')), after: ['stuck'] },
    ],
    folder,
  )
  await openPage(page, host, `#/plan/${run}/timeline`)
  await expect(page.getByRole('heading', { name: 'All of it' })).toBeVisible()
  await expect(step(page, 'The run', 'The plan was approved')).toBeVisible()
  await expect(step(page, 'Task mends', 'Started by Scripted')).toBeVisible()
  await expect(step(page, 'Task mends', /A gate failed/)).toBeVisible(patience)
  await expect(step(page, 'Task falls', /Its agent crashed/)).toBeVisible(patience)
  await expect(step(page, 'Task falls', 'The same thread tries again')).toBeVisible(patience)
  await expect(step(page, 'Task falls', 'The task has landed')).toBeVisible(patience)
  await expect(step(page, 'Task mends', 'The task has landed')).toBeVisible(patience)
  await expect(step(page, 'Task child', /Parked: .*stuck/)).toBeVisible(patience)
  await expect(page.getByText('2 landed')).toBeVisible()
  await expect(page.getByText('1 needs you')).toBeVisible()
  await expect(page.getByText('1 held up')).toBeVisible()

  await step(page, 'Task mends', /A gate failed/)
    .getByRole('button', { name: 'Why' })
    .click()
  await expect(step(page, 'Task mends', /A gate failed/)).toContainText('grep -q right work.txt')
  expect(await seriousIn(page)).toEqual([])
  await page.getByText('Recovery', { exact: true }).click()
  await expect(step(page, 'The run', 'The plan was approved')).toHaveCount(0)
  await expect(step(page, 'Task falls', /Its agent crashed/)).toBeVisible()

  await timeline(page).getByRole('button', { name: 'Task stuck' }).first().click()
  const table = page.getByRole('table')
  await expect(table.getByRole('columnheader').filter({ hasText: 'Attempt 1' })).toBeVisible()
  await expect(table.getByRole('columnheader').filter({ hasText: 'Attempt 2' })).toBeVisible()
  await expect(table.getByRole('row', { name: /^Gates/ })).toContainText('test -e good')
  await expect(table.getByRole('row', { name: /^Changed/ })).toContainText('1 file')
  expect(await seriousIn(page)).toEqual([])

  await tab(page, 'Ask').click()
  await page.getByRole('button', { name: 'What is blocked?' }).click()
  const answers = page.getByRole('region', { name: 'Answers' })
  await expect(answers).toContainText('Task stuck is parked')
  await page.getByRole('textbox', { name: 'Ask about this run' }).fill('why is child waiting')
  await page.keyboard.press('Enter')
  await expect(answers.getByRole('listitem')).toHaveCount(2)
  expect(await seriousIn(page)).toEqual([])
  await page.reload()
  await expect(answers.getByRole('listitem')).toHaveCount(2)
  await answers.getByRole('link', { name: 'Task stuck' }).first().click()
  await expect(page).toHaveURL(/thread=/)
})

test('is paused and goes on, and is found among the plans', async ({ page }) => {
  test.setTimeout(120_000)
  const { folder } = host.repository({ 'a.txt': 'one\n' })
  const untilGoOn = { run: { command: 'until test -e go-on; do sleep 0.05; done', timeoutMs: 60_000 } }
  const run = await begin(
    [
      { key: 'one', brief: steps(write('one.txt', 'x\n')) },
      { key: 'two', brief: steps(untilGoOn) },
    ],
    folder,
    false,
  )
  await openPage(page, host)
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await page
    .getByRole('link', { name: /^All of it/ })
    .last()
    .click()
  await expect(page.getByRole('heading', { name: 'All of it', level: 1 })).toBeVisible()
  await page.keyboard.press('2')
  await expect(step(page, 'The run', 'The plan was approved')).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(step(page, 'The run', 'The run was paused')).toBeVisible()
  await expect(page.getByRole('banner').or(page.locator('header')).getByText('Paused', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(step(page, 'The run', 'The run goes on')).toBeVisible()
  const land = page.getByRole('switch', { name: 'Auto-land' })
  await expect(land).not.toBeChecked()
  await land.click()
  await expect.poll(async () => (await host.facts.model()).run.get(run)?.plan?.policy.autoLand).toBe(true)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.locator('header').getByText('Stopped', { exact: true })).toBeVisible()
})
