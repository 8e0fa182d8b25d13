import { expect, type Page, test } from '@playwright/test'
import { threadId } from '../../src/main/gateway/testing/host-fixture.ts'
import { axeOn } from './support/axe.ts'
import { asks, type Story, StoryClock, tell } from './support/board-story.ts'
import { builtPage } from './support/built.ts'
import { complaintsOf, connected } from './support/open-page.ts'
import { type PageHost, startPageHost } from './support/page-host.ts'

let host: PageHost
let clock: StoryClock
let complaints: string[]

const working = (name: string, from = 20): Story => ({ name, title: `Work ${name}`, from, to: 0.01, end: 'working' })
const mixed: readonly Story[] = [
  { name: 'ask', title: 'Invoice endpoints', from: 60, to: 9, end: 'asks', cost: 1.84 },
  { name: 'fail', title: 'Search facets', from: 50, to: 2, end: 'failed', lines: [733, 240], cost: 6.02 },
  { name: 'ready', title: 'Tax rounding rules', from: 40, to: 11, end: 'ready', lines: [88, 31] },
  { name: 'idle', title: 'Check the changelog', from: 30, to: 12, end: 'unchanged' },
  working('one', 25),
  { ...working('two', 24), agent: { kind: 'command', command: '/opt/mason --acp' }, does: ['running', 'npm test'] },
  working('three', 23),
  { name: 'gone', title: 'Try another queue', from: 45, to: 40, end: 'discarded' },
]

test.beforeEach(async ({ page }) => {
  clock = new StoryClock()
  host = await startPageHost(builtPage(), 'token', { clock, pool: 300 })
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  expect(complaints).toEqual([])
  await host.close()
})

async function open(page: Page, stories: readonly Story[]): Promise<void> {
  await tell(host.fixture, clock, stories)
  await page.goto(host.link())
  await connected(page)
  await expect(grid(page)).toBeVisible()
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Threads' })
const row = (page: Page, title: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByText(title, { exact: true }) })
/** Lines from the top: titles of sections and of threads. */
const linesOf = (page: Page) =>
  grid(page).evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('[role=row][data-section]')]
      .sort((one, other) => one.offsetTop - other.offsetTop)
      .map((line) =>
        line.dataset.thread === undefined
          ? `# ${(line.querySelector('h2 span') ?? line.querySelector('h2'))?.textContent}`
          : line.querySelector('b')?.textContent,
      ),
  )
const selected = (page: Page) =>
  grid(page).evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('[aria-selected=true]')]
      .sort((one, other) => one.offsetTop - other.offsetTop)
      .map((line) => line.dataset.thread),
  )
const awayFromTheList = (page: Page) => page.mouse.move(400, 5)

test('shows every thread in the section of what it needs', async ({ page }) => {
  await open(page, mixed)
  await expect
    .poll(() => linesOf(page))
    .toEqual([
      '# Needs you',
      'Invoice endpoints',
      'Search facets',
      '# Ready to review',
      'Check the changelog',
      'Tax rounding rules',
      '# Working',
      'Work one',
      'Work two',
      'Work three',
      '# Discarded',
    ])
  const asking = row(page, 'Invoice endpoints')
  await expect(asking).toContainText('$1.84')
  await expect(asking).toContainText('9 m')
  await expect(asking.getByRole('button', { name: 'Decide: Invoice endpoints' })).toBeVisible()
  await expect(row(page, 'Search facets')).toContainText('+733 −240')
  await expect(grid(page).getByText('2, oldest 9 min')).toBeVisible()
  await expect(asking.getByRole('img')).toHaveAccessibleName(/waited for you 9 min.* in the last 15 min$/)
  await page.getByRole('button', { name: /^Discarded/ }).click()
  await row(page, 'Try another queue')
    .getByRole('button', { name: /^Restore/ })
    .click()
  await expect.poll(() => host.fixture.engine.model.thread.get('gone')?.state).toMatchObject({ trash: 'restoring' })
})

test('moves no row under the pointer, and says what waits', async ({ page }) => {
  await open(page, mixed)
  await row(page, 'Work two').hover()
  const before = await linesOf(page)
  await asks(host.fixture, 'two', 'rm -rf build')
  // The row itself tells at once.
  await expect(row(page, 'Work two').getByRole('button', { name: /^Decide/ })).toBeVisible()
  const chip = page.getByRole('button', { name: '1 row moved. Show them in their places' })
  await expect(chip).toBeVisible()
  expect(await linesOf(page)).toEqual(before)
  await chip.click()
  await expect
    .poll(async () => (await linesOf(page)).slice(0, 4))
    .toEqual(['# Needs you', 'Invoice endpoints', 'Search facets', 'Work two'])
  await expect(chip).toHaveCount(0)

  await row(page, 'Work one').hover()
  await asks(host.fixture, 'one', 'ls')
  await expect(chip).toBeVisible()
  await awayFromTheList(page)
  await expect.poll(async () => (await linesOf(page)).indexOf('Work one')).toBe(4)
  await expect(chip).toHaveCount(0)
})

test('is narrowed by text, agent and state, which survives a reload', async ({ page }) => {
  await open(page, mixed)
  await page.keyboard.press('/')
  await expect(page.getByLabel('Find threads')).toBeFocused()
  await page.keyboard.type('work th')
  await expect.poll(() => linesOf(page)).toEqual(['# Working', 'Work three'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Find threads')).not.toBeFocused()

  await page.getByRole('button', { name: 'Agent: Any agent' }).click()
  await page.getByRole('menuitem', { name: 'mason' }).click()
  await expect.poll(() => linesOf(page)).toEqual(['# Working', 'Work two'])
  await page.getByRole('button', { name: 'State: Any state' }).click()
  await page.getByRole('menuitem', { name: 'Ready to review' }).click()
  await expect(page.getByText('No thread matches what you look for.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('No thread matches what you look for.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all threads' }).click()
  await expect.poll(async () => (await linesOf(page)).length).toBe(11)
})

test('is worked by keyboard', async ({ page }) => {
  await open(page, mixed)
  await page.keyboard.press('j')
  expect(await selected(page)).toEqual(['ask'])
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  expect(await selected(page)).toEqual(['idle'])
  await page.keyboard.press('End')
  expect(await selected(page)).toEqual(['three'])
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', 'thread-three')
  await page.keyboard.press('Shift+k')
  await page.keyboard.press('Shift+ArrowUp')
  expect(await selected(page)).toEqual(['one', 'two', 'three'])
  await expect(page.getByText('3 threads selected')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await selected(page)).toEqual(['one'])
  await page.keyboard.press('Escape')
  expect(await selected(page)).toEqual([])

  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/thread=ask/)
  await page.goBack()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('r')
  await expect(page).toHaveURL(/#\/review\/ready/)
})

test('discards by key, one or many, and takes it back', async ({ page }) => {
  await open(page, mixed)
  await row(page, 'Tax rounding rules').scrollIntoViewIfNeeded()
  await page.keyboard.press('j')
  for (let at = 0; at < 2; at += 1) await page.keyboard.press('j')
  await page.keyboard.press('Shift+j')
  expect(await selected(page)).toEqual(['idle', 'ready'])
  await page.getByRole('button', { name: 'Discard 2' }).click()
  const state = (name: string) => host.fixture.engine.model.thread.get(name)?.state.kind
  await expect.poll(() => [state('idle'), state('ready')]).toEqual(['discarded', 'discarded'])
  for (const name of ['idle', 'ready']) {
    await host.fixture.report({ type: 'worktree.report-trashed', payload: { thread: threadId(name), trash: '/t' } })
  }
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(() => ['idle', 'ready'].map((name) => host.fixture.engine.model.thread.get(name)?.state))
    .toMatchObject([{ trash: 'restoring' }, { trash: 'restoring' }])
})

test('says why a key does nothing', async ({ page }) => {
  await open(page, mixed)
  await page.keyboard.press('j')
  const before = host.fixture.engine.sequence
  await page.keyboard.press('m')
  await expect(
    page.locator('[data-announcer]').filter({ hasText: 'Only a thread at rest can be merged.' }),
  ).toHaveCount(1)
  expect(host.fixture.engine.sequence).toBe(before)
})

test('keeps range, open sections and density over a reload', async ({ page }) => {
  await open(page, mixed)
  await page.getByText('2 h', { exact: true }).click()
  await expect(row(page, 'Tax rounding rules').getByRole('img')).toHaveAccessibleName(/in the last 2 h$/)
  await page.getByRole('button', { name: /^Discarded/ }).click()
  await expect(row(page, 'Try another queue')).toBeVisible()
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Comfortable rows' }).click()
  await expect.poll(async () => (await row(page, 'Work one').boundingBox())?.height).toBe(36)
  await page.reload()
  await expect(page.getByRole('radio', { name: '2 h' })).toBeChecked()
  await expect(row(page, 'Try another queue')).toBeVisible()
  await expect.poll(async () => (await row(page, 'Work one').boundingBox())?.height).toBe(36)
})

test('tells a stretch of a track exactly', async ({ page }) => {
  await open(page, mixed)
  const track = row(page, 'Invoice endpoints').getByRole('img')
  // Its past comes after the row: a pointer that is there before finds nothing.
  await expect(track).toHaveAccessibleName(/waited for you/)
  const box = await track.boundingBox()
  if (box === null) throw new Error('there is no track')
  await track.hover({ position: { x: box.width - 12, y: 14 } })
  await expect(page.getByRole('tooltip')).toHaveText(/^Waiting for you, 9 min\s*\d\d:\d\d:\d\d – now$/)
})

test('draws only what is in view of 200 rows, and stays put while they stream', async ({ page }) => {
  const many = Array.from({ length: 200 }, (_, at) => working(`t${at}`, 20 - at / 20))
  await open(page, many)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '202')
  expect(await grid(page).locator('[data-thread]').count()).toBeLessThan(60)
  await grid(page).focus()
  await page.keyboard.press('End')
  await expect(row(page, 'Work t199')).toBeVisible()
  await grid(page).hover()
  await page.mouse.wheel(0, -1400)
  await expect(row(page, 'Work t199')).not.toBeInViewport()
  const top = await grid(page).evaluate((element) => element.scrollTop)
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < 100; at += 1) {
      const activity = { kind: 'editing', detail: `src/${round}.ts` } as const
      const payload = { thread: threadId(`t${at + 80}`), generation: 1, activity }
      await host.fixture.report({ type: 'activity.report', payload })
    }
  }
  await expect(grid(page).getByText('src/2.ts').first()).toBeVisible()
  expect(await grid(page).evaluate((element) => element.scrollTop)).toBe(top)
})

test('drops the track, then the spend, as it gets narrower', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  await open(page, mixed)
  const asking = row(page, 'Invoice endpoints')
  await expect(asking.getByRole('img')).toBeVisible()
  await page.setViewportSize({ width: 760, height: 700 })
  await expect(asking.getByRole('img')).toBeHidden()
  await expect(asking.getByText('$1.84')).toBeVisible()
  await page.setViewportSize({ width: 668, height: 700 })
  await expect(asking.getByText('$1.84')).toBeHidden()
  await expect(asking.getByRole('button', { name: /^Decide/ })).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(668)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has nothing that axe finds in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await open(page, mixed)
    await page.keyboard.press('j')
    await page.getByRole('button', { name: /^Discarded/ }).click()
    const { violations } = await axeOn(page).include('main').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
}
