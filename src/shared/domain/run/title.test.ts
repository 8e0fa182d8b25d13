import fc from 'fast-check'
import { expect, it } from 'vitest'
import { titleLimit, titleOf } from './title.ts'

const prompt = (text: string) => [{ kind: 'text', text, origin: 'person' } as const]

it.each([
  [undefined, '\n\n## Fix  the\tbug \nmore', 'Fix the bug'],
  [undefined, '```steps\n- say: hi\n```', '- say: hi'],
  [undefined, '```steps\n- say: hi\n```\nSay hi', 'Say hi'],
  [undefined, ' \n```\n', 'Untitled task'],
  ['', 'Fix it', 'Fix it'],
  ['Two\nlines \u001b]52;c;aGk=\u0007', 'Fix it', 'Two lines ]52;c;aGk='],
  [`${'x'.repeat(titleLimit - 1)}😀`, '', 'x'.repeat(titleLimit - 1)],
  [`${'x'.repeat(titleLimit - 2)}😀 and more`, '', `${'x'.repeat(titleLimit - 2)}😀`],
])('of %j and %j is %j', (given, text, title) => {
  expect(titleOf(given, prompt(text))).toBe(title)
})

it('is named otherwise where only a fenced block says something', () => {
  expect(titleOf(undefined, prompt('```steps\n- say: hi\n```'), 'api')).toBe('api')
  expect(titleOf(undefined, prompt('Do it'), 'api')).toBe('Do it')
})

it('is one line of whole characters that says something', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  fc.assert(
    fc.property(fc.option(text, { nil: undefined }), text, (given, asked) => {
      const title = titleOf(given, prompt(asked))
      expect(title).toMatch(/^\S(.*\S)?$/u)
      expect(title).not.toMatch(/\p{Cc}/u)
      expect(title.isWellFormed()).toBe(true)
      expect(title.length).toBeLessThanOrEqual(titleLimit)
    }),
  )
})
