import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitCommand } from './split-command.ts'

function quoteSingle(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

function quoteDouble(word: string): string {
  return `"${word.replaceAll(/["\\$`]/g, (character) => `\\${character}`)}"`
}

function escapeEach(word: string): string {
  return word === ''
    ? "''"
    : [...word].map((character) => (/\w/.test(character) ? character : `\\${character}`)).join('')
}

describe('splitting a command line', () => {
  it('gives back any words, however they were quoted', () => {
    const quoting = fc.constantFrom(quoteSingle, quoteDouble, escapeEach)
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))
    const blank = fc.constantFrom(' ', '  ', '\t', '\n')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, quoting, blank)), (parts) => {
        const line = parts.map(([text, quote, space]) => quote(text) + space).join('')
        expect(splitCommand(line)).toEqual({ ok: true, value: parts.map(([text]) => text) })
      }),
    )
  })

  it.each([
    ['  node agent.js  ', ['node', 'agent.js']],
    [`a'b c'"d e"\\ f`, ['ab cd e f']],
    [`"keep \\n and \\\\ and \\""`, ['keep \\n and \\ and "']],
    ["'no \\escape'", ['no \\escape']],
    ['one\\\ntwo', ['onetwo']],
    ['echo $HOME | cat *', ['echo', '$HOME', '|', 'cat', '*']],
    [`x "" ''`, ['x', '', '']],
    ['', []],
  ])('%j', (line, words) => {
    expect(splitCommand(line)).toEqual({ ok: true, value: words })
  })

  it.each([
    [`a 'b`, 'single'],
    ['a "b', 'double'],
    ['a b\\', 'backslash'],
  ])('%j is refused', (line, named) => {
    const split = splitCommand(line)
    expect(split).toMatchObject({ ok: false, error: { code: 'agent-not-found' } })
    expect(split.ok ? '' : split.error.message).toContain(named)
  })
})
