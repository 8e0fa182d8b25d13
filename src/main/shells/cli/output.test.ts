import { describe, expect, it } from 'vitest'
import { createOutput, visible } from './output.ts'

describe('text for a terminal', () => {
  it.each([
    ['\u001b]52;c;aGk=\u0007', '\\u{1b}]52;c;aGk=\\u{7}'],
    ['rm \u202egnp.exe', 'rm \\u{202e}gnp.exe'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['one\n\ttwo é 日本', 'one\n\ttwo é 日本'],
  ])('shows what %j hides', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })
})

describe('refusals', () => {
  const failure = { code: 'c', message: 'It did not work.', remedy: 'Do this.', facts: { paths: ['a\u001b[2J', 'b'] } }

  it('name the particulars for a person, on the error stream', () => {
    const written = { out: '', error: '' }
    const streams = { out: (text: string) => (written.out += text), error: (text: string) => (written.error += text) }
    createOutput(false, streams).refusal(failure)
    expect(written).toEqual({ out: '', error: 'It did not work.\nDo this.\n  a\\u{1b}[2J\n  b\n' })
  })

  it('are one document for a program', () => {
    const written: string[] = []
    createOutput(true, { out: (text) => written.push(text), error: () => undefined }).refusal(failure)
    expect(written.map((line) => JSON.parse(line))).toEqual([{ error: failure }])
  })
})
