import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleLine, visibleText } from './visible-text.ts'

describe('visible text', () => {
  it.each([
    ['plain', 'rm -rf build', 'rm -rf build'],
    ['other scripts', 'grüße 日本語 🎉', 'grüße 日本語 🎉'],
    ['lines and tabs', 'a\tb\nc\r\nd', 'a\tb\nc\nd'],
    ['a colour', '\u001b[31mred', '␛[31mred'],
    ['the clipboard (OSC 52)', '\u001b]52;c;aGk=\u0007', '␛]52;c;aGk=␇'],
    ['an overwritten line', 'rm -rf /\rls', 'rm -rf /␍ls'],
    ['a backspace', 'ls\b\bid', 'ls␈␈id'],
    ['a turned direction', 'a\u202etxt.exe', 'a‹U+202E›txt.exe'],
    ['an isolate', '\u2066x\u2069', '‹U+2066›x‹U+2069›'],
    ['nothing wide', 'pay\u200bpal', 'pay‹U+200B›pal'],
    ['a soft hyphen', 'a\u00adb', 'a‹U+00AD›b'],
    ['an invisible tag', 'a\u{e0041}b', 'a‹U+E0041›b'],
    ['a filler', 'a\u3164b', 'a‹U+3164›b'],
    ['a line separator', 'a\u2028b', 'a‹U+2028›b'],
    ['half a character', 'a\ud800b', 'a‹U+D800›b'],
    ['an 8-bit escape', '\u009b31m', '‹U+009B›31m'],
  ])('shows %s', (_what, text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('leaves nothing unseen in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  it('keeps a line one line', () => {
    expect(visibleLine('a\nb\tc')).toBe('a b c')
  })
})
