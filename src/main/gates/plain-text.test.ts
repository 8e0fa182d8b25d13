import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlainText, plainText } from './plain-text.ts'

const esc = String.fromCodePoint(0x1b)

describe('plain text', () => {
  it.each([
    [`${esc}[1;31mred${esc}[0m`, 'red'],
    [`${esc}]8;;https://example.com${esc}\\link${esc}]8;;${esc}\\`, 'link'],
    [`${esc}]0;title\u0007after`, 'after'],
    [`${esc}(Bboxed${esc}=`, 'boxed'],
    ['a\r\nb\rc\n', 'a\nb\nc\n'],
    ['bell\u0007 back\bspace\u0000\ttab', 'bell backspace\ttab'],
    ['one\u2028two\u2029three', 'one\ntwo\nthree'],
    [`${esc}]never ends\nthe next line`, 'the next line'],
    [`${esc}[2K${esc}[1Gdone`, 'done'],
  ])('of %j', (text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  it('is the same however it was cut, and holds no control characters', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(`${esc}[31m`, `${esc}]0;t`, '\r', '\n', esc, '\u0007', `${esc}\\`),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const cut = new PlainText()
        const joined = pieces.map((one) => cut.push(one)).join('')
        expect(joined).toBe(plainText(pieces.join('')))
        expect([...joined].filter((one) => one < ' ' && one !== '\n' && one !== '\t')).toEqual([])
      }),
    )
  })
})
