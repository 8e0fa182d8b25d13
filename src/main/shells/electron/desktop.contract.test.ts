import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { ensureHost } from '../attach/host-access.ts'
import { connectHost } from '../attach/host-client.ts'
import { openReader } from '../cli/open-reader.ts'
import { hostLocks } from '../compose/host-locks.ts'
import { programs } from '../compose/programs.ts'
import { type Desktop, startDesktop } from './start-desktop.ts'
import * as electron from './testing/fake-electron.ts'
import { connectPage } from './testing/fake-page.ts'

vi.mock('electron', () => import('./testing/fake-electron.ts'))

describe('the desktop with its own host', () => {
  let folder: string
  let desktop: Desktop
  let problems: string[]

  beforeEach(async () => {
    electron.resetElectron()
    folder = mkdtempSync(join(tmpdir(), 'switchyard-desktop-'))
    problems = []
    desktop = start(folder, problems)
    expect(await desktop.hosted).toBe(true)
  })

  afterEach(async () => {
    await desktop.quit.endNow()
    rmSync(folder, { recursive: true })
    expect(problems).toEqual([])
  })

  it('gives its page ports to the host and to the shell', async () => {
    const page = await connectPage(electron.ipcMain, window().webContents)
    const [info, again] = await Promise.all([page.rpc.host.info(), page.stream.host.info()])
    expect(info).toMatchObject({ pid: process.pid, dataFolder: folder })
    expect(again).toEqual(info)
    await page.desktop.setAttention({ waiting: 3 })
    expect(electron.app.badge).toBe(3)
    electron.dialog.folder = folder
    expect(await page.desktop.chooseFolder()).toBe(folder)
    electron.dialog.folder = null
    expect(await page.desktop.chooseFolder()).toBeNull()
  })

  it('opens a window that nothing can be loaded into', () => {
    expect(window().options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    })
    expect(window().webContents.mainFrame.url).toBe('switchyard-app://page/')
  })

  it('leads the page to places, in their order, also those from before it listened', async () => {
    desktop.windows.show({ kind: 'inbox' })
    const page = await connectPage(electron.ipcMain, window().webContents)
    const places = await page.desktop.places()
    desktop.windows.show({ kind: 'thread', thread: 't1' })
    desktop.windows.dropped(folder, window().webContents as never)
    desktop.windows.dropped(join(folder, 'missing'), window().webContents as never)
    click('Settings…')
    const seen: unknown[] = []
    for (let at = 0; at < 4; at += 1) seen.push((await places.next()).value)
    expect(seen).toEqual([
      { kind: 'inbox' },
      { kind: 'thread', thread: 't1' },
      { kind: 'folder', path: folder },
      { kind: 'settings' },
    ])
    const taken = await page.desktop.places()
    expect(await places.next()).toMatchObject({ done: true })
    desktop.windows.show({ kind: 'dispatch' })
    expect((await taken.next()).value).toEqual({ kind: 'dispatch' })
  })

  it('closes the ports of a page that asks again, and of a window that closes', async () => {
    const { webContents } = window()
    const first = await connectPage(electron.ipcMain, webContents)
    await first.rpc.host.info()
    const second = await connectPage(electron.ipcMain, webContents)
    await first.closed
    await second.rpc.host.info()
    click('New window')
    expect(electron.BrowserWindow.all).toHaveLength(2)
    window().close()
    await second.closed
  })

  it('answers no frame but the page’s own', async () => {
    const { webContents } = window()
    const arrived = vi.fn()
    webContents.mainFrame.arrived = arrived
    const inner = { ...webContents.mainFrame, parent: webContents.mainFrame, url: 'switchyard-app://page/' }
    for (const senderFrame of [null, inner]) {
      electron.ipcMain.emit('switchyard:ports', { sender: webContents, senderFrame })
      electron.ipcMain.emit('switchyard:dropped', { sender: webContents, senderFrame }, folder)
    }
    webContents.mainFrame.url = 'https://example.com/'
    electron.ipcMain.emit('switchyard:ports', { sender: webContents, senderFrame: webContents.mainFrame })
    expect(arrived).not.toHaveBeenCalled()
  })

  it('is reached by the command line, and ends when a client asks it to', async () => {
    const owner = await hostLocks().owner(folder)
    const client = await connectHost(owner?.address ?? { url: 'http://127.0.0.1:1', token: '' })
    if (!client.ok) throw new Error(client.error.message)
    await client.value.api.host.shutdown()
    expect(await electron.app.exited.promise).toBe(0)
    expect(await hostLocks().owner(folder)).toBeNull()
  })

  it('ends with its last window while nothing is under way', async () => {
    window().close()
    expect(await electron.app.exited.promise).toBe(0)
    expect(electron.dialog.asked).toEqual([])
    expect(await hostLocks().owner(folder)).toBeNull()
  })

  it('remembers in its settings, which the host keeps', async () => {
    const page = await connectPage(electron.ipcMain, window().webContents)
    const settings = await page.rpc.settings.save({ onQuit: 'park' })
    expect(settings.onQuit).toBe('park')
  })
})

describe('quitting a desktop without a tray while a thread is live', () => {
  let folder: string
  beforeEach(() => {
    electron.resetElectron()
    folder = mkdtempSync(join(tmpdir(), 'switchyard-desktop-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const live = async (problems: string[]) => {
    const desktop = start(folder, problems, false)
    await desktop.hosted
    const page = await connectPage(electron.ipcMain, window().webContents)
    const repository = join(folder, 'repository')
    mkdirSync(repository)
    await page.rpc.commands.send({ id: 'c1', command: dispatch(repository, 'thread-1') })
    for await (const { events } of await page.rpc.model.log({ after: 0, follow: true })) {
      if (events.some((stored) => stored.event.type === 'thread.permission-asked')) break
    }
  }

  it('hands over to a host in the background, which goes on with it', async () => {
    const problems: string[] = []
    await live(problems)
    electron.dialog.answers = [{ response: 0, checkboxChecked: false }]
    window().close()
    expect(await electron.app.exited.promise).toBe(0)
    const next = await ensureHost({ dataFolder: folder, environment: process.env })
    const { pid } = await next.api.host.info()
    expect(pid).not.toBe(process.pid)
    const { states } = await next.api.model.snapshot()
    expect(states).toContainEqual(expect.objectContaining({ aggregate: 'thread', id: 'thread-1' }))
    await next.api.host.shutdown()
    await next.closed
    await vi.waitFor(async () => expect(await hostLocks().owner(folder)).toBeNull(), { timeout: 20_000, interval: 50 })
    expect(problems).toEqual([])
  })

  it('parks it, with its work saved, and leaves no host', async () => {
    const problems: string[] = []
    await live(problems)
    electron.dialog.answers = [{ response: 1, checkboxChecked: false }]
    click('Quit Switchyard')
    expect(await electron.app.exited.promise).toBe(0)
    expect(await hostLocks().owner(folder)).toBeNull()
    const reader = await openReader({ dataFolder: folder, environment: process.env })
    expect(reader.model.thread.get('thread-1')?.state).toMatchObject({
      kind: 'parked',
      reason: { code: 'interrupted' },
    })
    await reader.close()
    expect(problems).toEqual([])
  })
})

describe('the desktop beside a host that owns the data folder', () => {
  let folder: string
  let host: ChildProcess
  let desktop: Desktop
  const problems: string[] = []

  beforeEach(async () => {
    electron.resetElectron()
    folder = mkdtempSync(join(tmpdir(), 'switchyard-desktop-'))
    const args = [programs.cli, 'serve', '--data', folder]
    host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    if (host.stdout !== null) await once(host.stdout, 'data')
    desktop = start(folder, problems)
    expect(await desktop.hosted).toBe(true)
  })

  afterEach(async () => {
    await desktop.quit.endNow()
    if (host.exitCode === null && host.signalCode === null) {
      host.kill('SIGTERM')
      await once(host, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  })

  it('speaks to it through the same ports', async () => {
    const page = await connectPage(electron.ipcMain, window().webContents)
    expect(await page.rpc.host.info()).toMatchObject({ pid: host.pid, dataFolder: folder })
    const model = await page.stream.model.watch({})
    expect((await model.next()).value).toMatchObject({ kind: 'snapshot', first: true })
    await page.desktop.setAttention({ waiting: 1 })
    expect(electron.app.badge).toBe(1)
  })

  it('says what the host does, and leaves it alone when it quits', async () => {
    const page = await connectPage(electron.ipcMain, window().webContents)
    const repository = join(folder, 'repository')
    mkdirSync(repository)
    const thread = 'thread-1'
    await page.rpc.commands.send({ id: 'c1', command: dispatch(repository, thread) })
    await vi.waitFor(() => expect(electron.Notification.shown).toHaveLength(1), { timeout: 20_000, interval: 50 })
    const [shown] = electron.Notification.shown
    expect(shown?.options).toMatchObject({ title: 'A task needs you', actions: [{ text: 'Open' }] })
    expect(electron.Tray.present?.tip).toBe('Switchyard: 1 needs you')
    const places = await page.desktop.places()
    shown?.emit('click')
    expect((await places.next()).value).toEqual({ kind: 'thread', thread })
    click('Quit Switchyard')
    expect(await electron.app.exited.promise).toBe(0)
    expect(electron.dialog.asked).toEqual([])
    expect((await hostLocks().owner(folder))?.identity.pid).toBe(host.pid)
  })

  it('takes over when that host is gone and the page asks again', async () => {
    const page = await connectPage(electron.ipcMain, window().webContents)
    await page.rpc.host.info()
    const ended = once(host, 'exit')
    host.kill('SIGKILL')
    await Promise.all([page.closed, ended])
    const again = await connectPage(electron.ipcMain, window().webContents)
    expect(await again.rpc.host.info()).toMatchObject({ pid: process.pid, dataFolder: folder })
  })
})

function start(dataFolder: string, problems: string[], tray = true): Desktop {
  return startDesktop({
    dataFolder,
    environment: { ...process.env, HOME: dataFolder },
    preload: '/preload.cjs',
    pictures: '/pictures',
    clock: systemClock,
    tray,
    place: null,
    problem: (message, error) => void problems.push(`${message}: ${String(error)}`),
  })
}

function window(): electron.BrowserWindow {
  const [first] = electron.BrowserWindow.all
  if (first === undefined) throw new Error('no window is open')
  return first
}

/** Clicks the item of the application menu. */
function click(label: string): void {
  const item = electron.Menu.application.flatMap((menu) => menu.submenu ?? []).find((one) => one.label === label)
  if (item?.click === undefined) throw new Error(`the menu has no ${label}`)
  item.click()
}

function dispatch(repository: string, thread: string): PublicCommand {
  const steps = '- ask:\n    title: Run it?\n    command: echo hello\n    then: []\n    otherwise: []\n'
  return {
    type: 'run.dispatch',
    payload: {
      run: 'run-1',
      task: 'task-1',
      thread,
      prompt: 'prompt-1',
      project: 'project-1',
      repository,
      initialize: true,
      agent: { kind: 'catalogue', id: 'scripted' },
      title: 'A task',
      blocks: [{ kind: 'text', text: `Do it.\n\n\`\`\`steps\n${steps}\`\`\`\n`, origin: 'person' }],
    },
  }
}
