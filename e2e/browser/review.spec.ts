import { expect, type Page, test } from '@playwright/test'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import type { Repository } from '../cli/kit/repository.ts'
import { steps, write } from '../cli/kit/steps.ts'
import { axeOn } from './support/axe.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

const original = 'one\ntwo\nthree\nfour\nfive\n'
const first = write('src/list.txt', original.replace('two', 'second'))

let host: RealHost
let repository: Repository
let complaints: string[]

test.beforeEach(async ({ page }) => {
  host = await RealHost.start()
  repository = host.repository({ 'src/list.txt': original, 'notes.txt': 'keep\n' })
  complaints = complaintsOf(page)
})

test.afterEach(async () => {
  // Before the host goes, which the page does complain of.
  const heard = [...complaints]
  await host.close()
  expect(heard).toEqual([])
})

async function openReview(page: Page, title: string, ...work: readonly object[]): Promise<ThreadId> {
  const thread = await host.facts.dispatch(repository, { title, prompt: steps(...work, { say: 'That is all.' }) })
  await host.facts.reaches(thread, 'ready')
  await openPage(page, host, `#/review/${thread}`)
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Viewed', exact: true })).toBeVisible()
  return thread
}

/** Opens the editor by its key, once the file has been read. */
async function edit(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('e')
}

const change = (page: Page, path: string) => page.getByRole('region', { name: `Changes of ${path}` })
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

/** Writes a comment on the next change of the file that is shown. */
async function comment(page: Page, text: string): Promise<void> {
  await page.keyboard.press(']')
  await page.keyboard.press('c')
  const field = page.getByRole('textbox', { name: /^Comment on line/ })
  await expect(field).toBeFocused()
  await field.fill(text)
  await field.press('ControlOrMeta+Enter')
  await expect(field).toBeHidden()
}

test('comments are sent as one request, and what came of it is reviewed, merged and undone', async ({ page }) => {
  const thread = await openReview(page, 'Rename the second', first, write('src/new.txt', 'fresh\n'))
  await expect(page.getByRole('region', { name: 'It reports' })).toContainText('That is all.')
  await expect(page.getByText('Nothing proven: it has no gates.')).toBeVisible()
  await press(page, /changed, src\/list\.txt/)
  await expect(change(page, 'src/list.txt')).toContainText('second')
  await comment(page, 'Say it in capitals.')
  await expect(page.getByText('You, line 2, not sent yet')).toBeVisible()
  await press(page, /^Remove$/)
  await expect(page.getByText('You, line 2, not sent yet')).toHaveCount(0)
  await press(page, /^Undo$/)
  await expect(page.getByText('You, line 2, not sent yet')).toBeVisible()
  await page.reload()
  await expect(page.getByText('You, line 2, not sent yet')).toBeVisible()
  await page
    .getByRole('textbox', { name: 'Note about the whole' })
    .fill(steps(write('src/list.txt', original.replace('two', 'SECOND'))))
  const request = page.getByRole('button', { name: 'Request changes (1)' })
  await expect(request).toBeVisible()
  await page.keyboard.press('Escape')
  await request.click()

  await expect(page.getByText('1 comment sent before')).toBeVisible()
  await expect.poll(async () => (await host.facts.thread(thread)).turns).toBe(2)
  await host.facts.reaches(thread, 'ready')
  const rows = await host.facts.transcript(thread)
  const prompt = rows.findLast((row) => row.kind === 'prompt')?.text ?? ''
  expect(prompt).toContain('src/list.txt:2\n```\nsecond\n```\nSay it in capitals.')

  await press(page, 'Since my last review')
  await expect(page.getByRole('heading', { name: '1 file', level: 2 })).toBeVisible()
  await expect(change(page, 'src/list.txt')).toContainText('SECOND')
  await page.keyboard.press('v')
  await expect(page.getByText('1 of 1 viewed')).toBeVisible()

  await page.getByRole('textbox', { name: 'Commit message' }).fill('List: the second in capitals')
  await press(page, 'Merge into main')
  await expect(page.getByRole('complementary', { name: 'Decision' })).toContainText(/Merged on main as [0-9a-f]{7}/)
  expect(repository.git('log', '-1', '--format=%s')).toBe('List: the second in capitals')
  expect(repository.read('src/list.txt')).toContain('SECOND')
  await press(page, 'Undo merge')
  await expect(page.getByText('The merge into main was taken back.')).toBeVisible()
  expect(repository.read('src/list.txt')).toBe(original)
})

test('a request that is pressed twice is sent once', async ({ page }) => {
  const thread = await openReview(page, 'Pressed twice', first, { onTurn: { 2: [{ hang: true }] } })
  await host.facts.prompt(thread, 'Go on.')
  await host.facts.reaches(thread, 'running')
  const note = page.getByRole('textbox', { name: 'Note about the whole' })
  await note.fill('Once is enough.')
  await page.getByRole('button', { name: 'Request changes', exact: true }).dblclick()
  await expect(note).toHaveValue('')
  await expect.poll(async () => (await host.facts.thread(thread)).prompts.length).toBe(1)
})

test('what was discarded is restored, here and from the history', async ({ page }) => {
  const thread = await openReview(page, 'Try something', first)
  await press(page, 'Discard')
  await expect(page.getByText('Everything it did is kept in the trash.', { exact: false })).toBeVisible()
  await press(page, 'Restore')
  await host.facts.reaches(thread, 'ready')
  await expect(page.getByRole('button', { name: 'Merge into main' })).toBeVisible()
  await press(page, 'Discard')
  await expect.poll(async () => (await host.facts.thread(thread)).state).toMatchObject({ trash: 'kept' })
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible()
  await page.getByRole('textbox', { name: 'Search by title' }).fill('nothing like it')
  await press(page, 'Show all')
  expect((await axeOn(page).include('main').analyze()).violations).toEqual([])
  await press(page, /^Restore.*Try something/)
  await host.facts.reaches(thread, 'ready')
  await expect(page.getByText('Nothing has ended yet.', { exact: false })).toBeVisible()
})

test('a file is edited by hand, its draft survives a reload, and the edit is merged', async ({ page }) => {
  const thread = await openReview(page, 'Rename the second', first)
  await edit(page)
  const editor = page.getByRole('textbox', { name: 'Text of src/list.txt' })
  await expect(editor).toBeFocused()
  await page.keyboard.type('none, zero\n')
  await expect(page.getByText('Not saved yet; kept as a draft')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(change(page, 'src/list.txt')).toBeVisible()
  await page.reload()
  await press(page, 'Go on editing')
  await expect(page.getByText('Not saved yet; kept as a draft')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Not saved yet; kept as a draft')).toBeHidden()
  await host.facts.reaches(thread, 'ready')
  await page.keyboard.press('Escape')
  await expect(change(page, 'src/list.txt')).toContainText('none, zero')
  await press(page, 'Merge into main')
  await host.facts.reaches(thread, 'landed')
  expect(repository.read('src/list.txt')).toBe(`none, zero\n${original.replace('two', 'second')}`)
})

test('an edit of a file that changed meanwhile is kept, and overwrites nothing unasked', async ({ page }) => {
  const thread = await openReview(page, 'Rename the second', first)
  await edit(page)
  await expect(page.getByRole('textbox', { name: 'Text of src/list.txt' })).toBeFocused()
  await page.keyboard.type('mine\n')
  await expect(page.getByText('Not saved yet; kept as a draft')).toBeVisible()
  await host.facts.prompt(thread, steps(write('src/list.txt', 'the agent again\n')))
  await expect(page.getByText('Your text is kept, and nothing was overwritten.', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await press(page, 'Show the newer version beside it')
  await expect(page.locator('[data-part="editor"]')).toContainText('the agent again')
  await expect(page.locator('[data-part="editor"]')).toContainText('mine')
  await press(page, 'Go on with mine')
  await press(page, 'Save')
  await expect(page.getByText('Not saved yet; kept as a draft')).toBeHidden()
  await press(page, 'Back to the change')
  await expect(change(page, 'src/list.txt')).toContainText('mine')
})

test('a merge that conflicts is refused with the file named, and the agent is asked to fix it', async ({ page }) => {
  const thread = await openReview(page, 'Rename the second', first)
  repository.commit({ 'src/list.txt': original.replace('two', 'mine') }, 'mine')
  const before = repository.state()
  await page.keyboard.press('ControlOrMeta+Enter')
  const decision = page.getByRole('complementary', { name: 'Decision' })
  await expect(decision.getByRole('heading', { name: 'Not merged into main' })).toBeVisible()
  await expect(decision.getByRole('listitem').filter({ hasText: 'src/list.txt' })).toContainText(
    'changed on both sides',
  )
  expect(repository.state()).toEqual(before)
  await press(page, 'Ask the agent to fix it')
  await expect(page.getByRole('textbox', { name: 'Note about the whole' })).toHaveValue(/- src\/list\.txt/)
  await press(page, 'Request changes')
  await expect.poll(async () => (await host.facts.thread(thread)).turns).toBe(2)
})

test('every kind of file can be read, by keys alone, without a fault of accessibility', async ({ page }) => {
  const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
  const made = `printf '%s' '${picture}' | base64 -d > a.png; printf 'a\\0b' > b.bin; seq 1 12000 > long.txt`
  await openReview(
    page,
    'All kinds',
    { run: made },
    { move: { from: 'notes.txt', to: 'renamed.txt' } },
    { delete: 'src/list.txt' },
  )
  expect((await axeOn(page).include('main').analyze()).violations).toEqual([])
  const current = page.locator('[data-file][aria-current]')
  await expect(current).toHaveAttribute('data-file', 'src/list.txt')
  await page.keyboard.press('j')
  await expect(page.getByRole('img', { name: 'a.png, after' })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByText('This file is binary: not there before, 3 B after.')).toBeVisible()
  await page.keyboard.press('j')
  await expect(change(page, 'long.txt')).toContainText('40')
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: 'notes.txt → renamed.txt' })).toBeVisible()
  await page.keyboard.press('k')
  await expect(current).toHaveAttribute('data-file', 'long.txt')
  await comment(page, 'Why so long?')
  expect((await axeOn(page).include('main').analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Request changes' })).toHaveAttribute('aria-disabled', 'true')
})
