import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { treeOf } from '../cli/kit/repository.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { seriousIn } from './support/axe.ts'
import { ForgeHost } from './support/forge-host.ts'
import { Keyboard } from './support/hands.ts'
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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const row = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const patience = { timeout: 30_000 }

/** What the agent is told to do, with what the event says beside it. */
const issue = { title: 'Refund shows twice', body: 'I get the double sum back.' }
const file = '.switchyard/automations/investigate-new-issue.yaml'
const brief = `Investigate issue {{event.number}}, {{event.title}}.\n\n${steps(
  write('src/refund.ts', 'export const refund = (sum: number) => -sum\n'),
  {
    say: 'The refund was added twice in `src/refund.ts`, line 1.',
  },
)}`

test('a new issue becomes a thread, its result a decision, and the answer is posted once', async ({ page }) => {
  const shop = await forge.project('shop', { 'src/refund.ts': 'export const refund = (sum: number) => -sum * 2\n' })
  await openPage(page, forge.host, shop.place())
  await button(page, 'New automation').click()
  const begin = page.getByRole('dialog', { name: 'New automation' })
  await begin.getByRole('radio', { name: /Investigate new issue/ }).check()
  expect(await seriousIn(page)).toEqual([])
  await begin.getByRole('button', { name: 'Begin' }).click()
  const editor = page.getByRole('region', { name: 'Investigate new issue', exact: true })
  await expect(editor.getByText('Not saved yet')).toBeVisible()

  await row(page, 'When')
    .getByRole('button', { name: /^GitHub issue is opened/ })
    .click()
  const every = page.getByRole('textbox', { name: /^Every|often/ })
  await every.fill('5s')
  await button(page, 'Done').click()
  await row(page, 'Dispatch').getByRole('textbox', { name: 'Brief' }).fill(brief)
  await row(page, 'As').getByRole('button', { name: 'The default agent' }).click()
  await page.getByRole('combobox', { name: 'Add an agent' }).click()
  await page.getByRole('option', { name: /^Scripted/ }).click()
  await button(page, 'Done').click()
  await row(page, 'Limits').getByRole('button', { name: /22:00/ }).click()
  await button(page, 'Remove').click()
  await button(page, /^Save/).click()
  const saving = page.getByRole('dialog', { name: 'Save a new file' })
  await expect(saving.getByText('every: 5s')).toBeVisible()
  await expect(saving.getByText('# One dispatch for each issue, however often it is told.')).toBeVisible()
  const slow = Promise.withResolvers<void>()
  await page.route(/\/automation-runs-/, async (route) => {
    await slow.promise
    await route.continue()
  })
  await saving.getByRole('button', { name: 'Save' }).click()
  await expect(saving).toBeHidden()
  await expect(editor).toBeVisible()
  slow.resolve()
  await expect(page.getByRole('heading', { name: 'What it did' })).toBeVisible()
  expect(shop.repository.read(file)).toContain('# One dispatch for each issue, however often it is told.')
  expect(shop.repository.read(file)).not.toContain('quiet')

  await button(page, 'Try on a past event').click()
  const attempt = page.getByRole('dialog', { name: 'Try it on an event' })
  await attempt.getByRole('radio', { name: 'Pasted' }).click()
  const event = { ...issue, number: 7, repository: shop.name, authorIsBot: false, labels: ['question'] }
  const field = attempt.getByRole('textbox', { name: 'Fields of the event, as JSON' })
  await field.fill(JSON.stringify(event))
  await expect(attempt.getByRole('status')).toHaveText(/It would not be dispatched: label is question/)
  await field.fill(JSON.stringify({ ...event, labels: ['bug'] }))
  await expect(attempt.getByRole('status')).toHaveText(/It would be dispatched/)
  const would = attempt.getByRole('region', { name: 'What it would do' })
  for (const words of ['Scripted', 'Restricted', `${shop.name}#7`, '$3']) await expect(would).toContainText(words)
  const quoted = would.locator('[data-origin="event"]').filter({ hasText: issue.title })
  await expect(quoted).toContainText('From outside, quoted')
  await attempt.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('switch', { name: 'On: Investigate new issue' }).click()
  await expect(page.getByRole('switch', { name: 'On: Investigate new issue' })).toBeChecked()
  const looked = () => forge.github.world.asked.some(({ path }) => path.startsWith(`/repos/${shop.name}/issues`))
  await expect.poll(looked, patience).toBe(true)
  const number = forge.github.world.openIssue(shop.name, issue)
  const events = page.getByRole('list', { name: 'Events, newest first' })
  await expect(events.getByRole('button', { name: issue.title })).toBeVisible(patience)

  await page.getByRole('link', { name: 'Board' }).click()
  const thread = page.getByRole('row', { name: /Refund shows twice/ })
  await expect(thread).toContainText('by Investigate new issue')
  await page.getByRole('link', { name: /^Inbox/ }).click()
  const decision = page.getByRole('tabpanel')
  await expect(decision).toContainText('Restricted permissions.', patience)
  await page.keyboard.press('a')
  const answer = page.getByRole('tab', { name: /comment/ })
  await expect(answer).toBeVisible(patience)
  await answer.click()
  await expect(decision).toContainText(`${shop.name}#${number}`)
  await expect(decision).toContainText('The refund was added twice')
  await bothThemes(page)
  await page.keyboard.press('e')
  const text = decision.getByRole('textbox', { name: 'Comment, as Markdown' })
  await text.fill(`Thank you. ${await text.inputValue()}`)
  expect(forge.github.world.repository(shop.name).comments).toEqual([])
  await button(page, /^Approve your version and post/).click()
  const comments = () => forge.github.world.repository(shop.name).comments.map(({ body }) => body)
  await expect.poll(comments, patience).toHaveLength(1)
  expect(comments()[0]).toMatch(/^Thank you\. The refund was added twice/)

  await page.getByRole('tab', { name: /is ready/ }).click()
  await page.keyboard.press('o')
  await page.getByRole('tab', { name: 'Checks' }).click()
  const written = page.getByRole('region', { name: 'Written outside' })
  await expect(written).toContainText('posted')
  await openPage(page, forge.host, shop.place('investigate-new-issue'))
  await events.getByRole('button', { name: issue.title }).click()
  await expect(events).toContainText('outside: passed quoted')
  await expect(events.getByRole('link', { name: /comment/i })).toHaveAttribute('href', /^https:\/\/github\.com\//)

  expect(forge.github.world.asked.some(({ authorization }) => authorization?.includes(forge.secret))).toBe(true)
  expect(comments()).toHaveLength(1)
  expect(
    Object.entries(treeOf(path.join(forge.host.folder, 'data'))).filter(([, text]) => text.includes(forge.secret)),
  ).toEqual([])
  expect(forge.host.complaints).not.toContain(forge.secret)
  expect(
    await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]),
    ),
  ).not.toContain(forge.secret)
})

/** Looks at what is shown for what axe finds serious, in the smallest window and in both themes. */
async function bothThemes(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 1024, height: 700 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await seriousIn(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await seriousIn(page, ['color-contrast'])).toEqual([])
  await page.setViewportSize(before)
}

const written = `# Why this is here: prices changed without anybody knowing.
on:
  branch: {name:   main}   # the spaces are meant

dispatch:
  # Short, on purpose.
  brief: Say what changed.
  agent:   scripted
limits: { parallel: 2 } # see the handbook
`
const prices = '.switchyard/automations/prices.yaml'

test('what a form changes is all that changes, and texts of others are never overwritten', async ({ page }) => {
  const forms = await forge.project('forms', { [prices]: written })
  await openPage(page, forge.host, forms.place('prices'))
  const on = page.getByRole('switch', { name: 'On: Prices' })
  await on.click()
  await expect(on).toBeChecked()
  await limit(page, '2 at once', 3)
  await page.keyboard.press('Control+s')
  const saving = page.getByRole('dialog', { name: 'Save the change' })
  await expect(saving.getByText('It may do more than what is in force:')).toBeVisible()
  await saving.getByRole('button', { name: /^Save/ }).click()
  await expect(saving).toBeHidden()
  const third = written.replace('parallel: 2', 'parallel: 3')
  expect(forms.repository.read(prices)).toBe(third)

  await limit(page, '3 at once', 4)
  const others = third.replace('Say what changed.', 'Say why it changed.')
  forms.repository.write({ [prices]: others })
  const note = page.getByRole('alert').filter({ hasText: 'The file has changed since you began.' })
  await expect(note).toBeVisible(patience)
  await expect(button(page, /^Save/)).toHaveAttribute('aria-disabled', 'true')
  await note.getByRole('button', { name: 'Look at the difference' }).click()
  await expect(page.getByText('Say why it changed.').first()).toBeVisible()
  await note.getByRole('button', { name: 'Take theirs' }).click()
  await expect(note).toBeHidden()
  expect(forms.repository.read(prices)).toBe(others)

  await limit(page, '3 at once', 2)
  forms.repository.write({ [prices]: third })
  await note.getByRole('button', { name: 'Keep mine' }).click()
  await page.keyboard.press('Control+s')
  await saving.getByRole('button', { name: /^Save/ }).click()
  await expect(saving).toBeHidden()
  const mine = others.replace('parallel: 3', 'parallel: 2')
  expect(forms.repository.read(prices)).toBe(mine)

  await page.getByRole('radio', { name: 'YAML' }).click()
  const editor = page.getByRole('textbox', { name: /^Text of/ })
  await expect(page.getByText('Say why it changed.')).toBeVisible()
  await editor.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('then: [revew]\n')
  const problem = page.getByRole('list', { name: 'Problems of the text' })
  await expect(problem).toContainText(/10:8then.*none of review, notify/)
  await expect(page.locator('.squiggly-error')).toBeVisible()
  await expect(button(page, /^Save/)).toHaveAccessibleDescription(/^Line 10, column 8/)
  await button(page, 'More about this automation').click()
  await page.getByRole('menuitem', { name: 'Discard the draft' }).click()
  await expect(problem).toBeHidden()
  expect(forms.repository.read(prices)).toBe(mine)
})

/** Changes how many may be under way, by the form. */
async function limit(page: Page, from: string, to: number): Promise<void> {
  await row(page, 'Limits').getByRole('button', { name: from }).click()
  await page.getByRole('textbox', { name: 'under way at once' }).fill(String(to))
  await button(page, 'Done').click()
  await expect(page.getByText('Not saved yet; kept as a draft')).toBeVisible()
}

test('a file that may do more waits for a yes', async ({ page }) => {
  const wide = await forge.project('wide', { [prices]: written })
  await openPage(page, forge.host, wide.place('prices'))
  await page.getByRole('radio', { name: 'YAML' }).click()
  const on = page.getByRole('switch', { name: 'On: Prices' })
  await on.click()
  await expect(on).toBeChecked()
  wide.repository.write({
    [prices]: written.replace('dispatch:', 'then: [pull-request]\ndispatch:').replace('parallel: 2', 'parallel: 9'),
  })
  const note = page.getByRole('region', { name: 'A new version' })
  await expect(note).toContainText('Until you say yes, the version before it holds.', patience)
  const inForce = async () =>
    (await forge.host.facts.model()).automation.get(wide.automation('prices'))?.definition?.limits.parallel
  expect(await inForce()).toBe(2)
  await note.getByRole('button', { name: 'Compare' }).click()
  const both = page.getByRole('dialog', { name: 'What is in force, and the new version' })
  await expect(both.getByText('parallel: 9')).toBeVisible()
  await both.getByRole('button', { name: 'Use it' }).click()
  await expect(note).toBeHidden()
  await expect.poll(inForce).toBe(9)
  await page.getByRole('radio', { name: 'Form' }).click()
  await expect(row(page, 'Limits').getByRole('button', { name: '9 at once' })).toBeVisible()
})

test('is made, tried, saved and run with the keyboard alone', async ({ page }) => {
  const keys = await forge.project('keys', { 'a.txt': 'one\n' })
  await page.setViewportSize({ width: 1024, height: 700 })
  const tried: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (payload.toString().includes('dryRun')) tried.push(payload.toString())
    })
  })
  await openPage(page, forge.host, keys.place())
  const hands = new Keyboard(page)
  await expect(page.getByText('Nothing starts by itself yet.')).toBeVisible()
  await page.keyboard.press('c')
  const begin = page.getByRole('dialog', { name: 'New automation' })
  const empty = begin.getByRole('radio', { name: /^Empty/ })
  await expect(begin.getByRole('radio').first()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(empty).toBeChecked()
  await hands.write(begin.getByRole('textbox', { name: 'Name' }), 'by-hand')
  await page.keyboard.press('Enter')
  await expect(begin).toBeHidden()
  const does = steps({ say: 'Done.' })
  await hands.write(row(page, 'Dispatch').getByRole('textbox', { name: 'Brief' }), `About {{event.title}}.\n\n${does}`)
  await hands.press(row(page, 'As').getByRole('button', { name: 'The default agent' }))
  await hands.press(page.getByRole('combobox', { name: 'Add an agent' }))
  // A key that comes before the list has the focus is nobody's.
  await expect(page.getByRole('option', { name: 'Choose an agent' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: /^Scripted/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(row(page, 'As').getByRole('button', { name: 'Scripted' })).toBeFocused()

  await page.keyboard.press('t')
  const attempt = page.getByRole('dialog', { name: 'Try it on an event' })
  await expect(attempt).toBeVisible()
  await expect(attempt.getByRole('status')).toHaveText(/It would not be dispatched: The event has no event.title/)
  await hands.press(attempt.getByRole('radio', { name: 'A sample' }))
  await page.keyboard.press('ArrowRight')
  await hands.write(attempt.getByRole('textbox', { name: /^Fields/ }), '{ "title": "keys" }')
  await expect(attempt.getByRole('status')).toHaveText(/It would be dispatched/)
  await page.keyboard.press('Escape')
  await expect(attempt).toBeHidden()
  // The sample, and what was written; neither on a text without the agent that was chosen just before.
  expect(tried).toHaveLength(2)
  for (const question of tried) expect(question).toContain('agent: scripted')
  await page.keyboard.press('Control+s')
  const saving = page.getByRole('dialog', { name: 'Save a new file' })
  await hands.press(saving.getByRole('button', { name: 'Save' }))
  await expect(saving).toBeHidden()

  await page.keyboard.press('Shift+r')
  const run = page.getByRole('dialog', { name: 'Run now' })
  await hands.write(run.getByRole('textbox', { name: /^Fields/ }), '{ "title": "keys" }')
  await page.keyboard.press('Control+Enter')
  await expect(run.getByRole('status')).toHaveText(/^Dispatched/)
  await page.keyboard.press('Escape')
  await hands.press(page.getByRole('list', { name: 'Events, newest first' }).getByRole('button').first())
  await expect(page.getByText('Run by hand')).toBeVisible()
})
