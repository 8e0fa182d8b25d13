import { expect, type Page, test } from '@playwright/test'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { anchorOf, conversationOf, messagesOf, readThrough, scrollUp } from './support/conversation.ts'
import { LineBetween } from './support/line-between.ts'
import { complaintsOf, connected, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

/** What a browser says by itself when the host is gone. */
const lost = /WebSocket connection to .* failed|ERR_CONNECTION_|net::ERR_/

let host: RealHost
let thread: ThreadId
let quiet: ThreadId
let complaints: string[]

/** Forty entries, every other one a thought, so that there is something to scroll. */
const talk = (from: number) =>
  Array.from({ length: 20 }, (_, index) => [
    { say: `Sentence ${from + index} of the talk, which is long enough to fill more than one line beside the board.` },
    { think: `Thought ${from + index}.` },
  ]).flat()

const untilGoOn = { run: { command: 'until test -e go-on; do sleep 0.05; done', timeoutMs: 60_000 } }

test.beforeEach(async ({ page }) => {
  host = await RealHost.start()
  const repository = host.repository({ 'a.txt': 'one\n' })
  const long = steps(...talk(1), write('b.txt', 'two\n'), untilGoOn, ...talk(21))
  thread = await host.facts.dispatch(repository, { title: 'A long talk', prompt: long })
  quiet = await host.facts.dispatch(repository, { title: 'A short one', prompt: steps(write('c.txt', 'three\n')) })
  await host.facts.reaches(quiet, 'ready')
  await expect.poll(async () => (await host.facts.transcript(thread)).length).toBeGreaterThan(40)
  complaints = complaintsOf(page, lost)
})

test.afterEach(async () => {
  await host.close()
  expect(complaints).toEqual([])
})

/** Lets the long talk go on to its end. */
async function goOn(): Promise<void> {
  host.touch(await host.facts.worktree(thread), 'go-on')
  await host.facts.reaches(thread, 'ready')
}

const draft = 'Half a sentence that is not s'
const composer = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const row = (page: Page, title: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title }) })

/** Opens the talk beside the board, scrolls up in it and begins to write. */
async function settle(page: Page) {
  await expect(conversationOf(page).getByText('Sentence 20 of the talk')).toBeVisible()
  await composer(page).fill(draft)
  await scrollUp(conversationOf(page), 500)
  return { url: new URL(page.url()).hash, anchor: await anchorOf(conversationOf(page)) }
}

type Place = Awaited<ReturnType<typeof settle>>

async function isBack(page: Page, { url, anchor }: Place): Promise<void> {
  await connected(page)
  expect(new URL(page.url()).hash).toBe(url)
  await expect(composer(page)).toHaveValue(draft)
  await expect.poll(() => anchorOf(conversationOf(page))).toEqual(anchor)
  await expect(row(page, 'A short one')).toHaveCount(1)
  await expect(row(page, 'A long talk')).toHaveCount(1)
}

/** The page shows every entry of the host's once, and nothing else. */
async function isWhole(page: Page, of = thread): Promise<void> {
  // A page behind another draws seldom, and so takes long to be scrolled through.
  await page.bringToFront()
  const rows = await host.facts.transcript(of)
  await expect(async () => {
    const shown = await readThrough(conversationOf(page))
    expect(shown.map(({ position }) => position)).toEqual(rows.map(({ position }) => position))
    const positions = new Set(messagesOf(rows).map(({ position }) => position))
    const said = shown.filter(({ position }) => positions.has(position))
    expect(said.map(({ position, text }) => ({ position, text: text.trim() }))).toEqual(messagesOf(rows))
  }).toPass({ timeout: 20_000 })
  expect(rows.length).toBeGreaterThan(3)
}

test('a reload comes back to the same place, with what happened meanwhile', async ({ page }) => {
  await openPage(page, host, `#/board?thread=${thread}`)
  const place = await settle(page)
  await page.reload()
  await isBack(page, place)
  await goOn()
  await isBack(page, place)
  await isWhole(page)
})

test('a second window shows the same, and what is done in one shows in the other', async ({ page, context }) => {
  await openPage(page, host, `#/board?thread=${thread}`)
  const second = await context.newPage()
  await openPage(second, host, `#/board?thread=${thread}`)
  await settle(page)
  await goOn()
  await isWhole(page)
  await isWhole(second)
  await openPage(second, host, `#/board?thread=${quiet}`)
  await composer(second).fill('echo and then this')
  await second.getByRole('button', { name: /^Send/ }).click()
  await expect.poll(async () => (await host.facts.thread(quiet)).turns).toBe(2)
  await host.facts.reaches(quiet, 'ready')
  await page.goto(`${host.url}/#/board?thread=${quiet}`)
  await isWhole(page, quiet)
  await isWhole(second, quiet)
})

test('a host that was killed and started again leaves the page where it was', async ({ page }) => {
  await openPage(page, host, `#/board?thread=${thread}`)
  const place = await settle(page)
  const { port } = host
  await host.kill()
  await expect(page.getByRole('status').filter({ hasText: 'Not connected' })).toBeVisible()
  await expect(composer(page)).toHaveValue(draft)
  await expect(row(page, 'A short one')).toHaveCount(1)
  await host.startAgain(port)
  await isBack(page, place)
  // The turn that died with its host is sent again, and says all of it a second time.
  await goOn()
  await isWhole(page)
})

for (const [how, wake] of [
  ['are found dead when the machine wakes', 'wake'],
  ['are reset', 'reset'],
] as const) {
  test(`after a sleep, in which the sockets fell silent and ${how}, nothing is missing`, async ({ page }) => {
    const line = await LineBetween.open(host.port)
    try {
      await openPage(page, { url: line.url, token: host.token }, `#/board?thread=${thread}`)
      const place = await settle(page)
      line.fallSilent()
      await goOn()
      await expect(conversationOf(page).getByText('Sentence 21 of the talk')).toHaveCount(0)
      if (wake === 'reset') line.reset()
      // What a browser tells its pages when the machine wakes with a network.
      else await page.evaluate(() => dispatchEvent(new Event('online')))
      await expect.poll(() => row(page, 'A long talk').innerText(), { timeout: 20_000 }).toContain('changed')
      await isBack(page, place)
      await isWhole(page)
    } finally {
      await line.close()
    }
  })
}

test('of two answers to one request the first counts, and the second window says so', async ({ page, context }) => {
  const repository = host.repository({ 'a.txt': 'one\n' }, 'other')
  const ask = `
\`\`\`steps
- ask:
    title: Delete the folder
    command: rm -r folder
    then:
      - write: {path: d.txt, content: four}
\`\`\`
`
  const asking = await host.facts.dispatch(repository, { title: 'Asks first', prompt: ask })
  await host.facts.reaches(asking, 'needs-you')
  const line = await LineBetween.open(host.port)
  try {
    const second = await context.newPage()
    await openPage(page, host, `#/board?thread=${asking}`)
    await openPage(second, { url: line.url, token: host.token }, `#/board?thread=${asking}`)
    await expect(second.getByRole('button', { name: /^Allow once/ })).toBeVisible()
    // What the second window sends is on its way while the first one answers.
    line.fallSilent()
    await page.getByRole('button', { name: /^Allow once/ }).click()
    await host.facts.reaches(asking, 'ready')
    await second.getByRole('button', { name: /^Allow once/ }).click()
    line.reset()
    await expect(second.getByText(/is not open: it was answered/).first()).toBeVisible({ timeout: 20_000 })
    await connected(second)
    await expect(second.getByRole('button', { name: /^Allow once/ })).toHaveCount(0)
    const answers = (await host.facts.transcript(asking)).filter(({ kind }) => kind === 'permission')
    expect(answers).toHaveLength(1)
  } finally {
    await line.close()
  }
})
