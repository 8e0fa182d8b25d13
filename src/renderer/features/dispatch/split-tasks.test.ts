import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitTasks } from './split-tasks.ts'

const texts = (text: string) => splitTasks(text).parts.map((part) => part.text)

describe('splitting a pasted list into tasks', () => {
  it('takes each line as a task', () => {
    const lines = ['Refunds show twice', 'Currency table misses CHF', 'fix logout']
    expect(texts(lines.join('\n'))).toEqual(lines)
    expect(splitTasks(lines.join('\n')).sure).toBe(true)
  })

  it.each([
    ['- one\n- two', ['one', 'two']],
    ['1. one\n2) two\n', ['one', 'two']],
    ['* [ ] one\n* [x] two', ['one', 'two']],
    ['one\n\ntwo\r\n\r\n\r\nthree', ['one', 'two', 'three']],
    ['- one\n  more of one\ngoes on\n- two', ['one\nmore of one\ngoes on', 'two']],
    ['one\n    detail\n\ttabbed\ntwo', ['one\n    detail\n\ttabbed', 'two']],
    ['one\n```sh\n- no item\n\nls\n```\ntwo', ['one\n```sh\n- no item\n\nls\n```', 'two']],
    ['- one\n  ~~~\n  ```\n  ~~~\n- two', ['one\n~~~\n```\n~~~', 'two']],
  ])('reads %j', (text, expected) => {
    expect(texts(text)).toEqual(expected)
  })

  it.each([
    '',
    'Only one line',
    'The login test is flaky since the clock of the runner\nwas changed; find out why and repair it.',
    '```steps\n- say: one\n- say: two\n```',
    'Generate\n\n```steps\n- say: one\n\n- say: never closed',
    'Please do all of these:\n- one\n- two',
    '# Plan\nFirst line\nSecond line',
    '```\nlog\n```\nFind out why\nThen repair it',
    '- one\n- two\n\nAnd remember the tests',
    'First this,\nthen that',
  ])('keeps %j as one', (text) => {
    expect(texts(text)).toEqual([])
  })

  it('is not sure of sentences', () => {
    const split = splitTasks('Move the routes to a service.\nKeep the public paths.')
    expect(split).toMatchObject({ sure: false, parts: { length: 2 } })
  })

  const word = fc.stringMatching(/^[A-Z][a-z0-9 ]{0,30}[a-z0-9]$/)
  const detail = fc.constantFrom('', '\n  more', '\n\n  after a gap', '\n```\n- a\n\nb\n```', '\n  ```js\n  x\n  ```')
  const item = fc.tuple(word, detail).map((parts) => parts.join(''))
  const marks = fc.constantFrom('', '- ', '* ', '12. ', '3) ', '- [ ] ')
  const list = fc.tuple(fc.array(item, { minLength: 2, maxLength: 8 }), marks, fc.constantFrom('\n', '\n\n'))

  it('loses nothing and doubles nothing', () => {
    fc.assert(
      fc.property(list, ([items, bullet, between]) => {
        const text = items.map((one) => bullet + one).join(between)
        const { parts, sure } = splitTasks(text)
        expect(sure).toBe(true)
        expect(parts).toHaveLength(items.length)
        expect(parts.map((part) => part.source).join(between)).toBe(text)
      }),
    )
  })

  it('splits what is left of a list as before', () => {
    fc.assert(
      fc.property(list, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), ([items, bullet, between], left) => {
        const before = splitTasks(items.map((one) => bullet + one).join(between)).parts
        const rest = before.filter((_, at) => left[at])
        fc.pre(rest.length > 1)
        const after = splitTasks(rest.map((part) => part.source).join('\n')).parts
        expect(after.map((part) => part.text)).toEqual(rest.map((part) => part.text))
      }),
    )
  })

  it('bears any text', () => {
    const lines = fc.array(fc.constantFrom('- a', 'b', '', '  c', '```', '~~~~', '1. d', '# e', '\t'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(lines, (parts) => {
        const split = splitTasks(parts.join('\n'))
        if (split.parts.length === 0) return
        const kept = split.parts.flatMap((part) => part.source.split('\n')).filter((line) => line.trim() !== '')
        expect(kept).toEqual(parts.filter((line) => line.trim() !== ''))
        expect(split.parts.every((part) => part.text !== '')).toBe(true)
      }),
    )
  })
})
