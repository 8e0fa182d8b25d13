import { StringDecoder } from 'node:string_decoder'
import { PlainText, plainText } from './plain-text.ts'

/** Kept of a gate's output from its beginning and from its end, in bytes each. */
const keptBytes = 124 * 1024

/** The beginning and the end of what a gate wrote, as plain text. */
export class GateOutput {
  readonly #decoder = new StringDecoder('utf8')
  readonly #plain = new PlainText()
  #head = ''
  #headLeft = keptBytes
  #tail: Buffer[] = []
  #tailBytes = 0
  #dropped = 0

  /** What is new at the end of the beginning; nothing once that is full. */
  push(chunk: Buffer): string {
    const own = chunk.subarray(0, this.#headLeft)
    this.#headLeft -= own.length
    const fresh = own.length === 0 ? '' : this.#plain.push(this.#decoder.write(own))
    this.#head += fresh
    this.#keep(chunk.subarray(own.length))
    return fresh
  }

  /** True once the end is kept apart from the beginning. */
  get long(): boolean {
    return this.#tailBytes > 0
  }

  text(): string {
    if (!this.long) return this.#head
    const tail = Buffer.concat(this.#tail)
    const over = Math.max(0, tail.length - keptBytes)
    const left = this.#dropped + over
    const end = tail.subarray(over).toString('utf8')
    if (left === 0) return this.#head + plainText(end)
    // Where it was cut there may be half a character or half an escape: the first whole line is the beginning.
    const line = end.indexOf('\n') + 1
    const whole = line > 0 && line < 4096 ? end.slice(line) : end.replace(/^\ufffd+/, '')
    return `${this.#head}\n… ${left} bytes left out …\n${plainText(whole)}`
  }

  #keep(rest: Buffer): void {
    if (rest.length === 0) return
    this.#tail.push(rest)
    this.#tailBytes += rest.length
    for (let first = this.#tail[0]; first !== undefined; first = this.#tail[0]) {
      if (this.#tailBytes - this.#dropped - first.length < keptBytes) return
      this.#dropped += first.length
      this.#tail.shift()
    }
  }
}
