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

  it('show what a message quotes from others', () => {
    const written: string[] = []
    const quoted = { code: 'c', message: 'git says \u001b]0;owned\u0007', remedy: 'Look at \u202ea.' }
    createOutput(false, { out: () => undefined, error: (text) => written.push(text) }).refusal(quoted)
    expect(written).toEqual(['git says \\u{1b}]0;owned\\u{7}\nLook at \\u{202e}a.\n'])
  })

  it('are one document for a program', () => {
    const written: string[] = []
    createOutput(true, { out: (text) => written.push(text), error: () => undefined }).refusal(failure)
    expect(written.map((line) => JSON.parse(line))).toEqual([{ error: failure }])
  })
})

describe('a long list', () => {
  const page = (...values: readonly number[]) =>
    values.map((value) => ({ value: { value }, text: () => `no. ${value}` }))

  async function printed(json: boolean): Promise<string> {
    let written = ''
    const output = createOutput(json, { out: (text) => (written += text), error: () => undefined })
    await output.list({
      head: { thread: 't' },
      name: 'entries',
      pages: (async function* () {
        yield page(1, 2)
        yield page(3)
      })(),
    })
    return written
  }

  it('is one document for a program and a text each for a person', async () => {
    expect(JSON.parse(await printed(true))).toEqual({
      thread: 't',
      entries: [{ value: 1 }, { value: 2 }, { value: 3 }],
    })
    expect(await printed(false)).toBe('no. 1\nno. 2\nno. 3\n')
  })
})
