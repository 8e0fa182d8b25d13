import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { applyChanges } from './apply-changes.ts'
import { contentAt, withoutField, withSet } from './changed-content.ts'

const file = `# Who may change this: the platform team.
on:
  issue: { events: [opened,  labelled], labels: [bug] }   # see the handbook
  manual: {}

if:
  # Questions go to the forum.
  - { field: labels, isNot: question }
  - field: title
    matches: '(?i)crash'
dedupe: "{{event.repository}}#{{event.number}}"
dispatch:
  brief: |
    Find the cause of {{event.title}}.

    Write a test first.   
  agent: [ other, offline ]
  effort:   'proven' # always
  gates:
    - npm test

    # slow
    - npm run e2e
limits: { parallel: 2, cost: 3 }
then: [review, notify]
# the end
`

function edited(text: string, path: readonly (string | number)[], value?: JsonValue): string {
  const result = applyChanges(text, [value === undefined ? { path } : { path, value }])
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** What an edit did: lines that went with -, lines that came with +. */
function difference(before: string, after: string): readonly string[] {
  const [one, other] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return [
    ...one.slice(start, one.length - end).map((line) => `-${line}`),
    ...other.slice(start, other.length - end).map((line) => `+${line}`),
  ]
}

function pathsOf(value: unknown, above: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [above, ...value.flatMap((one, at) => pathsOf(one, [...above, at]))]
  if (typeof value !== 'object' || value === null) return [above]
  return [above, ...Object.entries(value).flatMap(([name, one]) => pathsOf(one, [...above, name]))]
}

const content = parse(file) as JsonValue
const places = pathsOf(content).filter((path) => path.length > 0)

describe('a field changed by a form', () => {
  it.each<[string, readonly (string | number)[], JsonValue | undefined, readonly string[]]>([
    ['a word', ['dispatch', 'effort'], 'quick', ["-  effort:   'proven' # always", "+  effort:   'quick' # always"]],
    ['a number', ['limits', 'parallel'], 5, ['-limits: { parallel: 2, cost: 3 }', '+limits: { parallel: 5, cost: 3 }']],
    [
      'an entry in brackets',
      ['on', 'issue', 'events', 1],
      'commented',
      [
        '-  issue: { events: [opened,  labelled], labels: [bug] }   # see the handbook',
        '+  issue: { events: [opened,  commented], labels: [bug] }   # see the handbook',
      ],
    ],
    [
      'one more in brackets',
      ['limits', 'costPerDay'],
      20,
      ['-limits: { parallel: 2, cost: 3 }', '+limits: { parallel: 2, cost: 3, costPerDay: 20 }'],
    ],
    [
      'one less in brackets',
      ['limits', 'cost'],
      undefined,
      ['-limits: { parallel: 2, cost: 3 }', '+limits: { parallel: 2 }'],
    ],
    [
      'the first in brackets',
      ['limits', 'parallel'],
      undefined,
      ['-limits: { parallel: 2, cost: 3 }', '+limits: { cost: 3 }'],
    ],
    [
      'a further step',
      ['then', 2],
      { start: 'other' },
      ['-then: [review, notify]', '+then: [review, notify, { start: other }]'],
    ],
    ['a whole list', ['dispatch', 'agent'], ['one'], ['-  agent: [ other, offline ]', '+  agent: [ one ]']],
    [
      'a field of a list entry',
      ['if', 1, 'matches'],
      '(?i)panic',
      ["-    matches: '(?i)crash'", "+    matches: '(?i)panic'"],
    ],
    [
      'what needs quotes',
      ['if', 0, 'isNot'],
      'a, b: {c}',
      ['-  - { field: labels, isNot: question }', '+  - { field: labels, isNot: "a, b: {c}" }'],
    ],
    [
      'a quoted text',
      ['dedupe'],
      '{{event.number}} "x"',
      ['-dedupe: "{{event.repository}}#{{event.number}}"', '+dedupe: "{{event.number}} \\"x\\""'],
    ],
    ['a further gate', ['dispatch', 'gates', 2], 'npm run lint', ['+    - npm run lint']],
    ['a gate less', ['dispatch', 'gates', 1], undefined, ['-    - npm run e2e']],
    ['a new field of the work', ['dispatch', 'topology'], 'queue', ['+  topology: queue']],
    ['a field taken out', ['dedupe'], undefined, ['-dedupe: "{{event.repository}}#{{event.number}}"']],
    ['a filter taken out', ['if', 0], undefined, ['-  - { field: labels, isNot: question }']],
    [
      'the last of a kind',
      ['if'],
      undefined,
      [
        '-if:',
        '-  # Questions go to the forum.',
        '-  - { field: labels, isNot: question }',
        '-  - field: title',
        "-    matches: '(?i)crash'",
      ],
    ],
    ['another trigger', ['on', 'schedule'], { cron: '0 3 * * *' }, ['+  schedule:', '+    cron: 0 3 * * *']],
  ])('%s', (...[, path, value, expected]) => {
    const after = edited(file, path, value)
    expect(difference(file, after)).toEqual(expected)
    expect(parse(after)).toEqual(value === undefined ? withoutField(content, path) : withSet(content, path, value))
  })

  it('leaves the lines around a brief as they were', () => {
    const after = edited(file, ['dispatch', 'brief'], 'One.\n\n  Two: {{event.body}}\n')
    expect(after).toContain(
      'dispatch:\n  brief: |\n    One.\n\n      Two: {{event.body}}\n  agent: [ other, offline ]\n',
    )
    expect(edited(after, ['dispatch', 'brief'], 'Find the cause of {{event.title}}.\n\nWrite a test first.   \n')).toBe(
      file,
    )
  })

  it('makes what is missing on the way', () => {
    const small = 'on: { manual: {} }\ndispatch:\n  brief: a # why'
    expect(edited(small, ['limits', 'quiet'], '22:00-07:00')).toBe(`${small}\nlimits:\n  quiet: 22:00-07:00\n`)
    expect(edited(small, ['then', 0], 'review')).toBe(`${small}\nthen:\n  - review\n`)
    expect(edited('on:\n  manual:\n', ['on', 'manual', 'x'], 1)).toBe('on:\n  manual:\n    x: 1\n')
    expect(edited('# only a note\n', ['dispatch', 'brief'], 'a')).toBe('# only a note\ndispatch:\n  brief: a\n')
    expect(edited('', ['on', 'manual'], {})).toBe('on:\n  manual: {}\n')
  })

  it('takes what it leaves empty with it', () => {
    expect(edited('a: 1\nlimits:\n  cost: 3\n', ['limits', 'cost'])).toBe('a: 1\n')
    expect(edited('a: 1\nlimits: { cost: 3 }\nb: 2\n', ['limits', 'cost'])).toBe('a: 1\nb: 2\n')
  })

  it('keeps the way lines end', () => {
    const text = 'on:\r\n  manual: {}\r\ndispatch:\r\n  brief: a\r\n'
    expect(edited(text, ['dispatch', 'effort'], 'quick')).toBe(`${text}  effort: quick\r\n`)
  })

  const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`)
  it.each([
    ['a text that is one word', 'x', { path: ['on'], value: 1 }],
    ['a text that is a list', '- a\n', { path: ['on'], value: 1 }],
    ['a text that is its own part', '&a [*a]\n', { path: ['on'], value: 1 }],
    ['a name in a list', 'if:\n  - { field: a }\n', { path: ['if', 'field'], value: 1 }],
    ['a value in which too much stands in each other', 'on: 1\n', { path: ['on'], value: deep }],
  ])('can not be done in %s', (_, text, change) => {
    expect(applyChanges(text, [change])).toMatchObject({ ok: false, error: { code: 'edit-impossible' } })
  })

  it('says where it can not be done', () => {
    const text = 'a: &one { x: 1 }\nb: *one\n'
    expect(applyChanges(text, [{ path: ['b', 'x'], value: 2 }])).toMatchObject({
      ok: false,
      error: { code: 'edit-impossible' },
    })
    expect(applyChanges('a: [', [{ path: ['a'], value: 2 }])).toMatchObject({
      ok: false,
      error: { code: 'text-broken' },
    })
  })

  it('keeps comments where more than a line changes its form', () => {
    const after = edited('a: x # why\nb: y\n', ['a'], 'one\ntwo\n')
    expect(after).toContain('# why')
    expect(parse(after)).toEqual({ a: 'one\ntwo\n', b: 'y' })
  })

  it('changes nothing where it says what stands there', () => {
    for (const path of places) expect(edited(file, path, contentAt(content, path) as JsonValue)).toBe(file)
    expect(edited(file, ['limits', 'quiet'])).toBe(file)
  })

  it('says what was asked, keeps every comment, and touches one place', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('yes', '# no', '- a', '{{event.a}}', 'a: b', '"', "'", '|', ' '),
    )
    const value = fc.oneof(word, fc.integer(), fc.boolean(), fc.array(word, { minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(fc.constantFrom(...places), value, (path, wanted) => {
        const after = edited(file, path, wanted)
        expect(parse(after)).toEqual(withSet(content, path, wanted))
        const around = file.split('\n').filter((line) => /^# /.test(line))
        for (const line of around) expect(after.split('\n')).toContain(line)
        const gone = difference(file, after).filter((line) => line.startsWith('-'))
        const old = JSON.stringify(contentAt(content, path) ?? '')
        if (!/[\n[{\\]/.test(old)) expect(gone.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('makes any row of changes, each read again', () => {
    const change = fc.record({
      path: fc.constantFrom(...places, ['limits', 'quiet'], ['dispatch', 'model', 'deep'], ['then', 2], ['if', 2]),
      value: fc.option(fc.oneof(fc.string({ maxLength: 8 }), fc.constant({ field: 'a', is: 'b' })), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const sent = changes.map(({ path, value: said }) => (said === undefined ? { path } : { path, value: said }))
        const result = applyChanges(file, sent)
        expect(result.ok || result.error.code).toBeTruthy()
        if (result.ok) parse(result.value)
      }),
      { numRuns: 200 },
    )
  })
})
