import { BrowserWindow, type WebContents } from 'electron'
import type { DesktopPlace } from '../../../shared/contract/desktop.ts'
import { folderPlace } from './launch-arguments.ts'
import { PlaceQueue } from './place-queue.ts'
import { openWindow, type WindowOptions } from './window.ts'

export interface WindowsOptions extends WindowOptions {
  /** Asked before the last window closes; false keeps it. */
  readonly mayCloseLast: () => boolean
}

/** The app's windows, and where each is to go. */
export class Windows {
  readonly #options: WindowsOptions
  readonly #queues = new Map<WebContents, PlaceQueue>()
  readonly #windows = new Set<BrowserWindow>()
  #latest: BrowserWindow | null = null
  #closing = false

  constructor(options: WindowsOptions) {
    this.#options = options
  }

  get count(): number {
    return this.#windows.size
  }

  get focused(): boolean {
    return BrowserWindow.getFocusedWindow() !== null
  }

  open(): BrowserWindow {
    const window = openWindow(this.#options)
    const { webContents } = window
    this.#windows.add(window)
    this.#queues.set(webContents, new PlaceQueue())
    this.#latest = window
    window.on('focus', () => {
      this.#latest = window
    })
    window.on('close', (event) => {
      if (!this.#closing && this.count === 1 && !this.#options.mayCloseLast()) event.preventDefault()
    })
    window.on('closed', () => {
      this.#windows.delete(window)
      this.#queues.delete(webContents)
      if (this.#latest === window) this.#latest = [...this.#windows].at(-1) ?? null
    })
    return window
  }

  /** Brings the window used last to the front, opened where there is none, and goes to the place. */
  show(place: DesktopPlace | null): void {
    const present = this.#latest
    const window = present ?? this.open()
    if (place !== null) this.queue(window.webContents)?.open(place)
    // A new one shows by itself, once it has something to show.
    if (present === null) return
    if (present.isMinimized()) present.restore()
    present.show()
    present.focus()
  }

  queue(contents: WebContents): PlaceQueue | undefined {
    return this.#queues.get(contents)
  }

  /** A folder that was dropped on a window opens there; anything else is no place. */
  dropped(path: string, contents: WebContents): void {
    const place = folderPlace(path)
    if (place !== null) this.queue(contents)?.open(place)
  }

  closeAll(): void {
    this.#closing = true
    for (const window of [...this.#windows]) window.close()
    this.#closing = false
  }
}
