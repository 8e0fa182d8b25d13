import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustacheTemplates } from './mustache-templates.ts'

const partsOf = (text: string) => {
  const parsed = mustacheTemplates.parse(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

describe('a template', () => {
  it('is text and variables', () => {
    expect(partsOf('Fix {{event.title}} by {{ event.author.name }}.\n')).toEqual([
      { kind: 'text', text: 'Fix ' },
      { kind: 'variable', path: ['title'] },
      { kind: 'text', text: ' by ' },
      { kind: 'variable', path: ['author', 'name'] },
      { kind: 'text', text: '.\n' },
    ])
  })

  it('keeps lines that hold nothing but a variable', () => {
    expect(partsOf('a\n  {{event.title}}  \nb')).toHaveLength(3)
    expect(partsOf('')).toEqual([])
  })

  it.each([
    ['a {{#event.labels}}x{{/event.labels}}', 2],
    ['a {{^event.labels}}x{{/event.labels}}', 2],
    ['{{event.a}}{{/event.b}}', 11],
    ['ab {{> other}}', 3],
    ['{{! note }}', 0],
    ['{{=<% %>=}}', 0],
    ['x{{{event.title}}}', 1],
    ['x{{& event.title}}', 1],
    ['xy {{title}}', 3],
    ['{{event}}', 0],
    ['{{event.}}', 0],
    ['{{.}}', 0],
    ['{{}}', 0],
    ['{{event.a b}}', 0],
    ['{{event.0}}', 0],
    ['{{event.title', 0],
    ['{{event.a}} and {{event.b', 16],
    ['{{event.a}} and {{{event.b', 16],
  ])('is refused at its place: %j', (text, index) => {
    expect(mustacheTemplates.parse(text)).toMatchObject({ ok: false, error: { code: 'template-invalid', index } })
  })

  it('loses nothing of any text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('{{', '}}', '{', '#', '=', '\n', ' ', '{{event.a}}', '{{event.a-b.c}}'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const parsed = mustacheTemplates.parse(text)
        if (!parsed.ok) return parsed.error.index >= 0 && text.startsWith('{{', parsed.error.index)
        const again = parsed.value.map((part) =>
          part.kind === 'text' ? part.text : `{{event.${part.path.join('.')}}}`,
        )
        return again.join('') === text.replace(/\{\{\s*(event[\w.-]+)\s*\}\}/g, '{{$1}}')
      }),
    )
  })
})
