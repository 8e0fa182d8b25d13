import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const program = join(root, 'bin/switchyard.cjs')
const run = promisify(execFile)

const generate = `
\`\`\`steps
- ask:
    title: Run the generator
    kind: execute
    command: generate --all
    then:
      - write: { path: b.txt, content: two }
\`\`\`
`

let folder: string
let environment: Record<string, string>
let host: { readonly page: string; close(): Promise<void> }

/** A command line of the product; answers its one JSON document. */
async function switchyard(...args: readonly string[]): Promise<Record<string, unknown>> {
  const ran = run(process.execPath, [program, ...args, '--json'], { env: environment })
  const { stdout } = await ran.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${args[0]}: ${error.stdout}${error.stderr}`, { cause: error })
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

async function startHost(): Promise<typeof host> {
  const args = [program, 'serve', '--port', '0']
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const ready = await new Promise<{ page: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as { page: string }))
    void ended.then(() => reject(new Error('the host ended before it was ready')))
  })
  return {
    page: ready.page,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function createRepository(): Promise<string> {
  const repository = join(folder, 'repository')
  const git = (...args: readonly string[]) => run('git', ['-C', repository, ...args], { env: environment })
  await run('git', ['init', '--quiet', '--initial-branch', 'main', repository], { env: environment })
  await git('config', 'user.name', 'Person')
  await git('config', 'user.email', 'person@example.invalid')
  await writeFile(join(repository, 'a.txt'), 'one\n')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'first')
  return repository
}

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-browser-'))
  environment = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), SWITCHYARD_DATA: join(folder, 'data') }
  await mkdir(join(folder, 'home'))
  host = await startHost()
})

test.afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

test('a task is dispatched, allowed, reviewed, landed and undone', async ({ page }) => {
  const repository = await createRepository()
  await page.goto(host.page)
  await expect(page.getByRole('status')).toHaveText('Connected')
  const task = ['--repo', repository, '--agent', 'scripted', '--title', 'Generate', '--prompt', generate]
  const dispatched = await switchyard('dispatch', ...task)
  const card = page.getByRole('listitem', { name: 'Generate' })
  await expect(card.getByText('needs-you', { exact: true })).toBeVisible()
  await card.getByRole('button', { name: 'Allow once' }).click()
  await expect(card.getByText('ready', { exact: true })).toBeVisible()
  await card.getByRole('button', { name: 'Diff' }).click()
  await expect(card.getByRole('region', { name: 'Diff' })).toContainText('+two')
  await card.getByRole('button', { name: 'Land on main' }).click()
  await expect(card.getByText('landed', { exact: true })).toBeVisible()
  await card.getByRole('button', { name: 'Undo landing' }).click()
  await expect(card.getByText('ready', { exact: true })).toBeVisible()
  await card.getByRole('button', { name: 'Discard' }).click()
  await card.getByRole('button', { name: 'Restore' }).click()
  await expect(card.getByText('ready', { exact: true })).toBeVisible()
  expect(await switchyard('show', String(dispatched.thread))).toMatchObject({ state: 'ready' })
})
