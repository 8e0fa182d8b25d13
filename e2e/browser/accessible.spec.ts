import { expect, type Page, test } from '@playwright/test'
import { steps, write } from '../cli/kit/steps.ts'
import { seriousIn } from './support/axe.ts'
import { connected, signIn } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const
/** A theme changes colours and nothing else. */
const themes = [
  ['dark', []],
  ['light', ['color-contrast']],
] as const
/** 1440×900 at twice the size. */
const zoomed = { width: 720, height: 450 }

const translate = `# Whatever comes in.
on:
  issue: { events: [opened, labelled], labels: [text] }
if:
  - { field: labels, isNot: question }
dispatch: { agent: scripted, brief: "Translate {{event.title}}." }
limits: { parallel: 2, cost: 3, costPerDay: 20 }
then: [review, comment]
`

const asks = `
\`\`\`steps
- say: The folder holds what nobody reads.
- ask: {title: Delete the folder exports, command: rm -r exports}
\`\`\`
`

let host: RealHost
let ids: { readonly asks: string; readonly ready: string; readonly failed: string; readonly automation: string }

test.beforeAll(async () => {
  host = await RealHost.start()
  const repository = host.repository({
    ...{ 'a.txt': 'one\n', 'exports/b.txt': 'two\n' },
    '.switchyard/automations/translate.yaml': translate,
  })
  const { facts } = host
  const ready = await facts.dispatch(repository, {
    title: 'Say two',
    prompt: steps(
      { think: 'A short one.' },
      { plan: [{ content: 'Write it', status: 'completed' }] },
      write('a.txt', 'two\n'),
      { say: 'It **says** two now, see `a.txt`.' },
    ),
  })
  const asking = await facts.dispatch(repository, { title: 'Remove the exports', prompt: asks })
  const failed = await facts.dispatch(repository, {
    title: 'Translate it',
    prompt: steps({ fail: { class: 'rateLimit', retryAfterMs: 600_000 } }),
  })
  await facts.reaches(ready, 'ready')
  await facts.reaches(asking, 'needs-you')
  await facts.reaches(failed, 'parked')
  const project = (await facts.thread(ready)).project
  ids = { asks: asking, ready, failed, automation: `#/automations/${project}/translate` }
})

test.afterAll(() => host.close())

interface Screen {
  readonly place: () => string
  /** Brings up what lies over the screen, and resolves once all of it is there. */
  readonly open: (page: Page) => Promise<void>
}

const seen = async (page: Page, role: 'dialog' | 'grid' | 'region' | 'heading' | 'tab', name: string | RegExp) =>
  expect(page.getByRole(role, { name }).first()).toBeVisible()

const screens: Readonly<Record<string, Screen>> = {
  board: { place: () => '#/board', open: (page) => seen(page, 'grid', 'Threads') },
  'thread that asks': {
    place: () => `#/board?thread=${ids.asks}`,
    open: (page) => seen(page, 'region', /^Permission asked/),
  },
  'thread at rest': {
    place: () => `#/board?thread=${ids.ready}`,
    open: (page) => expect(page.getByText('says two now', { exact: false }).last()).toBeVisible(),
  },
  'thread that failed': {
    place: () => `#/board?thread=${ids.failed}`,
    open: (page) => seen(page, 'region', 'Conversation'),
  },
  'changes of a thread': {
    place: () => `#/board?thread=${ids.ready}&tab=changes`,
    open: (page) => expect(page.getByText('a.txt').last()).toBeVisible(),
  },
  terminal: {
    place: () => `#/board?thread=${ids.ready}&tab=terminal`,
    open: (page) => seen(page, 'tab', 'Terminal'),
  },
  why: {
    place: () => `#/board?thread=${ids.ready}&tab=why`,
    open: (page) => expect(page.getByText('Turn 1 began')).toBeVisible(),
  },
  review: {
    place: () => `#/review/${ids.ready}`,
    open: (page) => seen(page, 'region', 'Changes of a.txt'),
  },
  inbox: { place: () => '#/inbox', open: (page) => expect(page.getByText('Remove the exports').first()).toBeVisible() },
  plans: { place: () => '#/plans', open: (page) => seen(page, 'heading', 'Plans') },
  history: { place: () => '#/history', open: (page) => seen(page, 'heading', 'History') },
  agents: { place: () => '#/agents', open: (page) => expect(page.getByText('Scripted').first()).toBeVisible() },
  settings: { place: () => '#/settings', open: (page) => seen(page, 'heading', 'Settings') },
  welcome: { place: () => '#/welcome', open: (page) => seen(page, 'region', 'Welcome') },
  palette: {
    place: () => '#/board',
    open: async (page) => {
      await seen(page, 'grid', 'Threads')
      await page.keyboard.press('Control+k')
      await seen(page, 'dialog', 'Search or run a command')
    },
  },
  'map of keys': {
    place: () => '#/board',
    open: async (page) => {
      await seen(page, 'grid', 'Threads')
      await page.keyboard.press('?')
      await seen(page, 'dialog', 'Keys')
    },
  },
  automations: { place: () => ids.automation, open: (page) => seen(page, 'heading', 'What it did') },
  'an automation tried on an event': {
    place: () => ids.automation,
    open: async (page) => {
      await expect(page.getByRole('textbox', { name: 'Brief' })).toBeVisible()
      await page.keyboard.press('t')
      await seen(page, 'dialog', 'Try it on an event')
      await seen(page, 'region', 'What the agent would read')
    },
  },
  // The last one of them: the host keeps that it is shown so.
  'an automation as YAML': {
    place: () => ids.automation,
    open: async (page) => {
      await seen(page, 'heading', 'Translate')
      await page.getByRole('radio', { name: 'YAML' }).click()
      await expect(page.getByText('# Whatever comes in.')).toBeVisible()
    },
  },
  dispatch: {
    place: () => '#/board',
    open: async (page) => {
      await seen(page, 'grid', 'Threads')
      await page.keyboard.press('n')
      await seen(page, 'dialog', 'Dispatch')
      await page.getByRole('textbox', { name: 'Task' }).fill('one\ntwo')
      await expect(page.getByText('2 lines look like 2 tasks', { exact: false })).toBeVisible()
    },
  },
  'open a repository': {
    place: () => '#/board',
    open: async (page) => {
      await seen(page, 'grid', 'Threads')
      await page.keyboard.press('Control+o')
      await seen(page, 'dialog', 'Open a repository')
    },
  },
}

async function visit(page: Page, { place, open }: Screen): Promise<void> {
  // A page of its own for each: what lay over the last one is gone.
  await page.goto('about:blank')
  await page.goto(`${host.url}/${place()}`)
  await connected(page)
  await open(page)
}

for (const [name, screen] of Object.entries(screens)) {
  test(`${name}: nothing serious for axe in both themes and sizes, and it fits at twice the size`, async ({ page }) => {
    await signIn(page.context(), host)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await visit(page, screen)
    const found: string[] = []
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const [colorScheme, rules] of themes) {
        await page.emulateMedia({ colorScheme })
        found.push(...(await seriousIn(page, rules)).map((what) => `${size.width} ${colorScheme}: ${what}`))
      }
    }
    expect(found).toEqual([])
    await page.setViewportSize(zoomed)
    await visit(page, screen)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBe(0)
    // With less motion wanted, nothing moves.
    const moving = await page.evaluate(
      () => document.getAnimations().filter((one) => one.playState === 'running').length,
    )
    expect(moving).toBe(0)
  })
}
