const KEPT_CHARACTERS = 32_768
const EVERY_LINE_UNTIL = 100
const GROWTH = 1.1

/**
 * Collects a command's output and says when to show it: after each of the first lines, later at growing distances.
 * That depends on the output alone and not on its timing, so that two runs show the same; and a long output costs
 * few updates although each carries the whole.
 */
export class CommandOutput {
  #kept = ''
  #total = 0
  #lines = 0
  #nextShown = 1
  readonly #show: (text: string) => void

  constructor(show: (text: string) => void) {
    this.#show = show
  }

  add(text: string): void {
    for (const line of text.split(/(?<=\n)/)) this.#addPart(line)
  }

  /** The end of the output, with a note of how much came before it. */
  get text(): string {
    const end = this.#kept.slice(-KEPT_CHARACTERS)
    const hidden = this.#total - end.length
    return hidden === 0 ? end : `[${hidden} characters before this are not shown]\n${end}`
  }

  #addPart(part: string): void {
    this.#kept += part
    this.#total += part.length
    if (this.#kept.length > 4 * KEPT_CHARACTERS) this.#kept = this.#kept.slice(-KEPT_CHARACTERS)
    if (!part.endsWith('\n')) return
    this.#lines += 1
    if (this.#lines < this.#nextShown) return
    this.#nextShown = this.#lines < EVERY_LINE_UNTIL ? this.#lines + 1 : Math.ceil(this.#lines * GROWTH)
    this.#show(this.text)
  }
}
