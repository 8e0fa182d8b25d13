import { bared, beginsWith, type CommandPattern, couldMean, fitsWords, isWithin } from './command-pattern.ts'
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

interface ReadPart extends CommandPart {
  /** Every word as what it would be were it a program: what stands before one may run it. */
  readonly heads: readonly Head[]
  /** Words that are command lines of their own, bared. */
  readonly lines: readonly string[]
}

interface Head {
  /** What it is called: `git-push` is `git`, too. */
  readonly names: readonly string[]
  /** What it would be run with, in every way to look at it. */
  forms(): Forms
}

interface Forms {
  /** Where the subcommand stands is known. */
  readonly certain: boolean
  readonly all: readonly (readonly string[])[]
}

/** Shells within shells that are looked into. */
const depth = 3
/** Shells whose language is the one that is read here. */
const scripted: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh'])
/** Words of one command, and of all of them, that are looked at; a longer one is not understood. */
const wordsOfOne = 80
const wordsOfAll = 200

export function readCommand(text: string, level = 0): ReadCommand {
  const { parts, plain } = splitCommand(text)
  let understood = plain
  let left = wordsOfAll
  const all: ReadPart[] = []
  for (const part of parts) {
    left -= part.words.length
    const inner = level < depth ? scriptOf(part.words) : null
    if (left < 0) {
      // The rest is only looked at as a text.
      understood = false
      break
    }
    if (inner === null) {
      all.push(readPart(part))
      understood &&= part.words.length <= wordsOfOne && !isOpaque(part.words) && !part.words.some(isConfusable)
      continue
    }
    const read = readCommand(inner, level + 1)
    all.push(...read.parts)
    // What it does with the files of the shell around it, its own parts don't show.
    understood &&= read.understood && part.files.every((file) => file === '/dev/null')
  }
  return { parts: all, understood, bare: bared(text) }
}

/** `bash -lc "…"` runs that text and nothing else. */
function scriptOf(words: readonly string[]): string | null {
  const [program = '', option = '', script, ...more] = words
  if (script === undefined || more.length > 0 || !/^-[l]?c$/.test(option)) return null
  return scripted.has(program) || /^(\/usr)?\/bin\/(sh|bash|zsh|dash)$/.test(program) ? script : null
}

function readPart(part: CommandPart): ReadPart {
  const words = part.words.slice(0, wordsOfOne)
  return {
    ...part,
    heads: words.map((_, at) => headOf(words, at)),
    lines: words.filter((word) => /[\s;|&`$()]/.test(word)).map(bared),
  }
}

/** Without the options behind the subcommand, too: `gh pr --repo x create` is `gh pr create`. */
function withoutLater([program = '', verb, ...rest]: readonly string[]): readonly string[] {
  if (verb === undefined) return [program]
  return [program, verb, ...withoutOptions([program, ...rest]).words.slice(1)]
}

function headOf(words: readonly string[], at: number): Head {
  const word = words[at] ?? ''
  const program = programOf(word)
  const [, base, verb] = /^(git|gh|npm|cargo|docker|kubectl)-(.+)$/.exec(program) ?? []
  const names = [word, program, ...(base === undefined ? [] : [base])]
  let known: Forms | null = null
  const work = (): Forms => {
    const tail = words.slice(at)
    const rest = tail.slice(1)
    const named = [program, ...rest]
    const { certain, words: without } = withoutOptions(tail)
    const apart = base === undefined || verb === undefined ? [] : [[base, verb, ...rest]]
    return { certain, all: [without, withoutLater(without), tail, named, spread(without), spread(named), ...apart] }
  }
  return {
    names,
    forms: () => {
      known ??= work()
      return known
    },
  }
}

/** Whether a pattern means any program that this part may run, through whatever stands before it. */
export function meansPart(pattern: CommandPattern, { heads, lines }: ReadPart): 'surely' | 'perhaps' | 'no' {
  let perhaps = lines.some((line) => couldMean(pattern, line))
  for (const head of heads) {
    if (!beginsWith(pattern, head.names)) continue
    const { all, certain } = head.forms()
    if (all.some((form) => fitsWords(pattern, form))) return 'surely'
    if (!certain && all.some((form) => isWithin(pattern, form))) perhaps = true
  }
  return perhaps ? 'perhaps' : 'no'
}

/** Options that stand together in one word, each by itself. */
function spread(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => (at > 0 && /^-[A-Za-z]{2,}/.test(word) ? lettersOf(word) : [word]))
}

function lettersOf(word: string): readonly string[] {
  return [...word.slice(1, 40)].filter((letter) => /[A-Za-z]/.test(letter)).map((letter) => `-${letter}`)
}
