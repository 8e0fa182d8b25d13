import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '../../../scripts/lib/electron-binary.ts'
import { root } from '../../../scripts/lib/root.ts'

const electron = findElectron(root, process.env, process.platform)
const entry = join(root, 'out/main/electron-main.js')

/** Why no window can be opened here, null where it can. */
export function whyNoDesktop(): string | null {
  if (electron === undefined)
    return 'no Electron binary is here (npm start downloads it; ELECTRON_OVERRIDE_DIST_PATH names one)'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'there is no display for a window'
  return process.getuid?.() === 0 ? 'a window as root would be without a sandbox' : null
}

/** One data folder and the app on it. */
export class DesktopApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'switchyard-window-'))
  readonly #app: Promise<ElectronApplication>

  constructor() {
    const env = { ...definedOnly(process.env), SWITCHYARD_NODE: process.execPath, HOME: this.folder }
    this.#app = _electron.launch({ executablePath: electron ?? '', args: [entry, ...this.#data], env })
  }

  get #data(): readonly string[] {
    return ['--data', join(this.folder, 'data')]
  }

  async app(): Promise<ElectronApplication> {
    return this.#app
  }

  async page(): Promise<Page> {
    return (await this.#app).firstWindow()
  }

  /** Starts the app again and answers the code it ends with. */
  async startAgain(...args: readonly string[]): Promise<number | null> {
    const second = spawn(electron ?? '', [entry, ...this.#data, ...args], { stdio: 'ignore' })
    const [code] = await once(second, 'exit')
    return code
  }

  /** Runs the command line against the app's host. */
  async cli(...args: readonly string[]): Promise<unknown> {
    const command = [join(root, 'out/main/cli.js'), ...args, ...this.#data, '--json']
    const { stdout } = await promisify(execFile)(process.execPath, command)
    return JSON.parse(stdout)
  }

  async close(): Promise<void> {
    const app = await this.#app
    const ended = app.process().exitCode === null ? once(app.process(), 'exit') : null
    // As the system ends it, which asks nobody.
    app.process().kill('SIGTERM')
    await ended
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
