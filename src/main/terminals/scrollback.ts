/** Pieces are joined up to this length, in UTF-16 code units. */
const pieceLength = 4096

interface Piece {
  readonly offset: number
  readonly text: string
}

/**
 * The newest part of everything a terminal printed. Offsets count UTF-16 code units from its beginning.
 * Keeps at least `limit` of them, and at most one appended text more, since it forgets whole pieces.
 */
export class Scrollback {
  readonly #limit: number
  #pieces: Piece[] = []
  #fresh: string[] = []
  #freshSize = 0
  #end = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The first that is kept. */
  get start(): number {
    return this.#pieces[0]?.offset ?? this.#end - this.#freshSize
  }

  get end(): number {
    return this.#end
  }

  append(text: string): void {
    this.#fresh.push(text)
    this.#freshSize += text.length
    this.#end += text.length
    if (this.#freshSize < pieceLength) return
    this.#seal()
    this.#forget()
  }

  /** What begins at `from`, up to `most` units or one more, so that no surrogate pair is cut. */
  read(from: number, most: number): string {
    this.#seal()
    const parts: string[] = []
    let wanted = most
    let at = this.#pieces.findLastIndex((piece) => piece.offset <= from)
    for (let piece = this.#pieces[at]; piece !== undefined && wanted > 0; piece = this.#pieces[at]) {
      const begin = Math.max(0, from - piece.offset)
      const part = piece.text.slice(begin, wholeCut(piece.text, begin + wanted))
      parts.push(part)
      wanted -= part.length
      at += 1
    }
    return parts.join('')
  }

  #seal(): void {
    if (this.#freshSize === 0) return
    const last = this.#pieces.at(-1)
    const joins = last !== undefined && last.text.length < pieceLength
    if (joins) this.#pieces.pop()
    const offset = joins ? last.offset : this.#end - this.#freshSize
    this.#pieces.push({ offset, text: [joins ? last.text : '', ...this.#fresh].join('') })
    this.#fresh = []
    this.#freshSize = 0
  }

  /** Only when something is appended: whoever has asked for the start reads from there. */
  #forget(): void {
    const forgotten = this.#pieces.findIndex(({ offset: from, text }) => this.#end - from - text.length < this.#limit)
    if (forgotten > 0) this.#pieces.splice(0, forgotten)
  }
}

/** Moves a cut behind a pair that it would split. */
function wholeCut(text: string, cut: number): number {
  const before = text.charCodeAt(cut - 1)
  return before >= 0xd800 && before < 0xdc00 ? cut + 1 : cut
}
