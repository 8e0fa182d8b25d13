import { parseJson } from '../../../shared/kernel/parse-json.ts'

/** A frame is its body's length (4 bytes), its kind (1 byte), and its body. */
const headLength = 5
const ptyLength = 4
const messageKind = 0
const outputKind = 1
/** The longest is what a person pastes at once, as JSON. */
const longestBody = 16 * 1024 * 1024

export type Frame =
  | { readonly kind: 'message'; readonly value: unknown }
  | { readonly kind: 'output'; readonly pty: number; readonly bytes: Buffer }

export function messageFrame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message))
  return Buffer.concat([head(messageKind, body.length), body])
}

/** Output goes as it is: escape sequences and halves of characters included. */
export function outputFrame(pty: number, bytes: Uint8Array): Buffer {
  const number = Buffer.alloc(ptyLength)
  number.writeUInt32BE(pty)
  return Buffer.concat([head(outputKind, ptyLength + bytes.length), number, bytes])
}

/** Puts frames together again from pieces of any size. */
export class FrameReader {
  #pieces: Buffer[] = []
  #size = 0
  #needed = headLength

  /** The frames that are complete with this piece; `broken` when this is no stream of frames. */
  push(piece: Buffer): readonly Frame[] | 'broken' {
    this.#pieces.push(piece)
    this.#size += piece.length
    if (this.#size < this.#needed) return []
    let rest: Buffer = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces)
    const frames: Frame[] = []
    for (;;) {
      const length = rest.length < headLength ? 0 : rest.readUInt32BE(0)
      if (length > longestBody) return 'broken'
      this.#needed = headLength + length
      if (rest.length < this.#needed) break
      const frame = frameOf(rest.readUInt8(ptyLength), rest.subarray(headLength, this.#needed))
      if (frame === null) return 'broken'
      frames.push(frame)
      rest = rest.subarray(this.#needed)
    }
    this.#pieces = [rest]
    this.#size = rest.length
    return frames
  }
}

function head(kind: number, length: number): Buffer {
  const bytes = Buffer.alloc(headLength)
  bytes.writeUInt32BE(length)
  bytes.writeUInt8(kind, headLength - 1)
  return bytes
}

function frameOf(kind: number, body: Buffer): Frame | null {
  if (kind === messageKind) return { kind: 'message', value: parseJson(body.toString()) }
  if (kind !== outputKind || body.length < ptyLength) return null
  return { kind: 'output', pty: body.readUInt32BE(0), bytes: body.subarray(ptyLength) }
}
