/** One simple command of a line: its words as the program would get them. */
export interface CommandPart {
  readonly words: readonly string[]
  /** Files that its output goes to or its input comes from. */
  readonly files: readonly string[]
}

export interface SplitCommand {
  readonly parts: readonly CommandPart[]
  /** Every word is exactly what the program gets, and nothing runs but these parts. */
  readonly plain: boolean
}

/** Control, direction, invisible and joining characters, and blanks that are none: what is shown isn't what runs. */
const deceiving = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}|(?! )\p{Zs}/u
const keywords: ReadonlySet<string> = new Set(
  '! { } [[ ]] if then elif else fi for while until do done case esac select function time coproc in'.split(' '),
)
const assignment = /^[A-Za-z_][A-Za-z0-9_]*(\[[^\]]*\])?\+?=/
/** Unquoted, these make of a word something else than it reads; the second at its beginning only. */
const expanding = new Set('*?[]{}$!')
const expandingFirst = new Set('~#=')

/**
 * Takes a shell command apart at whatever starts another one. Knows plain words, quotes and escapes; everything that
 * a shell would work out first (variables, substitutions, globs, braces, keywords, assignments, files) makes it not
 * plain, and its parts a best guess. Linear in the length of the text.
 */
export function splitCommand(text: string): SplitCommand {
  return new Splitter(text).split()
}

class Splitter {
  readonly #text: string
  readonly #parts: CommandPart[] = []
  #at = 0
  #word: string | null = null
  #words: string[] = []
  #files: string[] = []
  /** The next word is a file. */
  #redirect = false
  #plain: boolean

  constructor(text: string) {
    this.#text = text.replaceAll('\\\n', '')
    this.#plain = !deceiving.test(this.#text.replaceAll(/[\n\t]/g, ' '))
  }

  split(): SplitCommand {
    while (this.#at < this.#text.length) this.#step(this.#text[this.#at] ?? '')
    this.#endPart()
    return { parts: this.#parts, plain: this.#plain && this.#parts.length > 0 }
  }

  #step(letter: string): void {
    this.#at += 1
    if (letter === "'") this.#single()
    else if (letter === '"') this.#double()
    else if (letter === '\\') this.#escaped()
    else if (letter === ' ' || letter === '\t') this.#endWord()
    else if (letter === '>' || letter === '<') this.#toFile(letter)
    else if (letter === '&' && this.#text[this.#at] === '>') this.#toFile(letter)
    else if (';|&\n'.includes(letter)) this.#endPart()
    else if ('()`'.includes(letter)) this.#nested()
    else this.#letter(letter)
  }

  #letter(letter: string): void {
    if (expanding.has(letter) || (this.#word === null && expandingFirst.has(letter))) this.#plain = false
    this.#word = (this.#word ?? '') + letter
  }

  /** A subshell, a substitution or a function: what is inside is looked at as a part of its own. */
  #nested(): void {
    this.#plain = false
    this.#endPart()
  }

  #single(): void {
    const end = this.#text.indexOf("'", this.#at)
    if (end === -1) this.#plain = false
    const stop = end === -1 ? this.#text.length : end
    this.#word = (this.#word ?? '') + this.#text.slice(this.#at, stop)
    this.#at = stop + 1
  }

  #double(): void {
    this.#word ??= ''
    for (; this.#at < this.#text.length; this.#at += 1) {
      const letter = this.#text[this.#at] ?? ''
      if (letter === '"') {
        this.#at += 1
        return
      }
      if (letter === '$' || letter === '`' || letter === '!') this.#plain = false
      if (letter === '\\' && '$`"\\'.includes(this.#text[this.#at + 1] ?? ' ')) this.#at += 1
      this.#word += this.#text[this.#at] ?? ''
    }
    this.#plain = false
  }

  #escaped(): void {
    if (this.#at >= this.#text.length) this.#plain = false
    this.#word = (this.#word ?? '') + (this.#text[this.#at] ?? '')
    this.#at += 1
  }

  #toFile(first: string): void {
    // A number right before it is a stream, not a word.
    if (this.#word !== null && /^\d+$/.test(this.#word)) this.#word = null
    this.#endWord()
    let operator = first
    while (operator.length < 3 && '<>&|'.includes(this.#text[this.#at] ?? ' ')) {
      operator += this.#text[this.#at]
      this.#at += 1
    }
    if (/^>&$/.test(operator) && /^(\d+|-)(?=[\s;|&]|$)/.test(this.#text.slice(this.#at, this.#at + 12))) {
      // One stream goes where another goes.
      while (/[\d-]/.test(this.#text[this.#at] ?? '')) this.#at += 1
      return
    }
    this.#redirect = true
    if (!/^(&>|>|>>|&>>|>&)$/.test(operator)) this.#plain = false
  }

  #endWord(): void {
    const word = this.#word
    if (word === null) return
    this.#word = null
    if (this.#redirect) {
      this.#redirect = false
      this.#files.push(word)
      if (word !== '/dev/null') this.#plain = false
      return
    }
    if (this.#words.length === 0 && (keywords.has(word) || assignment.test(word))) this.#plain = false
    this.#words.push(word)
  }

  #endPart(): void {
    this.#endWord()
    if (this.#redirect) this.#plain = false
    this.#redirect = false
    const [words, files] = [this.#words, this.#files]
    if (words.length === 0 && files.length > 0) this.#plain = false
    if (words.length > 0 || files.length > 0) this.#parts.push({ words, files })
    this.#words = []
    this.#files = []
  }
}
