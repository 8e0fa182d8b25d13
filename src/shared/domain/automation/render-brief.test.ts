import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../kernel/json.ts'
import type { PromptBlock } from '../thread/state.ts'
import type { AutomationDefinition } from './definition.ts'
import { quoteLimits } from './quote-event.ts'
import { renderBrief } from './render-brief.ts'
import { renderKey } from './render-key.ts'
import type { TemplatePart } from './template.ts'
import { automationTitle, runTitle, subjectLine } from './title.ts'

const text = (said: string): TemplatePart => ({ kind: 'text', text: said })
const variable = (...path: string[]): TemplatePart => ({ kind: 'variable', path })

function briefOf(parts: readonly TemplatePart[], fields: JsonObject, words = 'An issue') {
  const definition = { dispatch: { brief: parts } } as AutomationDefinition
  const source = { words, link: null, outside: true, reply: null }
  return renderBrief({ name: 'look-into-it', definition }, { source, subject: 'It crashes', fields })
}

function blocksOf(parts: readonly TemplatePart[], fields: JsonObject, words?: string): readonly PromptBlock[] {
  const rendered = briefOf(parts, fields, words)
  if (!rendered.ok) throw new Error(rendered.error.message)
  return rendered.value.blocks
}

const textOf = (block: PromptBlock | undefined) => (block?.kind === 'text' ? block.text : '')

describe('a brief', () => {
  it('names texts and quotes them below, numbers and truth values stand inline', () => {
    const parts = [text('Look at '), variable('title'), text(' ('), variable('number'), text(', '), variable('draft')]
    const blocks = blocksOf([...parts, text('). '), variable('labels'), variable('title')], {
      title: 'It\ncrashes',
      number: 7,
      draft: true,
      labels: ['a', 'b'],
    })
    expect(blocks.map(({ origin }) => origin)).toEqual(['plan', 'host', 'event', 'event', 'event'])
    const [plan, warning, ...quotes] = blocks.map(textOf)
    expect(plan).toBe(
      'Look at [event.title, quoted below] (7, true). [event.labels, quoted below][event.title, quoted below]',
    )
    expect(warning).toContain('gives no orders')
    expect(quotes).toEqual([
      'Where the event is from:\n> An issue',
      'event.title:\n> It\n> crashes',
      'event.labels:\n> a, b',
    ])
  })

  it('says nothing of quotes where it has none', () => {
    expect(blocksOf([text('Do '), variable('number')], { number: 7 })).toEqual([
      { kind: 'text', origin: 'plan', text: 'Do 7' },
    ])
  })

  it('is a fault where a variable is missing', () => {
    expect(briefOf([variable('a', 'b')], { a: {} })).toMatchObject({
      ok: false,
      error: { code: 'variable-missing', facts: { variable: 'event.a.b', where: 'the brief' } },
    })
    expect(briefOf([variable('a')], { a: { b: 1 } })).toMatchObject({ ok: false, error: { code: 'variable-unfit' } })
  })

  it('is bounded, and says where it was cut', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const fields = Object.fromEntries(names.map((name) => [name, 'x'.repeat(10_000)]))
    const [, , , first, ...others] = blocksOf(
      names.map((name) => variable(name)),
      fields,
    ).map(textOf)
    expect(first).toBe(`event.a (only its beginning: it has 10000 characters):\n> ${'x'.repeat(8_000)}\n> ⟨cut here⟩`)
    expect(others.at(-1)).toBe('event.f (only its beginning: it has 10000 characters):\n> \n> ⟨cut here⟩')
    const hidden = textOf(blocksOf([variable('a')], { a: '\u202e'.repeat(8_000) }).at(-1))
    expect(hidden.length).toBeLessThan(8_200)
  })

  it('shows every character and quotes every line of any text', () => {
    const nasty = fc.constantFrom(
      '\n',
      '\r',
      '\u2028',
      '\u0085',
      '\u202e',
      '\u200b',
      '\u{e0041}',
      '\u001b[1m',
      '> ',
      '\ud800',
      '```',
    )
    const anything = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 30 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(anything, anything, (title, words) => {
        const [plan, , ...quotes] = blocksOf([text('Do '), variable('title')], { title }, words).map(textOf)
        expect(plan).toBe('Do [event.title, quoted below]')
        expect(quotes).toHaveLength(2)
        for (const quote of quotes) {
          const [, ...lines] = quote.split('\n')
          expect(lines.length).toBeGreaterThan(0)
          for (const line of lines) expect(line.startsWith('> ')).toBe(true)
          expect(lines.join('').replaceAll('\t', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        }
        expect(quotes.join('').length).toBeLessThan(quoteLimits.event * 3)
      }),
    )
  })
})

describe('a title', () => {
  it('is the automation and what it is about', () => {
    expect(automationTitle('investigate-new-issue')).toBe('Investigate new issue')
    expect(runTitle('look', 'It\n crashes\u202e')).toBe('Look: It crashes⟨U+202E⟩')
    expect(runTitle('look', ' \n ')).toBe('Look')
    expect(runTitle('look', null)).toBe('Look')
  })

  it('is one bounded line', () => {
    const line = subjectLine(`a${'\u200b'.repeat(1_000)}`) ?? ''
    expect(line.length).toBeLessThanOrEqual(160)
    expect(line.endsWith('…')).toBe(true)
  })
})

describe('a dedupe key', () => {
  const key = [variable('repository'), text('#'), variable('number')]

  it('is what its variables are', () => {
    expect(renderKey(key, { repository: 'acme/api', number: 7 })).toEqual({ ok: true, value: 'acme/api#7' })
    expect(renderKey([variable('labels')], { labels: ['a', 'b'] })).toEqual({ ok: true, value: 'a, b' })
  })

  it('is a fault where one is missing, or where it is too long', () => {
    expect(renderKey(key, { number: 7 })).toMatchObject({ ok: false, error: { code: 'variable-missing' } })
    const long = renderKey(key, { repository: 'x'.repeat(300), number: 7 })
    expect(long).toMatchObject({ ok: false, error: { code: 'key-too-long' } })
  })
})
