import { describe, expect, it } from 'vitest'
import { limitKinds, limitWords } from './limit-words.ts'
import { agentWords, askWords, filterValue, filterWords, stepWords, testOf, textsOf } from './part-words.ts'

describe('the words of chips', () => {
  it('say what a filter asks', () => {
    expect(filterWords({ field: 'labels', isNot: 'question' })).toEqual({ text: 'labels is not', value: 'question' })
    expect(filterWords({ field: 'labels', isNot: 'question' }, 'list').text).toBe('label is not')
    expect(filterWords({ field: 'event.author', in: ['a', 'b'] })).toEqual({ text: 'author is one of', value: 'a, b' })
    expect(filterWords({ field: 'authorIsBot', is: false })).toEqual({ text: 'author is not a', value: 'bot' })
    expect(filterWords({ field: 'authorIsBot', is: true })).toEqual({ text: '', value: 'author is a bot' })
    expect(filterWords({ field: 'draft', is: false })).toEqual({ text: 'not', value: 'draft' })
    expect(filterWords({ field: 'draft', isNot: false })).toEqual({ text: '', value: 'draft' })
    expect(filterWords({})).toEqual({ text: 'a field is', value: '…' })
    expect(filterWords('odd').text).toBe('odd')
    expect(testOf({ field: 'a', matches: '^x' })).toBe('matches')
  })

  it('take numbers only where the field is one', () => {
    expect(filterValue('12', 'number')).toBe(12)
    expect(filterValue('12', 'text')).toBe('12')
    expect(filterValue('', 'number')).toBe('')
    expect(filterValue('true', 'boolean')).toBe(true)
  })

  it('say limits with their units', () => {
    const limits = { parallel: 2, cooldown: '10m', cost: 3, costPerDay: 20, quiet: '22:00-07:00' }
    expect(limitKinds.map(({ name }) => limitWords(name, limits))).toEqual([
      '2 at once',
      '$3 each, $20 a day',
      'not within 10 min of the last about the same',
      'quiet 22:00–07:00: hold',
    ])
    expect(limitWords('cost', {})).toBeNull()
    expect(limitWords('cost', { costPerDay: 5 })).toBe('$5 a day')
    expect(limitWords('cooldown', { cooldown: 'soon' })).toContain('soon')
  })

  it('say steps and agents', () => {
    const titled = (name: string) => name.toUpperCase()
    expect(stepWords({ start: 'report' }, titled)).toBe('Start REPORT')
    expect(stepWords('comment', titled)).toBe('Comment where it came from')
    expect(askWords('comment', () => false)).toBe(': ask first')
    expect(askWords('comment', () => true)).toContain('without asking')
    expect(askWords('notify', () => true)).toBe('')
    expect(agentWords([], titled)).toBe('The default agent')
    expect(agentWords(['a', 'b'], titled)).toBe('A, then B')
    expect(textsOf('a')).toEqual(['a'])
    expect(textsOf([1, 'b'])).toEqual(['b'])
  })
})
