import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { DesktopApp, whyNoDesktop } from './support/desktop-app.ts'

const why = whyNoDesktop()
const asking = '```steps\n- ask:\n    title: Run it?\n    command: echo hello\n    then: []\n    otherwise: []\n```\n'

let desktop: DesktopApp
test.beforeEach(() => {
  test.info().skip(why !== null, why ?? '')
  desktop = new DesktopApp()
})
test.afterEach(async () => {
  if (why === null) await desktop.close()
})

async function dispatch(): Promise<void> {
  const repository = join(desktop.folder, 'repository')
  execFileSync('git', ['init', '-q', repository])
  const named = ['--repo', repository, '--init', '--agent', 'scripted', '--title', 'A task of the window']
  await desktop.cli('dispatch', ...named, '--prompt', asking)
}

test('opens a window on its own page, which has no Node and no other address', async () => {
  const page = await desktop.page()
  await expect(page.getByRole('main')).toBeVisible()
  expect(page.url()).toMatch(/^switchyard-app:\/\/page\//)
  expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual([])
  const reached = await page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'))
  expect(reached).toBe('refused')
})

test('shows what the command line dispatches to its host', async () => {
  const page = await desktop.page()
  await expect(page.getByRole('main')).toBeVisible()
  await dispatch()
  await expect(page.getByText('A task of the window').first()).toBeVisible()
})

test('takes a second start’s link into the window that is open', async () => {
  const page = await desktop.page()
  await expect(page.getByRole('main')).toBeVisible()
  expect(await desktop.startAgain('switchyard://inbox')).toBe(0)
  await expect(page).toHaveURL(/#\/inbox$/)
})

test('asks before it ends while a thread is live', async () => {
  const page = await desktop.page()
  await expect(page.getByRole('main')).toBeVisible()
  await dispatch()
  await expect(page.getByText('A task of the window').first()).toBeVisible()
  const app = await desktop.app()
  const asked = await app.evaluate(
    ({ app: running, dialog }) =>
      new Promise<string>((resolve) => {
        Object.assign(dialog, {
          showMessageBox: async (options: { readonly message: string }) => {
            resolve(options.message)
            return { response: 2, checkboxChecked: false }
          },
        })
        running.quit()
      }),
  )
  expect(asked).toBe('One thread is live')
  await expect(page.getByRole('main')).toBeVisible()
})
