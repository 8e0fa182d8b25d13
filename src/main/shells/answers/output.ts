import type { Failure } from '../../../shared/kernel/failure.ts'

/** Where answers go. With `json` each is one document (or one line of a stream), else text for a person. */
export interface Output {
  readonly json: boolean
  /** The command's one answer. */
  answer(value: object, text: () => string): void
  /** One element of a stream. */
  line(value: object, text: () => string): void
  /** An answer with a list in it that may be too long to hold: one document with `json`, else one text an item. */
  list(answer: { readonly head: object; readonly name: string; readonly pages: Pages }): Promise<void>
  /** Resolves once whoever reads has room for more. */
  drained(): Promise<void>
  refusal(failure: Failure): void
}

export type Pages = AsyncIterable<readonly { readonly value: object; readonly text: () => string }[]>

export interface Streams {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readonly drained?: () => Promise<void>
}

export function createOutput(json: boolean, streams: Streams): Output {
  const print = (value: object, text: () => string) => streams.out(`${json ? JSON.stringify(value) : text()}\n`)
  const drained = async () => streams.drained?.()
  return {
    json,
    answer: print,
    line: print,
    drained,
    list: async ({ head, name, pages }) => {
      if (json) streams.out(JSON.stringify({ ...head, [name]: [] }).slice(0, -2))
      let separator = ''
      for await (const page of pages) {
        for (const { value, text } of page) {
          streams.out(json ? `${separator}${JSON.stringify(value)}` : `${text()}\n`)
          separator = ','
          await drained()
        }
      }
      if (json) streams.out(']}\n')
    },
    refusal: (failure) => {
      if (json) streams.out(`${JSON.stringify({ error: failure })}\n`)
      else streams.error(`${[visible(failure.message), visible(failure.remedy), ...particulars(failure)].join('\n')}\n`)
    },
  }
}

/** The named paths and conflicts of a refusal, one a line; the rest of the facts is for programs. */
function particulars(failure: Failure): readonly string[] {
  const lists = Object.values(failure.facts ?? {}).filter((value) => Array.isArray(value))
  return lists.flat().map((item) => `  ${typeof item === 'string' ? visible(item) : visible(JSON.stringify(item))}`)
}

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Text from agents and repositories can't steer the terminal or hide what it says: controls become visible. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    if (character === '\n' || character === '\t') return character
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}
