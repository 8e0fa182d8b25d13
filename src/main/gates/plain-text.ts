const escapeCode = 0x1b
const bellCode = 0x07

type Inside = 'text' | 'escape' | 'sequence' | 'string' | 'string-escape' | 'charset'

/** Characters that lead into a text for the terminal, such as a title: P, X, ], ^ and _. */
const strings = new Set([...'PX]^_'].map((letter) => letter.charCodeAt(0)))
/** End a line for a pattern and for who reads it. */
const lineEnds = new Set([0x2028, 0x2029])
/** Characters between an escape and its last one. */
const isIntermediate = (code: number) => code >= 0x20 && code <= 0x2f

/**
 * What a program wrote without what it told the terminal: colours, cursor movements, titles. Lines that were drawn over
 * become lines of their own. Takes pieces cut anywhere.
 */
export class PlainText {
  #inside: Inside = 'text'
  #returned = false

  push(piece: string): string {
    let plain = ''
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at)
      if (this.#inside === 'text') plain += this.#text(code, piece[at] ?? '')
      else this.#inside = after(this.#inside, code)
    }
    return plain
  }

  #text(code: number, character: string): string {
    const returned = this.#returned
    this.#returned = code === 0x0d
    if (code === escapeCode) this.#inside = 'escape'
    if (code === 0x0d) return ''
    const before = returned && code !== 0x0a ? '\n' : ''
    if (lineEnds.has(code)) return `${before}\n`
    const isControl = (code < 0x20 && code !== 0x0a && code !== 0x09) || code === 0x7f
    return isControl ? before : before + character
  }
}

/** A line break ends whatever was begun: a sequence that never ends must not hide the rest. */
function after(inside: Exclude<Inside, 'text'>, code: number): Inside {
  if (code === 0x0a) return 'text'
  switch (inside) {
    case 'escape':
      return afterEscape(code)
    case 'sequence':
      return code >= 0x40 && code <= 0x7e ? 'text' : 'sequence'
    case 'charset':
      return isIntermediate(code) ? 'charset' : 'text'
    case 'string':
      if (code === bellCode) return 'text'
      return code === escapeCode ? 'string-escape' : 'string'
    case 'string-escape':
      return 'text'
  }
}

function afterEscape(code: number): Inside {
  if (code === 0x5b) return 'sequence'
  if (strings.has(code)) return 'string'
  return isIntermediate(code) ? 'charset' : 'text'
}

/** All of a text at once. */
export function plainText(text: string): string {
  return new PlainText().push(text)
}
