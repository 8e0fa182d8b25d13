import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { defaultLaunch, type FakeLaunch } from './fake-launch.ts'
import { FakeWebContents } from './fake-page.ts'

/*
 * As much of Electron as the shell uses, for tests: events are emitted by hand, what is asked is recorded, ports are
 * real ones. A test replaces the module `electron` with this one and resets it before each case.
 */

class FakeApp extends EventEmitter {
  isPackaged = false
  launch: FakeLaunch = defaultLaunch
  switches = new Map<string, string>()
  paths = new Map<string, string>()
  badge = 0
  sandboxed = false
  protocolClients: string[] = []
  exited = Promise.withResolvers<number>()
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void this.switches.set(name, value),
    hasSwitch: (name: string) => this.switches.has(name),
  }

  enableSandbox(): void {
    this.sandboxed = true
  }
  setName(): void {
    this.paths.set('name', 'set')
  }
  setPath(name: string, path: string): void {
    // As Electron does.
    if (!existsSync(path)) throw new Error(`Failed to set '${name}' path: there is no ${path}`)
    this.paths.set(name, path)
  }
  setBadgeCount(count: number): void {
    this.badge = count
  }
  setAsDefaultProtocolClient(scheme: string): void {
    this.protocolClients.push(scheme)
  }
  requestSingleInstanceLock(data: unknown): boolean {
    this.launch.handedOver = data
    return this.launch.first
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  quit(): void {
    this.exited.resolve(0)
  }
  exit(code = 0): void {
    this.exited.resolve(code)
  }
}

class FakeIpcMain extends EventEmitter {}

/** Answers with what the test put in line; without an answer a dialog stays open until its signal. */
class FakeDialog {
  asked: { readonly message: string; readonly detail: string; readonly buttons: readonly string[] }[] = []
  answers: { readonly response: number; readonly checkboxChecked: boolean }[] = []
  folder: string | null = null
  #asked = Promise.withResolvers<void>()

  /** Resolves with the next question. */
  async next(): Promise<FakeDialog['asked'][number]> {
    while (this.asked.length === 0) await this.#asked.promise
    return this.asked.shift() as FakeDialog['asked'][number]
  }
  async showMessageBox(...args: readonly unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const options = args.at(-1) as FakeDialog['asked'][number] & { readonly signal?: AbortSignal }
    this.asked.push(options)
    this.#asked.resolve()
    this.#asked = Promise.withResolvers()
    const answer = this.answers.shift()
    if (answer !== undefined) return answer
    await new Promise<void>((resolve) => options.signal?.addEventListener('abort', () => resolve()))
    return { response: 0, checkboxChecked: false }
  }
  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    return { canceled: this.folder === null, filePaths: this.folder === null ? [] : [this.folder] }
  }
}

class FakeSession extends EventEmitter {
  handlers: Record<string, (...args: readonly never[]) => unknown> = {}
  spellChecker = true
  readonly webRequest = {
    onBeforeRequest: (handler: never) => {
      this.handlers.request = handler
    },
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }
  setPermissionRequestHandler(handler: never): void {
    this.handlers.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: never): void {
    this.handlers.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: never): void {
    this.handlers.device = handler
  }
  setDisplayMediaRequestHandler(handler: never): void {
    this.handlers.display = handler
  }
}

export const app = new FakeApp()
export const ipcMain = new FakeIpcMain()
export const dialog = new FakeDialog()
export const session = { defaultSession: new FakeSession() }
export const shell = { opened: [] as string[], openExternal: async (url: string) => void shell.opened.push(url) }
export const nativeTheme = { shouldUseDarkColors: true }
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }
export const powerSaveBlocker = {
  started: new Set<number>(),
  start: (): number => {
    const next = Math.max(0, ...powerSaveBlocker.started) + 1
    powerSaveBlocker.started.add(next)
    return next
  },
  stop: (id: number): boolean => powerSaveBlocker.started.delete(id),
  isStarted: (id: number): boolean => powerSaveBlocker.started.has(id),
}
export const protocol = {
  schemes: [] as unknown[],
  handler: null as ((request: Request) => Promise<Response>) | null,
  registerSchemesAsPrivileged: (schemes: readonly unknown[]) => void protocol.schemes.push(...schemes),
  handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => {
    protocol.handler = handler
  },
}

interface MenuItem {
  readonly label?: string
  readonly click?: () => void
  readonly submenu?: readonly MenuItem[]
}

export const Menu = {
  application: [] as readonly MenuItem[],
  buildFromTemplate: (items: readonly MenuItem[]) => items,
  setApplicationMenu: (items: readonly MenuItem[]) => {
    Menu.application = items
  },
}

export class Tray extends EventEmitter {
  static present: Tray | null = null
  tip = ''
  menu: readonly MenuItem[] = []
  constructor() {
    super()
    Tray.present = this
  }
  setToolTip(tip: string): void {
    this.tip = tip
    this.emit('said', tip)
  }
  setContextMenu(items: readonly MenuItem[]): void {
    this.menu = items
  }
  destroy(): void {
    Tray.present = null
  }
}

export class Notification extends EventEmitter {
  static shown: Notification[] = []
  static isSupported(): boolean {
    return true
  }
  readonly options: { readonly title: string; readonly body: string; readonly actions: readonly { text: string }[] }
  constructor(options: Notification['options']) {
    super()
    this.options = options
  }
  show(): void {
    Notification.shown.push(this)
  }
  close(): void {
    this.removeAllListeners()
  }
}

export class MessageChannelMain extends MessageChannel {}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static focused: BrowserWindow | null = null
  static getAllWindows(): readonly BrowserWindow[] {
    return BrowserWindow.all
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.focused
  }
  static fromWebContents(contents: FakeWebContents): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null
  }

  readonly options: { readonly webPreferences: object; readonly backgroundColor: string }
  readonly webContents = new FakeWebContents()
  shown = 0
  constructor(options: BrowserWindow['options']) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(address: string): Promise<void> {
    this.webContents.mainFrame.url = address
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 }
  }
  isMaximized(): boolean {
    return false
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {
    this.shown += 1
  }
  maximize(): void {
    this.shown += 1
  }
  show(): void {
    this.shown += 1
  }
  focus(): void {
    BrowserWindow.focused = this
    this.emit('focus')
  }
  close(): void {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (prevented) return
    BrowserWindow.all = BrowserWindow.all.filter((window) => window !== this)
    if (BrowserWindow.focused === this) BrowserWindow.focused = null
    this.emit('closed')
    this.webContents.emit('destroyed')
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed')
  }
}

/** Forgets everything, as if the app had not been started. */
export function resetElectron(): void {
  for (const emitter of [app, ipcMain, session.defaultSession]) emitter.removeAllListeners()
  Object.assign(app, {
    isPackaged: false,
    launch: { ...defaultLaunch },
    switches: new Map(),
    paths: new Map(),
    badge: 0,
    sandboxed: false,
    protocolClients: [],
    exited: Promise.withResolvers<number>(),
  })
  Object.assign(dialog, { asked: [], answers: [], folder: null })
  session.defaultSession.handlers = {}
  shell.opened = []
  Object.assign(protocol, { schemes: [], handler: null })
  Menu.application = []
  Tray.present = null
  Notification.shown = []
  BrowserWindow.all = []
  BrowserWindow.focused = null
}
