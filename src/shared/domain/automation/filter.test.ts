import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../kernel/json.ts'
import type { Filter } from './definition.ts'
import { judgeFilters } from './filter.ts'

const event: JsonObject = {
  title: 'It crashes',
  number: 7,
  draft: false,
  authorIsBot: true,
  labels: ['bug', 'ui'],
  none: [],
  author: { name: 'octocat' },
  milestone: null,
}
const patterns = new Map([['crash', (text: string) => text.includes('crash')]])
const is = (field: string, value: string | number | boolean): Filter => ({ field, test: { kind: 'is', value } })
const isNot = (field: string, value: string): Filter => ({ field, test: { kind: 'isNot', value } })
const matches = (field: string): Filter => ({ field, test: { kind: 'matches', pattern: 'crash' } })
const within = (field: string, ...values: (string | number)[]): Filter => ({ field, test: { kind: 'in', values } })

describe('a filter', () => {
  it.each<[Filter, boolean, string]>([
    [is('title', 'It crashes'), true, 'title is It crashes'],
    [is('title', 'it crashes'), false, 'title is not it crashes'],
    [is('number', 7), true, 'number is 7'],
    [is('number', '7'), true, 'number is 7'],
    [is('draft', false), true, 'not draft'],
    [is('draft', true), false, 'not draft'],
    [is('authorIsBot', true), true, 'author is a bot'],
    [is('authorIsBot', false), false, 'author is a bot'],
    [is('labels', 'ui'), true, 'label is ui'],
    [is('none', 'ui'), false, 'none is not ui'],
    [is('author.name', 'octocat'), true, 'author.name is octocat'],
    [isNot('labels', 'question'), true, 'label is not question'],
    [isNot('labels', 'bug'), false, 'label is bug'],
    [isNot('none', 'bug'), true, 'none is not bug'],
    [matches('title'), true, 'title matches crash'],
    [matches('labels'), false, 'label does not match crash'],
    [within('number', 6, 7), true, 'number is one of 6, 7'],
    [within('labels', 'a', 'b'), false, 'label is none of a, b'],
  ])('%j', (filter, passed, words) => {
    expect(judgeFilters([filter], event, patterns)).toEqual({ verdicts: [{ words, passed }], fault: null })
  })

  it.each([
    'missing',
    'milestone',
    'author',
    'author.name.first',
    'labels.0',
    '__proto__',
    'constructor',
    'title.length',
  ])('asks for nothing that the event does not hold: %s', (field) => {
    const judged = judgeFilters([is('number', 7), is(field, 'x'), is('number', 8)], event, patterns)
    expect(judged.verdicts).toEqual([{ words: 'number is 7', passed: true }])
    expect(judged.fault).toMatchObject({ code: field === 'author' ? 'variable-unfit' : 'variable-missing' })
    expect(judged.fault?.facts).toMatchObject({ variable: `event.${field}`, where: 'a filter' })
  })
})
