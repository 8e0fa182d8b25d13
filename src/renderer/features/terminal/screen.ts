import { FitAddon } from '@xterm/addon-fit'
import { WebglAddon } from '@xterm/addon-webgl'
import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { copyText } from '../../lib/copy-text.ts'
import { isMac } from '../../lib/platform.ts'
import { tokenColor } from '../../ui/theme.ts'
import type { TerminalEnd, TerminalSink } from './follow-terminal.ts'
import { type KeyMeaning, meaningOf } from './terminal-keys.ts'
import { terminalTheme } from './terminal-theme.ts'

export const fontFamily = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace'

/** In UTF-16 code units that are printed and not drawn yet. */
const fullAt = 500_000
const emptyAt = 50_000

/** The first batches of a terminal that ran before are as long as the host has them; a shorter one is the last. */
const historyPart = 100_000

/** Links, whose text may say something else than where they lead, and the clipboard are no program's business. */
const deniedSequences = [8, 52] as const

export interface ScreenOptions {
  /** The program has run before: what it asked its terminal then was answered then. */
  readonly joined: boolean
  readonly input: (text: string) => void
  readonly ended: (end: TerminalEnd) => void
  readonly leave: () => void
}

export interface ScreenSize {
  readonly columns: number
  readonly rows: number
}

/** A terminal as it is drawn. Whoever makes one disposes of it. */
export class Screen implements TerminalSink {
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #options: ScreenOptions
  readonly #element: HTMLElement
  #webgl: WebglAddon | null = null
  #undrawn = 0
  #waiting: (() => void)[] = []
  #replaying: boolean

  /** `element` must be in the page, and the font loaded, so that characters can be measured. */
  constructor(element: HTMLElement, options: ScreenOptions) {
    this.#element = element
    this.#options = options
    this.#replaying = options.joined
    const terminal = new Terminal({
      fontFamily,
      fontSize: 12,
      lineHeight: 1.2,
      scrollback: 10_000,
      cursorBlink: false,
      minimumContrastRatio: 4.5,
      macOptionIsMeta: true,
      logLevel: 'off',
      theme: terminalTheme(tokenColor),
    })
    this.#terminal = terminal
    terminal.loadAddon(this.#fit)
    for (const sequence of deniedSequences) terminal.parser.registerOscHandler(sequence, () => true)
    terminal.onData((text) => {
      if (!this.#replaying) options.input(text)
    })
    terminal.attachCustomKeyEventHandler((event) => this.#press(event))
    terminal.open(element)
  }

  get behind(): boolean {
    return this.#undrawn > fullAt
  }

  caughtUp(): Promise<void> {
    return this.#undrawn <= emptyAt ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }

  print(text: string): void {
    this.#write(text, () => {
      if (text.length < historyPart) this.#replaying = false
    })
  }

  lost(): void {
    this.#note('what was printed here before is no longer kept')
  }

  begin(): void {
    this.#terminal.reset()
  }

  ended(end: TerminalEnd): void {
    this.#options.ended(end)
  }

  focus(): void {
    this.#terminal.focus()
  }

  /** Fills its element; null while that is hidden. */
  fit(): ScreenSize | null {
    if (this.#element.clientWidth === 0 || this.#element.clientHeight === 0) return null
    this.#fit.fit()
    const { cols, rows } = this.#terminal
    return { columns: Math.min(cols, 1000), rows: Math.min(rows, 1000) }
  }

  /** The colours of the present theme. */
  paint(): void {
    this.#terminal.options.theme = terminalTheme(tokenColor)
  }

  setTyping(allowed: boolean): void {
    this.#terminal.options.disableStdin = !allowed
  }

  setScreenReader(on: boolean): void {
    this.#terminal.options.screenReaderMode = on
  }

  /** Only what is in sight draws with the graphics card, whose contexts are few. Without one the page draws. */
  setShown(shown: boolean): void {
    if (shown === (this.#webgl !== null)) return
    if (shown) this.#accelerate()
    else this.#slowDown()
  }

  dispose(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
    this.#terminal.dispose()
  }

  #accelerate(): void {
    if (document.createElement('canvas').getContext('webgl2') === null) return
    const webgl = new WebglAddon()
    webgl.onContextLoss(() => this.#slowDown())
    this.#terminal.loadAddon(webgl)
    this.#webgl = webgl
  }

  #slowDown(): void {
    this.#webgl?.dispose()
    this.#webgl = null
  }

  /** A line of ours. Whatever sequence was begun is given up, since its end may be what is missing. */
  #note(text: string): void {
    this.#write(`\x18\x1b[0m\r\n\x1b[2m[${text}]\x1b[0m\r\n`, () => undefined)
  }

  #write(text: string, drawn: () => void): void {
    this.#undrawn += text.length
    this.#terminal.write(text, () => {
      this.#undrawn -= text.length
      drawn()
      if (this.#undrawn <= emptyAt) for (const resolve of this.#waiting.splice(0)) resolve()
    })
  }

  /** Whether the terminal gets the key. */
  #press(event: KeyboardEvent): boolean {
    const meaning = meaningOf(event, isMac)
    if (meaning === null) return true
    if (event.type === 'keydown') this.#do(meaning, event)
    return false
  }

  #do(meaning: KeyMeaning, event: KeyboardEvent): void {
    // The browser pastes by itself, as it needs no permission then.
    if (meaning === 'paste') return
    event.preventDefault()
    if (meaning === 'leave') this.#options.leave()
    else if (this.#terminal.hasSelection()) void copyText(this.#terminal.getSelection())
  }
}
