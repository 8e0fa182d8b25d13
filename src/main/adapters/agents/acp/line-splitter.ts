const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Cuts a byte stream into lines (LF or CRLF, without their ending). Every byte is scanned once and copied at most
 * once, however many chunks a line spans.
 */
export class LineSplitter {
  readonly #limit: number
  #parts: Buffer[] = []
  #length = 0

  /** `limit` in bytes: the longest line accepted. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** The lines that end in `chunk`, or `too-long` in their place once a line exceeds the limit; stop then. */
  *push(chunk: Buffer): Generator<Buffer | 'too-long', void, void> {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      if (this.#length + end - start > this.#limit) yield this.#overflow()
      else yield this.#take(chunk.subarray(start, end))
      start = end + 1
    }
    if (start === chunk.length) return
    if (this.#length + chunk.length - start > this.#limit) yield this.#overflow()
    else this.#keep(chunk.subarray(start))
  }

  /** What follows the last line ending, once the stream is over. */
  rest(): Buffer {
    return this.#take(Buffer.alloc(0))
  }

  #keep(part: Buffer): void {
    this.#parts.push(part)
    this.#length += part.length
  }

  #take(last: Buffer): Buffer {
    if (this.#length === 0) return withoutCarriageReturn(last)
    this.#keep(last)
    const line = Buffer.concat(this.#parts, this.#length)
    this.#reset()
    return withoutCarriageReturn(line)
  }

  #overflow(): 'too-long' {
    this.#reset()
    return 'too-long'
  }

  #reset(): void {
    this.#parts = []
    this.#length = 0
  }
}

function withoutCarriageReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line
}
