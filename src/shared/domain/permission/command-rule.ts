import { isConfusable, isOpaque } from './opaque.ts'
import { programOf, withoutOptions } from './program.ts'
import { type CommandPart, splitCommand } from './split-command.ts'

/** A command as far as it was understood: only where it was may anything of it be allowed. */
export interface ReadCommand {
  readonly parts: readonly ReadPart[]
  readonly understood: boolean
  /** All of it, bared. */
  readonly bare: string
}

export interface ReadPart extends CommandPart {
  /** Every word as what it would be were it a program: what stands before one may run it. */
  readonly heads: readonly Head[]
}

interface Head {
  readonly word: string
  /** What it is called: `git-push` is `git`, too. */
  readonly programs: readonly string[]
  /** The second word of `forms[0]` is the subcommand for sure. */
  readonly certain: boolean
  readonly forms: readonly (readonly string[])[]
}

/** Shells within shells that are looked into. */
const depth = 3
/** Shells whose language is the one that is read here. */
const scripted: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh'])
/** Words of one command, and of all of them, that are looked at; a longer one is not understood. */
const wordsOfOne = 200
const wordsOfAll = 1_000

export function readCommand(text: string, level = 0): ReadCommand {
  const { parts, plain } = splitCommand(text)
  let understood = plain && parts.reduce((sum, { words }) => sum + words.length, 0) <= wordsOfAll
  const all: ReadPart[] = []
  for (const part of parts) {
    const inner = scriptOf(part.words)
    if (inner === null || level >= depth) {
      all.push({ ...part, heads: part.words.slice(0, wordsOfOne).map((_, at) => headOf(part.words, at)) })
      if (part.words.length > wordsOfOne || isOpaque(part.words) || part.words.some(isConfusable)) understood = false
      continue
    }
    const read = readCommand(inner, level + 1)
    all.push(...read.parts)
    // What it does with the files of the shell around it, its own parts don't show.
    if (!read.understood || part.files.some((file) => file !== '/dev/null')) understood = false
  }
  return { parts: all, understood, bare: bared(text) }
}

/** `bash -lc "…"` runs that text and nothing else. */
function scriptOf(words: readonly string[]): string | null {
  const [program = '', option = '', script, ...more] = words
  if (script === undefined || more.length > 0 || !/^-[l]?c$/.test(option)) return null
  return scripted.has(program) || /^(\/usr)?\/bin\/(sh|bash|zsh|dash)$/.test(program) ? script : null
}

/** Whether a pattern means exactly this simple command, as it is written. */
export function fitsWords(pattern: string, words: readonly string[]): boolean {
  return fits(patternOf(pattern), words)
}

function headOf(words: readonly string[], at: number): Head {
  const tail = words.slice(at, at + wordsOfOne)
  const [word = '', ...rest] = tail
  const { certain, words: without } = withoutOptions(tail)
  const program = programOf(word)
  const named = [program, ...rest]
  const [, base, verb] = /^(git|gh|npm|cargo|docker|kubectl)-(.+)$/.exec(program) ?? []
  const apart = base === undefined || verb === undefined ? [] : [[base, verb, ...rest]]
  const programs = base === undefined ? [program] : [program, base]
  return { word, programs, certain, forms: [without, tail, named, spread(without), spread(named), ...apart] }
}

/** Whether a pattern means any program that this part may run, through whatever stands before it. */
export function meansPart(pattern: string, { heads }: ReadPart): 'surely' | 'perhaps' | 'no' {
  const wanted = patternOf(pattern)
  const [first = ''] = wanted
  let perhaps = false
  for (const { certain, forms, programs, word } of heads) {
    // A word that is a command line of its own.
    if (/[\s;|&`$()]/.test(word) && couldMean(pattern, bared(word))) perhaps = true
    if (![word, ...programs].some((name) => sameWord(first, name))) continue
    if (forms.some((form) => fits(wanted, form))) return 'surely'
    if (!certain && forms.some((form) => isWithin(wanted, form))) perhaps = true
  }
  return perhaps ? 'perhaps' : 'no'
}

/** A text without what dresses words up: quotes, escapes, what can't be seen. */
export function bared(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/["'\\\p{Cf}]|(?!\s)\p{Cc}/gu, '')
  return plain.toLowerCase()
}

/** Whether a bared text that wasn't understood has the pattern's words in it, in their order. */
export function couldMean(pattern: string, bare: string): boolean {
  let from = 0
  for (const word of literalWords(pattern)) {
    const at = bare.indexOf(word.toLowerCase(), from)
    if (at === -1) return false
    from = at + word.length
  }
  return true
}

function literalWords(pattern: string): readonly string[] {
  return patternOf(pattern).flatMap((word) => word.split('*').filter((part) => part !== ''))
}

function patternOf(pattern: string): readonly string[] {
  return pattern.split(/\s+/).filter((word) => word !== '')
}

/** Options that stand together in one word, each by itself. */
function spread(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => (at > 0 && /^-[A-Za-z]{2,}/.test(word) ? lettersOf(word) : [word]))
}

function lettersOf(word: string): readonly string[] {
  return [...word.slice(1, 40)].filter((letter) => /[A-Za-z]/.test(letter)).map((letter) => `-${letter}`)
}

function isWithin(pattern: readonly string[], words: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined || !sameWord(first, words[0] ?? '')) return false
  let at = 1
  for (const wanted of rest) {
    if (wanted === '*') continue
    const found = words.findIndex((word, index) => index >= at && sameWord(wanted, word))
    if (found === -1) return false
    at = found + 1
  }
  return true
}

function fits(pattern: readonly string[], words: readonly string[]): boolean {
  const last = pattern.at(-1)
  // A star at the end of the last word stands for further words, too.
  const open = last !== undefined && last !== '*' && last.endsWith('*') ? [...pattern, '*'] : pattern
  return spans(open, words, sameWord)
}

function sameWord(pattern: string, word: string): boolean {
  return spans([...pattern], [...word], (part, letter) => part === letter)
}

/** `*` stands for any number of items. Goes back to the last star alone, which is enough. */
function spans(pattern: readonly string[], items: readonly string[], same: (part: string, item: string) => boolean) {
  let at = 0
  let back: { readonly pattern: number; item: number } | null = null
  for (let item = 0; item < items.length; ) {
    const part = pattern[at]
    if (part === '*') {
      at += 1
      back = { pattern: at, item }
    } else if (part !== undefined && same(part, items[item] ?? '')) {
      at += 1
      item += 1
    } else if (back === null) return false
    else {
      back.item += 1
      item = back.item
      at = back.pattern
    }
  }
  return pattern.slice(at).every((part) => part === '*')
}
