import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findStepsFence } from './fence.ts'
import { parseScript } from './parse-script.ts'
import { replaceJson, replaceText } from './replace.ts'

describe('parseScript', () => {
  it.each([
    ['- say: a\n- bogus: 1', 2, 'unknown step "bogus"'],
    ['- say: {text: a, speed: 2}', 1, 'unknown key "speed" in say'],
    ['- say:\n    text: a\n    speed: 2', 3, 'unknown key "speed" in say'],
    ['- write: {path: a}', 1, 'write needs content'],
    ['- say: a\n  think: b', 2, 'also "think"'],
    ['- sleep: soon', 1, 'sleep must be a whole number'],
    ['- repeat:\n    times: 2\n    steps:\n      - say: a\n      - jump: 1', 5, 'unknown step "jump"'],
    ['- ask:\n    title: t\n    then:\n      - say: a\n    else: []', 5, 'unknown key "else" in ask'],
    ['- onTurn:\n    2: [{say: a}]\n    two: [{say: a}]', 3, 'unknown turn "two"'],
    ['- onTurn:\n    2:\n      - nope: 1', 3, 'unknown step "nope"'],
    ['say: a', 1, 'steps must be a list'],
    ['- just text', 1, 'a step must be a mapping'],
    ['- say: a\n- say: [', 2, 'not valid YAML'],
    ['- say: a\n  say: b', 2, 'not valid YAML'],
    ['- stop: whenever', 1, 'stop must be one of'],
    ['- kill: SIGNOTHING', 1, 'kill must be one of'],
    ['- fail: {class: other}', 1, 'class must be one of'],
    ['- mcp: {server: s, tool: t, save: i}', 1, 'save must not be "i"'],
    ['- mcp: {server: s, tool: t, save: a b}', 1, 'save must be a name'],
    ['- hang: false', 1, 'hang must be true'],
    ['- say:', 1, 'say must be text'],
    ['- edit: {path: a, find: "", replace: b}', 1, 'find must not be empty'],
    ['- run: {command: ls, expect: maybe}', 1, 'expect must be one of'],
    ['- constructor: 1', 1, 'unknown step "constructor"'],
  ])('names the line of the first problem: %j', (script, line, message) => {
    const parsed = parseScript(script)
    expect(parsed.ok ? null : { line: parsed.error.line, found: parsed.error.message.includes(message) }).toEqual({
      line,
      found: true,
    })
  })

  it('takes scalars as they were written, and an empty script', () => {
    expect(parseScript('- say: 1.50\n- write: {path: a, content: yes}')).toMatchObject({
      ok: true,
      value: [{ text: '1.50' }, { content: 'yes' }],
    })
    expect(parseScript('')).toEqual({ ok: true, value: [] })
  })

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      '- ',
      'say',
      ': ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '"',
      '|',
      '1',
      '? ',
      '!x ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(typeof parseScript(pieces.join('')).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  it('stops at an alias that multiplies itself', () => {
    const levels = Array.from({ length: 12 }, (_, at) => `- a: &l${at + 1} [${`*l${at}, `.repeat(10)}1]`).join('\n')
    const parsed = parseScript(`- a: &l0 [1]\n${levels}`)
    expect(parsed.ok).toBe(false)
  })
})

describe('findStepsFence', () => {
  it.each([
    ['before\n```steps\n- say: a\n```\nafter', '- say: a', 3],
    ['```steps\r\n- say: a\r\n```', '- say: a', 2],
    ['```js\n```\n```steps\nx\n```\n```steps\ny\n```', 'x', 4],
    ['````steps\na\n```\nb\n````', 'a\n```\nb', 2],
    ['  ```steps\n  - a\n  ```', '- a', 2],
    ['```steps\nopen', 'open', 2],
  ])('finds the first: %j', (text, content, line) => {
    expect(findStepsFence(text)).toEqual({ text: content, line })
  })

  it.each([
    'plain',
    '```yaml\n- a\n```',
    '````md\n```steps\n- a\n```\n````',
    '~~~steps\n- a\n~~~',
    'x ```steps',
    '    ```steps\n- a\n```',
    '```stepsy\n```',
  ])('finds none: %j', (text) => {
    expect(findStepsFence(text)).toBeNull()
  })
})

describe('replace', () => {
  /** `<name>` stands for a placeholder, which in a plain string looks like a mistake. */
  const dollar = (text: string) => text.replaceAll(/<([^>]*)>/g, (_, name: string) => ['$', '{', name, '}'].join(''))
  const names = {
    index: 3,
    saved: {
      r: { value: { a: [{ b: 'x' }], n: 5, t: dollar('<i>') }, result: { content: [{ text: 'raw' }] } },
      s: { value: '$&', result: {} },
    },
  }
  it.each([
    ['<i>/<r.a.0.b>', '3/x'],
    ['<HOME> <r.none> <i.x> <> $i {i}', '<HOME> <r.none> <i.x> <> $i {i}'],
    ['<r.a>', '[{"b":"x"}]'],
    ['<r.t>', '<i>'],
    ['<s>', '$&'],
    ['<r.content.0.text>', 'raw'],
    ['<constructor> <r.a.length> <__proto__>', '<constructor> <r.a.length> <__proto__>'],
  ])('%s', (text, expected) => {
    expect(replaceText(dollar(text), names)).toBe(dollar(expected))
  })

  it('leaves i outside of a repeat', () => {
    expect(replaceText(dollar('<i>'), { index: undefined, saved: {} })).toBe(dollar('<i>'))
  })

  it('keeps the type of a whole placeholder in data', () => {
    expect(replaceJson({ a: dollar('<r.n>'), b: [dollar('n=<r.n>')] }, names)).toEqual({ a: 5, b: ['n=5'] })
  })
})
