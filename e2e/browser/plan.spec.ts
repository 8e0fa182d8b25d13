import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page, test } from '@playwright/test'
import type { PublicCommand } from '../../src/shared/contract/channels/commands.ts'
import type { Task } from '../../src/shared/domain/task/state.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { seriousIn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

let host: RealHost
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await RealHost.start({ pool: 2 })
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  const heard = [...complaints]
  await host.close()
  expect(heard).toEqual([])
})

const outline = (page: Page) => page.getByRole('grid', { name: 'Tasks' })
const row = (page: Page, key: string) => outline(page).getByRole('row').filter({ hasText: key }).first()
const node = (page: Page, title: string) => page.locator('.react-flow__node').filter({ hasText: title })
const newTitle = (page: Page) => page.getByRole('textbox', { name: 'Title of the new task' })
const brief = (page: Page) => page.getByRole('textbox', { name: 'Brief' })
const patience = { timeout: 25_000 }

async function tasks(): Promise<readonly Task[]> {
  const all = [...(await host.facts.model()).task.values()].filter(({ state }) => state.kind !== 'removed')
  return all.sort((one, other) => one.order - other.order)
}

const keys = async () => (await tasks()).map(({ key }) => key)

async function task(key: string): Promise<Task> {
  const found = (await tasks()).find((one) => one.key === key)
  if (found === undefined) throw new Error(`there is no task ${key}`)
  return found
}

/** What a task comes after, by key. */
async function after(key: string): Promise<readonly string[]> {
  const all = await tasks()
  return (await task(key)).after.map(({ on, from }) => `${all.find(({ id }) => id === on)?.key} ${from}`)
}

type Plan = Extract<PublicCommand, { type: 'run.plan' }>['payload']

interface Written {
  readonly key: string
  readonly brief?: string
  readonly after?: readonly string[]
}

/** Makes a draft without a page; its run. */
async function draft(written: readonly Written[], folder: string): Promise<string> {
  const run = randomUUID()
  const agents = [{ kind: 'catalogue' as const, id: 'scripted' }]
  const rest = { effort: 'quick' as const, paths: [], gates: [], agents, priority: 0, candidates: 1, budget: {} }
  const planned: Plan['plan']['tasks'] = written.map(({ key, brief: text = 'true', after: links = [] }) => ({
    ...{ id: randomUUID(), key, title: `Task ${key}`, brief: text, ...rest },
    after: links.map((on) => ({ on, from: 'landed' as const })),
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
  const payload = { run, project: randomUUID(), repository: folder, initialize: false, autoLand: false, approve: false }
  await host.facts.send({ type: 'run.plan', payload: { ...payload, plan: { ...plan, tasks: planned } } })
  return run
}

async function open(page: Page, run: string): Promise<void> {
  await openPage(page, host, `#/plan/${run}`)
  await expect(outline(page)).toBeFocused()
}

async function pull(page: Page, from: Locator, to: Locator): Promise<void> {
  const source = await from.locator('.react-flow__handle.source').boundingBox()
  const target = await to.boundingBox()
  if (source === null || target === null) throw new Error('the nodes are not in view')
  await page.mouse.move(source.x + source.width / 2, source.y + source.height / 2)
  await page.mouse.down()
  await page.mouse.move(target.x + 20, target.y + target.height / 2, { steps: 8 })
  await page.mouse.move(target.x + 3, target.y + target.height / 2, { steps: 4 })
  await page.mouse.up()
}

test('is written, approved and followed by keyboard alone', async ({ page }) => {
  const repository = host.repository({ 'a.txt': 'one\n' })
  await host.facts.open(repository)
  await openPage(page, host)
  await page.keyboard.press('Shift+N')
  const dialog = page.getByRole('dialog', { name: 'New plan' })
  await expect(dialog.getByRole('textbox', { name: 'Goal' })).toBeFocused()
  await page.keyboard.type('Split invoices out of billing')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: 'Write it by hand' })).toBeChecked()
  await page.keyboard.press('Control+Enter')

  await expect(newTitle(page)).toBeFocused()
  await page.keyboard.type('Invoice schema')
  await page.keyboard.press('Control+Enter')
  await expect(row(page, 'invoice-schema')).toBeVisible()
  await page.keyboard.type('Endpoints')
  await page.keyboard.press('Control+Enter')
  await expect(row(page, 'endpoints')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(newTitle(page)).toHaveCount(0)
  await expect(outline(page)).toBeFocused()
  await expect.poll(keys).toEqual(['invoice-schema', 'endpoints'])

  await page.keyboard.press('l')
  await page.keyboard.type('sche')
  await expect(page.getByRole('option')).toHaveText(/invoice-schema/)
  await page.keyboard.press('Enter')
  await expect.poll(() => after('endpoints')).toEqual(['invoice-schema landed'])
  await expect(outline(page)).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(brief(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(steps(write('endpoints.txt', 'two\n')))
  await page.keyboard.press('Escape')
  await expect(outline(page)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(brief(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(steps(write('schema.txt', 'one\n')))
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await task('invoice-schema')).brief).toContain('schema.txt')
  await expect.poll(async () => (await task('endpoints')).brief).toContain('endpoints.txt')

  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(keys).toEqual(['endpoints', 'invoice-schema'])
  await page.keyboard.press('Control+z')
  await expect.poll(keys).toEqual(['invoice-schema', 'endpoints'])

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type('quick')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await task('invoice-schema')).effort).toBe('quick')

  await page.keyboard.press('Shift+Enter')
  await expect(page.getByText('2 tasks', { exact: false }).first()).toBeVisible()
  await expect(row(page, 'invoice-schema')).toContainText('1 file changed', patience)
  await expect(row(page, 'endpoints')).toContainText('waits for invoice-schema')
  const first = (await task('invoice-schema')).threads.at(-1)?.thread
  if (first === undefined) throw new Error('nothing was begun')
  await host.facts.land(first)
  await expect(row(page, 'endpoints')).toContainText('1 file changed', patience)
  expect(await seriousIn(page)).toEqual([])
})

test('is linked and unlinked in the graph, and a circle is refused where it would be', async ({ page }) => {
  const { folder } = host.repository({ 'a.txt': 'one\n' })
  const run = await draft([{ key: 'one' }, { key: 'two', after: ['one'] }, { key: 'three' }], folder)
  await open(page, run)
  await pull(page, node(page, 'Task two'), node(page, 'Task three'))
  await expect.poll(() => after('three')).toEqual(['two landed'])

  await pull(page, node(page, 'Task three'), node(page, 'Task one'))
  await expect(outline(page).getByText(/These tasks would wait for each other: .*one.*comes after/)).toBeVisible()
  expect(await after('one')).toEqual([])
  await page.keyboard.press('Escape')

  const link = page.getByRole('group', { name: /^three comes after two/ })
  await link.focus()
  await page.keyboard.press('Enter')
  await page.locator('.react-flow').getByText('Stacked').click()
  await expect.poll(() => after('three')).toEqual(['two stacked'])
  await link.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => after('three')).toEqual([])

  await node(page, 'Task three').click()
  await expect(row(page, 'three')).toHaveAttribute('aria-selected', 'true')
  expect(await seriousIn(page)).toEqual([])
})

test('comes back after it was taken out, with its links', async ({ page }) => {
  const { folder } = host.repository({ 'a.txt': 'one\n' })
  await open(
    page,
    await draft([{ key: 'one' }, { key: 'two', after: ['one'] }, { key: 'three', after: ['two'] }], folder),
  )
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Backspace')
  await expect.poll(keys).toEqual(['one', 'three'])
  await page.keyboard.press('Control+z')
  await expect.poll(keys).toEqual(['one', 'two', 'three'])
  expect(await after('two')).toEqual(['one landed'])
  await expect.poll(() => after('three')).toEqual(['two landed'])
  await page.keyboard.press('Control+Shift+Z')
  await expect.poll(keys).toEqual(['one', 'three'])
})

test('names what is still wrong, and keeps what has started', async ({ page }) => {
  const { folder } = host.repository({ 'a.txt': 'one\n' })
  await open(page, await draft([{ key: 'one' }, { key: 'two', brief: '' }], folder))
  const approve = page.getByRole('button', { name: 'Approve' })
  await expect(approve).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('The task two has no brief.').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('true')
  await page.keyboard.press('Escape')
  await expect(approve).not.toHaveAttribute('aria-disabled', 'true')
  await approve.click()
  await expect.poll(async () => (await task('one')).threads.length, patience).toBe(1)
  await outline(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+Backspace')
  await expect(outline(page).getByText(/has started; it stays in the plan/)).toBeVisible()
  expect(await keys()).toEqual(['one', 'two'])
})

test('asks, with the numbers, before it starts very many', async ({ page }) => {
  const { folder } = host.repository({ 'a.txt': 'one\n' })
  const many = Array.from({ length: 25 }, (_, at) => ({ key: `t${at}`, ...(at === 0 ? {} : { after: ['t0'] }) }))
  await open(page, await draft(many, folder))
  await page.keyboard.press('Shift+Enter')
  const dialog = page.getByRole('dialog', { name: 'Approve the plan' })
  await expect(dialog).toContainText('About 25 threads')
  await dialog.getByRole('button', { name: 'Not yet' }).click()
  expect((await tasks()).every(({ state }) => state.kind === 'waiting')).toBe(true)
  await page.keyboard.press('Shift+Enter')
  await dialog.getByRole('button', { name: 'Approve 25 tasks' }).click()
  await expect.poll(async () => (await task('t0')).threads.length, patience).toBe(1)
})

test('is loaded from a file, whose mistakes are told by line', async ({ page }) => {
  await host.facts.open(host.repository({ 'a.txt': 'one\n' }))
  await openPage(page, host)
  await page.keyboard.press('Shift+N')
  const dialog = page.getByRole('dialog', { name: 'New plan' })
  await dialog.getByText('Load a YAML file').click()
  const file = dialog.getByRole('textbox', { name: 'Plan as YAML' })
  const text = 'goal: Split it\ntasks:\n  - id: one\n    brief: true it\n    after: [two]\n'
  await file.fill(text)
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByRole('button', { name: /^Line 5, column \d+$/ })).toBeVisible()
  await file.fill(text.replace('    after: [two]\n', ''))
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('textbox', { name: 'Goal' })).toHaveValue('Split it')
  await expect(row(page, 'one')).toBeVisible()
})

const submit = (...list: readonly object[]) => ({
  mcp: { server: 'switchyard', tool: 'submit_plan', args: { goal: 'Two files', effort: 'quick', tasks: list } },
})

test('is proposed by an agent, and revised when it is asked to', async ({ page }) => {
  await host.facts.open(host.repository({ 'a.txt': 'one\n' }))
  await openPage(page, host)
  await page.keyboard.press('Shift+N')
  const dialog = page.getByRole('dialog', { name: 'New plan' })
  const one = { id: 'one', title: 'First', brief: 'echo 1 > one.txt' }
  await dialog.getByRole('textbox', { name: 'Goal' }).fill(`Make two files\n\n${steps(submit(one))}`)
  await page.keyboard.press('Control+Enter')
  await expect(row(page, 'one')).toContainText('First', patience)
  await expect(page.getByText('Proposed by Scripted')).toBeVisible(patience)
  await expect(page.getByRole('textbox', { name: 'Goal' })).toHaveValue('Two files')

  const planner = [...(await host.facts.model()).thread.values()].find(({ role }) => role === 'planner')
  if (planner === undefined) throw new Error('nobody planned')
  await host.facts.reaches(planner.id, 'ready')
  await page.getByRole('button', { name: 'Ask to revise' }).click()
  const two = { id: 'two', title: 'Second', brief: 'echo 2 > two.txt', after: ['one'] }
  await page.getByRole('textbox', { name: 'What should change' }).fill(steps(submit(one, two)))
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(row(page, 'two')).toContainText('Second', patience)
  await outline(page).focus()
  await page.keyboard.press('p')
  await expect(page).toHaveURL(new RegExp(`thread=${planner.id}`))
})

test('takes over what was written in the composer', async ({ page }) => {
  await host.facts.open(host.repository({ 'a.txt': 'one\n' }))
  await openPage(page, host)
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Task' }).fill('Split invoices out of billing')
  await page.getByRole('button', { name: /^Plan (it )?first/ }).click()
  const dialog = page.getByRole('dialog', { name: 'New plan' })
  await expect(dialog.getByRole('textbox', { name: 'Goal' })).toHaveValue('Split invoices out of billing')
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})
