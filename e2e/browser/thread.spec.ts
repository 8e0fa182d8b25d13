import { expect, type Page, test } from '@playwright/test'
import { threadId } from '../../src/main/gateway/testing/host-fixture.ts'
import { axeOn } from './support/axe.ts'
import { builtPage } from './support/built.ts'
import { anchorOf, conversationOf, scrollUp } from './support/conversation.ts'
import { complaintsOf, connected } from './support/open-page.ts'
import { askPermission, endTurn, type PageHost, startPageHost, startTurn } from './support/page-host.ts'

let host: PageHost
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await startPageHost(builtPage())
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  const said = [...complaints]
  await host.close()
  expect(said).toEqual([])
})

async function openThread(page: Page, name: string): Promise<void> {
  if (page.url() === 'about:blank') {
    await page.goto(host.link())
    await connected(page)
  }
  await page.goto(`${new URL(page.url()).origin}/#/board?thread=${name}`)
  await expect(panelOf(page, name)).toBeVisible()
}

const panelOf = (page: Page, name: string) => page.getByRole('region', { name: `Thread: Task ${name}` })
const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const card = (page: Page) => page.getByRole('region', { name: /^Permission asked/ })

async function say(name: string, count: number, from = 1): Promise<void> {
  const { transcripts } = host.fixture
  await transcripts.open(threadId(name))
  for (let at = from; at < from + count; at += 1) {
    const text = `Message #${at} ${'of some length '.repeat(at % 7)}`
    transcripts.put(threadId(name), { entry: `m${at}`, kind: 'message', head: {}, text })
  }
  await transcripts.flush()
}

const thread = (name: string) => host.fixture.engine.model.thread.get(name)

test('a conversation streams, and one who reads earlier parts of it stays there', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await say('one', 300)
  await openThread(page, 'one')
  const conversation = conversationOf(page)
  await expect(conversation.getByText('Message #300')).toBeInViewport()
  const drawn = await conversation.getByRole('listitem').count()
  expect(drawn).toBeLessThan(80)

  await scrollUp(conversation, 900)
  const place = await anchorOf(conversation)
  await say('one', 7, 301)
  await expect(page.getByRole('button', { name: 'Jump to the newest, 7 new entries' })).toBeVisible()
  expect(await anchorOf(conversation)).toEqual(place)

  await page.getByRole('button', { name: /^Jump to the newest/ }).click()
  await expect(conversation.getByText('Message #307')).toBeInViewport()
  await expect(page.getByRole('button', { name: /^Jump to the newest/ })).toHaveCount(0)
  host.fixture.transcripts.append(threadId('one'), 'm307', `${'and more '.repeat(400)} the very end`)
  await expect(conversation).toHaveAttribute('data-at-end', 'true')
  await expect
    .poll(() => conversation.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight)))
    .toBeLessThan(2)
})

test('a place in a conversation outlives another tab and another thread', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await say('one', 200)
  await openThread(page, 'one')
  const conversation = conversationOf(page)
  await expect(conversation.getByText('Message #200')).toBeInViewport()
  await scrollUp(conversation, 700)
  const place = await anchorOf(conversation)
  await page.getByRole('tab', { name: 'Why' }).click()
  await expect(page.getByText('Turn 1 began')).toBeVisible()
  await page.getByRole('tab', { name: 'Conversation' }).click()
  expect(await anchorOf(conversation)).toEqual(place)

  await startTurn(host.fixture, 'two').catch(() => undefined)
  await page.evaluate(() => {
    location.hash = '#/board'
  })
  await expect(panelOf(page, 'one')).toHaveCount(0)
  await openThread(page, 'one')
  await expect.poll(async () => (await anchorOf(conversation)).position).toBe(place.position)
})

test('a draft outlives reload and switching, goes into the queue, and steers', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await openThread(page, 'one')
  await expect(field(page)).toBeFocused()
  await field(page).fill('Half a thought')
  await page.reload()
  await connected(page)
  await expect(field(page)).toHaveValue('Half a thought')
  await page.goto(`${new URL(page.url()).origin}/#/board`)
  await expect(panelOf(page, 'one')).toHaveCount(0)
  await openThread(page, 'one')
  await expect(field(page)).toHaveValue('Half a thought')

  await field(page).press('Control+Enter')
  await expect(field(page)).toHaveValue('')
  const waiting = page.getByRole('list', { name: 'Waiting prompts' })
  await expect(waiting).toContainText('Half a thought')
  await expect(waiting).toContainText('Next, once this turn has ended')

  await field(page).fill('Stop, do this instead')
  await page.getByRole('button', { name: 'Steer' }).click()
  await expect(waiting.getByRole('listitem').first()).toContainText('Stop, do this instead')
  await expect(waiting.getByRole('listitem').first()).toContainText('as soon as the turn has stopped')
  await expect.poll(() => thread('one')?.turn?.phase).toBe('cancelling')
})

test('what is refused stays, and so does what was written while there was no line', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await openThread(page, 'one')
  const serveAgain = await host.interrupt()
  await expect(page.getByRole('status').filter({ hasText: 'Not connected' })).toBeVisible()
  await field(page).fill('Written offline')
  await field(page).press('Control+Enter')
  const prompt = page.getByRole('region', { name: 'Prompt' })
  await expect(prompt.getByRole('alert')).toContainText('nothing was sent')
  await expect(field(page)).toHaveValue('Written offline')
  await serveAgain()
  await connected(page)
  await field(page).press('Control+Enter')
  await expect(page.getByRole('list', { name: 'Waiting prompts' })).toContainText('Written offline')
  complaints = complaints.filter((text) => !/ERR_CONNECTION_REFUSED|WebSocket is not open/.test(text))
})

test('files go along with a prompt, and those that can not say so', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await openThread(page, 'one')
  const files = page.locator('input[type="file"]')
  await files.setInputFiles([
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('some notes') },
    { name: 'big.txt', mimeType: 'text/plain', buffer: Buffer.alloc(300_000, 'x') },
  ])
  const attachments = page.getByRole('list', { name: 'Attachments' })
  await expect(attachments).toContainText('notes.txt')
  await expect(page.getByRole('region', { name: 'Prompt' }).getByRole('alert')).toContainText('the limit is 256 kB')
  await page.reload()
  await connected(page)
  await expect(attachments).toContainText('notes.txt')
  await field(page).fill('See the notes')
  await field(page).press('Control+Enter')
  await expect(page.getByRole('list', { name: 'Waiting prompts' })).toContainText('with 1 attachment')
  await expect(attachments).toHaveCount(0)
  const sent = [...host.fixture.engine.model.prompt.values()].find((one) => one.blocks.length === 2)
  expect(sent?.blocks[1]).toMatchObject({ text: 'Attached file notes.txt:\n\nsome notes' })
})

test('a permission is answered by key, with a reason that is not lost', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await askPermission(host.fixture, 'one', `rm -rf / \u202e\u200b ${'x'.repeat(5000)}`)
  await openThread(page, 'one')
  await expect(card(page)).toBeFocused()
  await expect(card(page).getByText('rm -rf / ‹U+202E›‹U+200B›')).toBeVisible()
  await expect(card(page).getByText('Task one, scripted, wants to run a command.')).toBeVisible()
  await expect(card(page).getByRole('button', { name: /^Always/ })).toHaveCount(0)

  await page.keyboard.press('d')
  const reason = page.getByRole('textbox', { name: 'Why not, and what to do instead' })
  await expect(reason).toBeFocused()
  await reason.fill('Not on this machine')
  await reason.press('Escape')
  await expect(card(page)).toBeVisible()
  expect(thread('one')?.requests).toHaveLength(1)
  await card(page).getByRole('button', { name: 'Deny and say why' }).click()
  await expect(reason).toHaveValue('Not on this machine')
  await reason.press('Enter')
  await expect(card(page)).toHaveCount(0)
  await expect.poll(() => thread('one')?.requests).toEqual([])
  await page.getByRole('tab', { name: 'Why' }).click()
  await expect(page.getByText('The request was denied')).toBeVisible()
  await expect(page.getByText('Not on this machine')).toBeVisible()
})

test('typing an a into the field allows nothing', async ({ page }) => {
  await startTurn(host.fixture, 'one')
  await askPermission(host.fixture, 'one', 'ls')
  await openThread(page, 'one')
  await expect(card(page)).toBeFocused()
  await field(page).pressSequentially('a d a')
  await expect(field(page)).toHaveValue('a d a')
  expect(thread('one')?.requests).toHaveLength(1)
  await card(page).focus()
  await page.keyboard.press('a')
  await expect(card(page)).toHaveCount(0)
  await expect.poll(() => thread('one')?.state.kind).toBe('running')
})

test('nothing that an agent says runs, loads or hides', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await startTurn(host.fixture, 'one')
  const { transcripts } = host.fixture
  const put = (draft: Parameters<typeof transcripts.put>[1]) => transcripts.put(threadId('one'), draft)
  await transcripts.open(threadId('one'))
  const markup = '<img src=x onerror="document.title=1"> ![p](https://tracker.example/p.png) [go](javascript:alert(1))'
  put({ entry: 'e1', kind: 'message', head: {}, text: `${markup} \u202eevil` })
  const call = { toolCall: 't', toolKind: 'execute', status: 'completed', paths: [], input: null, diffs: [] }
  const output = `\u001b]0;title\u0007${'y'.repeat(200_000)}`
  put({ entry: 'e2', kind: 'tool', head: { ...call, title: 'echo \u202egpj.exe' }, text: output })
  put({ entry: 'e3', kind: 'raw', head: { update: { sessionUpdate: 'new_kind', html: '<b>x</b>' } }, text: '' })
  put({ entry: 'e4', kind: 'thought', head: {}, text: 'Hidden\u200bthought' })
  await transcripts.flush()
  await openThread(page, 'one')
  const conversation = conversationOf(page)
  await expect(conversation.getByText('‹U+202E›evil')).toBeVisible()
  await expect(conversation.getByText('[image: p]')).toBeVisible()
  expect(await conversation.locator('img').count()).toBe(0)
  expect(await conversation.getByRole('link').count()).toBe(0)
  await conversation.getByRole('button', { name: /echo ‹U\+202E›gpj\.exe/ }).click()
  await expect(conversation.getByText('␛]0;title␇')).toBeVisible()
  await conversation.getByRole('button', { name: 'Unknown update: new_kind' }).click()
  await expect(conversation.getByText('"sessionUpdate": "new_kind"')).toBeVisible()
  await expect(conversation.getByRole('button', { name: /Hidden‹U\+200B›thought/ })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(asked.filter((url) => url.includes('tracker'))).toEqual([])
  expect(await page.title()).not.toBe('1')
})

test('it is closed, widened and walked through by key', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await startTurn(host.fixture, 'one')
  await endTurn(host.fixture, 'one')
  await openThread(page, 'one')
  const panel = panelOf(page, 'one')
  await panel.focus()
  await page.keyboard.press('6')
  await expect(page.getByRole('tab', { name: 'Why' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByText('Ready for review')).toBeVisible()
  await page.keyboard.press('1')

  const border = page.getByRole('separator', { name: 'Width of the thread' })
  await border.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await panel.boundingBox())?.width).toBe(420)
  await page.reload()
  await connected(page)
  await expect.poll(async () => (await panel.boundingBox())?.width).toBe(420)
  await panel.focus()
  await page.keyboard.press('w')
  await expect.poll(async () => (await panel.boundingBox())?.width).toBeGreaterThan(1000)
  await page.keyboard.press('w')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await startTurn(host.fixture, 'one')
    await say('one', 12)
    await askPermission(host.fixture, 'one', 'npm run migrate')
    await openThread(page, 'one')
    await expect(card(page)).toBeVisible()
    await field(page).fill('A prompt')
    for (const tab of ['Conversation', 'Why']) {
      await page.getByRole('tab', { name: tab }).click()
      const { violations } = await axeOn(page).include('[data-thread-panel]').analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  })
}
