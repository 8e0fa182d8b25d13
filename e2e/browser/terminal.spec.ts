import { expect, type Locator, type Page, test } from '@playwright/test'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import { steps } from '../cli/kit/steps.ts'
import { axeOn } from './support/axe.ts'
import { LineBetween } from './support/line-between.ts'
import { complaintsOf, connected, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

const patience = { timeout: 20_000 }

let host: RealHost
let thread: ThreadId
let place: string

test.beforeAll(async () => {
  host = await RealHost.start()
})

test.afterAll(() => host.close())

test.beforeEach(async () => {
  const repository = host.repository({ 'a.txt': 'one\n' }, `shop-${Math.random().toString(36).slice(2)}`)
  thread = await host.facts.dispatch(repository, { title: 'Say hello', prompt: steps({ say: 'Hello.' }) })
  await host.facts.reaches(thread, 'ready')
  place = `#/board?thread=${thread}&tab=terminal`
})

test.afterEach(async () => {
  for (const { terminal } of await host.facts.api.terminal.list({ thread })) {
    await host.facts.api.terminal.close({ terminal })
  }
})

const terminals = (page: Page) => page.getByRole('tablist', { name: 'Terminals' }).getByRole('tab')
const state = (page: Page) => page.locator('[data-part="terminal-state"]')

/** What the terminal in sight shows, as a screen reader gets it: a canvas has no text. */
const shown = (page: Page): Locator => page.locator('[data-terminal]:visible .xterm-accessibility-tree')

async function newTerminal(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New terminal' }).click()
  await expect(state(page)).toContainText('leaves the terminal')
  await expect(page.locator('[data-terminal]:visible .xterm-helper-textarea')).toBeFocused()
}

async function openTerminal(page: Page): Promise<void> {
  await openPage(page, host, place)
  await newTerminal(page)
  await page.getByRole('switch', { name: 'Screen reader' }).check()
  await page.locator('[data-terminal]:visible .xterm-helper-textarea').focus()
}

async function run(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

/** So often a text stands in the output; what was typed is spelled in another way than what is printed. */
const count = async (page: Page, text: string) => (await shown(page).innerText()).split(text).length - 1

test('a shell runs in the worktree, more than one, and each tells how it ended', async ({ page }) => {
  const complaints = complaintsOf(page)
  await openTerminal(page)
  await run(page, 'git branch --show-current; echo $((40+2)) > from-shell.txt; cat from-shell.txt')
  await expect(shown(page)).toContainText('sy/say-hello', patience)
  await expect(shown(page)).toContainText('42')
  await newTerminal(page)
  await expect(terminals(page)).toHaveText(['sh', 'sh 2'])
  await run(page, 'exit 7')
  await expect(state(page)).toHaveText('The shell ended with exit code 7.', patience)
  await page.getByRole('button', { name: 'Close sh 2' }).click()
  await expect(terminals(page)).toHaveText(['sh'])
  await expect(shown(page)).toContainText('42')
  await page.getByRole('button', { name: 'Close sh' }).click()
  await expect(page.getByText('None is open.')).toBeVisible()
  expect(await host.facts.api.terminal.list({ thread })).toEqual([])
  expect(complaints).toEqual([])
})

test('comes back after a reload, with everything once and no answer to old questions', async ({ page }) => {
  await openTerminal(page)
  // Asks where the cursor is and reads the answer, which the terminal types: six characters.
  await run(page, "stty raw -echo; printf '\\033[6n'; head -c 6 > answer; stty sane; echo as$((1+1))ked")
  await expect(shown(page)).toContainText('as2ked', patience)
  await run(page, 'echo be$((1+1))fore')
  await expect(shown(page)).toContainText('be2fore', patience)
  await page.reload()
  await connected(page)
  await expect(shown(page)).toContainText('be2fore', patience)
  await page.locator('[data-terminal]:visible .xterm-helper-textarea').focus()
  await run(page, 'echo af$((1+1))ter')
  await expect(shown(page)).toContainText('af2ter', patience)
  expect(await count(page, 'be2fore')).toBe(1)
  const after = (await shown(page).innerText()).split('be2fore').at(-1)
  expect(after).not.toMatch(/\dR|\^\[|not found/)
})

test('goes on over a broken line, nothing doubled and nothing lost', async ({ page }) => {
  const line = await LineBetween.open(host.port)
  try {
    await openPage(page, { url: line.url, token: host.token }, place)
    await newTerminal(page)
    await page.getByRole('switch', { name: 'Screen reader' }).check()
    await page.locator('[data-terminal]:visible .xterm-helper-textarea').focus()
    await run(page, 'for i in 1 2 3 4 5 6 7 8; do echo tick$i; sleep 0.25; done')
    await expect(shown(page)).toContainText('tick2', patience)
    line.reset()
    await connected(page)
    await expect(shown(page)).toContainText('tick8', patience)
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect(await count(page, `tick${number}`)).toBe(1)
    await run(page, 'echo on$((1+1))line')
    await expect(shown(page)).toContainText('on2line', patience)
  } finally {
    await line.close()
  }
})

test('a flood leaves the page usable, and its end is what is shown', async ({ page }) => {
  await openTerminal(page)
  await run(page, 'yes')
  await expect(shown(page)).toContainText('yyyyyy', patience)
  const slowest = await page.evaluate(async () => {
    let longest = 0
    let last = performance.now()
    for (const until = last + 3000; last < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
    return longest
  })
  test.info().annotations.push({ type: 'longest blocked, in ms', description: slowest.toFixed(0) })
  expect(slowest).toBeLessThan(1000)
  await page.keyboard.press('Control+c')
  // A shell throws away what is typed before it has its prompt again.
  await expect(shown(page)).toContainText(/\^C\s*[#$]/, patience)
  await run(page, 'echo; echo do$((1+1))ne')
  await expect(shown(page)).toContainText('do2ne', patience)
})

test('gets Escape and every sign of Control, and lets go with one key', async ({ page }) => {
  await openTerminal(page)
  await run(page, 'stty raw -echo; head -c 3 | od -An -tx1; stty sane')
  // The program has to be reading before keys are its own.
  await expect.poll(() => count(page, 'sane')).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('?')
  await expect(shown(page)).toContainText('1b 0b 3f', patience)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(page.url()).toContain(thread)
  await page.keyboard.press('Control+Shift+Escape')
  await expect(terminals(page).first()).toBeFocused()
})

test('copies and pastes, and denies programs the clipboard, the title and links', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTerminal(page)
  await page.evaluate(() => navigator.clipboard.writeText('echo pas$((1+1))ted'))
  await page.keyboard.press('Control+Shift+v')
  await page.keyboard.press('Enter')
  await expect(shown(page)).toContainText('pas2ted', patience)
  const title = await page.title()
  await run(
    page,
    "printf '\\033]52;c;ZXZpbA==\\007\\033]0;Owned\\007\\033]8;;https://evil.example\\007bait\\033]8;;\\007%s\\n' do$((1+1))ne",
  )
  await expect(shown(page)).toContainText('baitdo2ne', patience)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('echo pas$((1+1))ted')
  expect(await page.title()).toBe(title)
  await page.keyboard.press('Control+Shift+Escape')
  const screen = await page.locator('[data-terminal]:visible .xterm-screen').boundingBox()
  if (screen === null) throw new Error('the terminal is not in sight')
  await page.mouse.dblclick(screen.x + 16, screen.y + 12)
  await page.keyboard.press('Control+Shift+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toBe('evil')
})

test('fits its panel, follows the theme, and has nothing against it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openTerminal(page)
  const columns = async () => {
    await run(page, 'clear; stty size')
    await expect(shown(page)).toContainText(/\d+ \d+/, patience)
    return Number(/\d+ (\d+)/.exec(await shown(page).innerText())?.[1])
  }
  const narrow = await columns()
  await page.getByRole('button', { name: 'Wide' }).click()
  await page.locator('[data-terminal]:visible .xterm-helper-textarea').focus()
  await expect.poll(columns, patience).toBeGreaterThan(narrow)
  const background = () =>
    page
      .locator('.xterm:visible .xterm-scrollable-element')
      .evaluate((element) => getComputedStyle(element).backgroundColor)
  const dark = await background()
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(background).not.toBe(dark)
  const found = await axeOn(page).include('[data-terminal]').include('[data-part="terminal-state"]').analyze()
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
})

test('says why there is none where the worktree is gone', async ({ page }) => {
  await openTerminal(page)
  await host.facts.send({ type: 'thread.discard', payload: { thread } })
  await expect(page.getByText('The worktree is in the trash.')).toBeVisible(patience)
  await expect(page.getByRole('button', { name: 'New terminal' })).toHaveCount(0)
})

test('tells that the host started anew', async ({ page }) => {
  await openTerminal(page)
  const port = host.port
  await host.kill()
  await expect(state(page)).toContainText('Not connected')
  await host.startAgain(port)
  await connected(page)
  await expect(state(page)).toHaveText('The host has started anew, which ended this shell.', patience)
  await newTerminal(page)
  await run(page, 'echo ag$((1+1))ain')
  await expect(shown(page)).toContainText('ag2ain', patience)
})
