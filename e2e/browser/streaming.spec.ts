import { expect, test } from '@playwright/test'
import { threadId } from '../../src/main/gateway/testing/host-fixture.ts'
import { builtPage } from './support/built.ts'
import { anchorOf, conversationOf, counters, readThrough, scrollUp } from './support/conversation.ts'
import { complaintsOf, connected } from './support/open-page.ts'
import { type PageHost, startPageHost, startTurn } from './support/page-host.ts'
import { Streams } from './support/streams.ts'

const threads = Array.from({ length: 100 }, (_, index) => `one-${index + 1}`)
const watched = threads[0] ?? ''

let host: PageHost
let streams: Streams

test.beforeEach(async () => {
  host = await startPageHost(builtPage(), 'token', { pool: threads.length })
  for (const thread of threads) await startTurn(host.fixture, thread)
  streams = await Streams.open(host.fixture, threads.map(threadId))
})

test.afterEach(async () => {
  streams.stop()
  await host.close()
})

test('while a hundred threads stream, one types and reads undisturbed, and nothing is lost or doubled', async ({
  page,
}) => {
  const complaints = complaintsOf(page)
  await page.goto(host.link())
  await connected(page)
  streams.start()
  await page.goto(`${new URL(page.url()).origin}/#/board?thread=${watched}`)
  const conversation = conversationOf(page)
  const composer = page.getByRole('textbox', { name: 'Prompt' })
  await expect(conversation.getByText(/#\d/).first()).toBeVisible()

  await test.step('what is typed is what stands there', async () => {
    const text = 'Nothing that is typed may be lost, swapped or doubled while agents write. '.repeat(3)
    await composer.pressSequentially(text)
    await expect(composer).toHaveValue(text)
    await composer.press('Control+a')
    await composer.pressSequentially('Kept.')
    await expect(composer).toHaveValue('Kept.')
  })

  await test.step('a reader who scrolled up stays where they are', async () => {
    await streams.more(240)
    await scrollUp(conversation, 600)
    const place = await anchorOf(conversation)
    await streams.more(80)
    expect(await anchorOf(conversation)).toEqual(place)
    await page.getByRole('button', { name: /^Jump to the newest/ }).click()
    await expect(page.getByRole('button', { name: /^Jump to the newest/ })).toHaveCount(0)
  })

  await test.step('one at the end follows', async () => {
    await streams.more(80)
    const { written } = streams
    await expect.poll(async () => counters(await conversation.innerText()).at(-1) ?? 0).toBeGreaterThan(written)
  })
  streams.stop()

  for (const name of [watched, threads[41] ?? '', threads.at(-1) ?? '']) {
    await test.step(`the conversation of ${name} is whole`, async () => {
      await page.goto(`${new URL(page.url()).origin}/#/board?thread=${name}`)
      await expect(conversation.getByText(`#${streams.written} of ${name}`, { exact: false }).first()).toBeVisible()
      const shown = await readThrough(conversation)
      const said = shown.flatMap(({ text }) => [...text.matchAll(/#\d+ of one-\d+/g)].map(([word]) => word))
      expect(said).toEqual(Array.from({ length: streams.written }, (_, index) => `#${index + 1} of ${name}`))
    })
  }

  const grid = page.getByRole('grid', { name: 'Threads' })
  await expect(grid).toHaveAttribute('aria-rowcount', /^1\d\d$/)
  await page.goto(`${new URL(page.url()).origin}/#/board?thread=${watched}`)
  await expect(composer).toHaveValue('Kept.')
  expect(complaints).toEqual([])
})
