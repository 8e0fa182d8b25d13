import { describe, expect, it } from 'vitest'
import { sampleContext } from '../testing/sample-context.ts'
import { type ReadContext, readDefinition } from './read-definition.ts'

function problemsOf(text: string, changed: Partial<ReadContext> = {}) {
  const read = readDefinition(text, { ...sampleContext, ...changed })
  return read.ok ? [] : read.error
}

function definitionOf(text: string, changed: Partial<ReadContext> = {}) {
  const read = readDefinition(text, { ...sampleContext, ...changed })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value.definition
}

const smallest = 'on: { manual: {} }\ndispatch: { brief: Do it. }\n'

describe('a file of an automation', () => {
  it('gets every default filled in', () => {
    expect(definitionOf(smallest)).toEqual({
      on: { manual: {} },
      if: [],
      dedupe: null,
      dispatch: {
        brief: [{ kind: 'text', text: 'Do it.' }],
        agents: [],
        effort: null,
        topology: null,
        permissions: null,
        gates: [],
      },
      limits: { parallel: null, cooldownMs: null, cost: null, costPerDay: null, quiet: null, quietThen: 'hold' },
      afterwards: [],
    })
    expect(definitionOf('on:\n  manual:\ndispatch:\n  brief: Do it.\n').on).toEqual({ manual: {} })
  })

  it('says everything there is to say', () => {
    const text = `
on:
  issue: { events: [opened, labelled], labels: [bug] }
if:
  - { field: labels, isNot: question }
  - { field: event.title, matches: '(?i)crash' }
  - { field: number, in: [1, 2] }
  - { field: author.name, is: octocat }
dedupe: "{{event.repository}}#{{event.number}}"
dispatch:
  brief: |
    Find the cause of {{event.title}}.
  agent: [other, offline]
  effort: proven
  topology: queue
  permissions: { profile: restricted, rules: [{ verdict: allow, command: "npm test*" }, { verdict: deny, path: "infra/**" }] }
  gates: [npm test]
limits: { parallel: 2, cooldown: 10m, cost: 3, costPerDay: 20, quiet: "22:00-07:00 Europe/Berlin", quietThen: skip }
then: [review, notify, comment, pull-request, { start: other-name }]
`
    const definition = definitionOf(text)
    expect(definition.if.map(({ field, test }) => [field, test.kind])).toEqual([
      ['labels', 'isNot'],
      ['title', 'matches'],
      ['number', 'in'],
      ['author.name', 'is'],
    ])
    expect(definition.dedupe).toEqual([
      { kind: 'variable', path: ['repository'] },
      { kind: 'text', text: '#' },
      { kind: 'variable', path: ['number'] },
    ])
    expect(definition.dispatch).toMatchObject({
      agents: ['other', 'offline'],
      effort: 'proven',
      topology: 'queue',
      gates: ['npm test'],
      permissions: {
        profile: 'restricted',
        rules: [
          { verdict: 'allow', command: 'npm test*' },
          { verdict: 'deny', path: 'infra/**' },
        ],
      },
    })
    expect(definition.limits).toEqual({
      parallel: 2,
      cooldownMs: 600_000,
      cost: 3,
      costPerDay: 20,
      quiet: { from: '22:00', to: '07:00', zone: 'Europe/Berlin' },
      quietThen: 'skip',
    })
    expect(definition.afterwards).toEqual([
      { kind: 'review' },
      { kind: 'notify' },
      { kind: 'comment' },
      { kind: 'pull-request' },
      { kind: 'start', name: 'other-name' },
    ])
  })

  it.each([
    ['', 'wrong-type', 1, 1],
    ['- a\n', 'wrong-type', 1, 1],
    ['on: { manual: {} }\n', 'missing', 1, 1],
    ['dispatch: { brief: a }\n', 'missing', 1, 1],
    [`on: {}\ndispatch: { brief: a }\n`, 'trigger-missing', 1, 1],
    [`on: { isue: {} }\ndispatch: { brief: a }\n`, 'unknown-key', 1, 7],
    [`on:\n  issue: { events: [closed] }\ndispatch: { brief: a }\n`, 'wrong-value', 2, 21],
    [`on:\n  issue: { events: [opened], label: [bug] }\ndispatch: { brief: a }\n`, 'unknown-key', 2, 30],
    [`${smallest}deduep: a\n`, 'unknown-key', 3, 1],
    [`${smallest}dedupe: "{{event.number}"\n`, 'template-invalid', 3, 10],
    [`${smallest}if: [{ field: title, is: a, isNot: b }]\n`, 'filter-invalid', 3, 6],
    [`${smallest}if: [{ field: title }]\n`, 'filter-invalid', 3, 6],
    [`${smallest}if:\n  - { field: title, matches: "(" }\n`, 'pattern-invalid', 4, 21],
    [`${smallest}if:\n  - { field: a b, is: c }\n`, 'field-invalid', 4, 7],
    [`${smallest}if:\n  - { field: a, is: [c] }\n`, 'wrong-type', 4, 17],
    [`${smallest}limits: { cooldown: 10 }\n`, 'wrong-type', 3, 11],
    [`${smallest}limits: { cooldown: soon }\n`, 'duration-invalid', 3, 11],
    [`${smallest}limits: { cooldown: 0s }\n`, 'duration-invalid', 3, 11],
    [`${smallest}limits: { quiet: "22:00" }\n`, 'hours-invalid', 3, 11],
    [`${smallest}limits: { quiet: "25:00-07:00" }\n`, 'hours-invalid', 3, 11],
    [`${smallest}limits: { quiet: "22:00-07:00 Nowhere/City" }\n`, 'hours-invalid', 3, 11],
    [`${smallest}limits: { parallel: 0 }\n`, 'too-small', 3, 11],
    [`${smallest}limits: { cost: 5, costPerDay: 2 }\n`, 'limits-contradict', 3, 11],
    [`${smallest}then: [review, email]\n`, 'wrong-value', 3, 16],
    [`${smallest}then: [review, review]\n`, 'twice', 3, 16],
    [`${smallest}then: [{ start: "../x" }]\n`, 'name-invalid', 3, 10],
    [`${smallest}project: /somewhere\n`, 'project-unwanted', 3, 1],
    ['on: { manual: {} }\ndispatch:\n  brief: a\n  agent: offlin\n', 'agent-unknown', 4, 3],
    ['on: { manual: {} }\ndispatch:\n  brief: a\n  agent: [other, nobody]\n', 'agent-unknown', 4, 18],
    ['on: { manual: {} }\ndispatch:\n  brief: a\n  effort: hard\n', 'wrong-value', 4, 3],
    ['on: { manual: {} }\ndispatch:\n  brief: a\n  permissions: all\n', 'wrong-value', 4, 3],
    [
      'on: { manual: {} }\ndispatch:\n  brief: a\n  permissions: { profile: restricted, rules: [{ verdict: allow }] }\n',
      'rule-empty',
      4,
      47,
    ],
    [
      'on: { manual: {} }\ndispatch:\n  brief: a\n  permissions:\n    profile: restricted\n    rules:\n      - { verdict: deny, path: "{infra,secrets}/**" }\n',
      'rule-braces',
      7,
      26,
    ],
    ['on: { manual: {} }\ndispatch:\n  brief: a {{title}}\n', 'template-invalid', 3, 12],
    [
      'on: { manual: {} }\ndispatch:\n  brief: |\n    One {{event.a}}\n\n    and {{#event.b}}\n',
      'template-invalid',
      6,
      9,
    ],
    ['on: { manual: {} }\ndispatch:\n  brief: "a\\n {{event.b}} {{b}}"\n', 'template-invalid', 3, 27],
    ['on: { manual: {} }\ndispatch:\n  brief: "  "\n', 'empty', 3, 3],
    ['on: { manual: {} }\non: { manual: {} }\n', 'yaml', 2, 1],
    ['on: "a\n', 'yaml', 2, 1],
    ['on: !!js/function a\n', 'yaml', 1, 5],
    [`${smallest}---\n${smallest}`, 'yaml', 3, 1],
    [`${smallest}__proto__: { a: b }\n`, 'unknown-key', 3, 1],
    ['on: { manual: {}, __proto__: {} }\ndispatch: { brief: a }\n', 'unknown-key', 1, 19],
    ['on: { manual: {}, constructor: {} }\ndispatch: { brief: a }\n', 'unknown-key', 1, 19],
  ])('is refused at its place: %j', (...[text, code, line, column]) => {
    const problems = problemsOf(text)
    expect(problems[0]).toMatchObject({ code, line, column })
    for (const { message, remedy } of problems) {
      expect(message).toMatch(/[^.]\.$/)
      expect(remedy).not.toBe('')
    }
  })

  it.each([
    [`${smallest}dedup: a\n`, 'dedupe'],
    [`${smallest}limits: { paralel: 1 }\n`, 'parallel'],
    [`${smallest}if: [{ feld: a, is: b }]\n`, 'field'],
    ['on: { manul: {} }\ndispatch: { brief: a }\n', 'manual'],
    ['on: { issue: { evnts: [opened] } }\ndispatch: { brief: a }\n', 'events'],
    ['on: { manual: {} }\ndispatch: { brief: a, permissions: { profile: restricted, rulez: [] } }\n', 'rules'],
    ['on: { manual: {} }\ndispatch: { brief: a, agent: somebody }\n', 'offline, other'],
    [`${smallest}zzzzzzzz: a\n`, 'on, project, if, dedupe, dispatch, limits, then'],
  ])('names what is there instead: %j', (text, name) => {
    expect(problemsOf(text).some(({ remedy }) => remedy.includes(name))).toBe(true)
  })

  it('tells all that is wrong, in the order of the file', () => {
    const text =
      'on: { manual: {} }\nlimits: { cooldown: x }\ndispatch: { brief: "{{a}}", agent: nobody }\nif: [{ field: a }]\n'
    expect(problemsOf(text).map(({ line }) => line)).toEqual([2, 3, 3, 4])
  })

  it('names a folder only where it is private', () => {
    const own = { scope: 'own' } as const
    const read = readDefinition(`${smallest}project: /home/me/api\n`, { ...sampleContext, ...own })
    expect(read).toMatchObject({ ok: true, value: { project: '/home/me/api' } })
    expect(problemsOf(`${smallest}project: api\n`, own)).toMatchObject([{ code: 'project-relative', line: 3 }])
  })

  it('does not grow without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((pair) => [...pair]))
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
    expect(problemsOf(bomb.join('\n'))).toMatchObject([{ code: 'yaml' }])
    expect(problemsOf('x'.repeat(100_001))).toMatchObject([{ code: 'too-large' }])
    expect(problemsOf(`on: ${'['.repeat(20_000)}`)[0]).toMatchObject({ code: 'yaml' })
    expect(problemsOf(`${smallest}${Array.from({ length: 9_000 }, (_, at) => `k${at}: 1`).join('\n')}`)).toHaveLength(
      50,
    )
  })

  it('tells of what is long in short', () => {
    const long = 'x'.repeat(40_000)
    const tags = `%TAG !e! tag:${long}\n---\na: [${'!e!a b,'.repeat(60)}]\n`
    for (const text of [tags, `${smallest}${long}: 1\n`, `a: *${long}\n`, `on: { ${long}: {} }\n`]) {
      const problems = problemsOf(text)
      expect(problems.length).toBeGreaterThan(0)
      for (const { message, remedy } of problems) expect(message.length + remedy.length).toBeLessThanOrEqual(600)
    }
  })

  it('has a revision of its text alone', () => {
    const revision = (text: string) => {
      const read = readDefinition(text, sampleContext)
      return read.ok ? read.value.revision : null
    }
    expect(revision(smallest)).toBe(revision(smallest))
    expect(revision(smallest)).not.toBe(revision(`${smallest}# a note\n`))
  })
})
