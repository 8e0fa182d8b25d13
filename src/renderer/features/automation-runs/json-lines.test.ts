import { describe, expect, it } from 'vitest'
import type { Automation, Firing } from '../../../shared/domain/automation/state.ts'
import { eventLines } from './event-lines.ts'
import { jsonLines } from './json-lines.ts'
import { stepsOf } from './step-words.ts'

const firing = {
  id: 'f1',
  subject: 'two\nlines',
  order: 7,
  firedAt: 0,
  decidedAt: 1000,
  revision: 'r1',
  done: ['notify'],
  state: { kind: 'dispatching' },
} as unknown as Firing

describe('what is exported', () => {
  it('is one object a line, whatever its texts hold', () => {
    const lines = jsonLines([firing, firing]).split('\n')
    expect(lines).toHaveLength(3)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      subject: 'two\nlines',
      firedAt: '1970-01-01T00:00:00.000Z',
      decidedAt: '1970-01-01T00:00:01.000Z',
    })
    expect(jsonLines([])).toBe('')
  })
})

describe('an event as lines', () => {
  it('names fields as templates do', () => {
    expect(
      eventLines({
        title: 'A',
        author: { name: 'B', bot: false },
        labels: ['x', 'y'],
        files: [{ path: 'a' }],
        n: null,
      }),
    ).toEqual([
      { field: 'title', text: 'A' },
      { field: 'author.name', text: 'B' },
      { field: 'author.bot', text: 'false' },
      { field: 'labels', text: 'x, y' },
      { field: 'files', text: '[{"path":"a"}]' },
      { field: 'n', text: 'null' },
    ])
  })

  it('ends somewhere', () => {
    expect(eventLines(Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`f${at}`, at])))).toHaveLength(200)
  })
})

describe('what comes after a dispatch', () => {
  const afterwards = [{ kind: 'notify' }, { kind: 'comment' }, { kind: 'start', name: 'fix-it' }]
  const automation = { revision: 'r1', definition: { afterwards } } as unknown as Automation

  it('says what was begun and what comes', () => {
    expect(stepsOf(firing, automation).map(({ words, done }) => [words, done])).toEqual([
      ['Tells you', true],
      ['Comments where it came from', false],
      ['Starts “Fix it”', false],
    ])
  })

  it('promises nothing of a definition that is no longer in force, or of what was not dispatched', () => {
    expect(stepsOf({ ...firing, revision: 'r0' }, automation).map(({ words }) => words)).toEqual(['Tells you'])
    expect(stepsOf({ ...firing, state: { kind: 'skipped', code: 'filter' } }, automation)).toEqual([])
  })
})
