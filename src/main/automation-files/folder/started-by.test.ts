import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDefinition } from '../definition/read-definition.ts'
import { sampleContext, sampleTrigger } from '../testing/sample-context.ts'
import { circles } from './started-by.ts'

const finished = sampleTrigger('finished', z.strictObject({ automation: z.union([z.string(), z.array(z.string())]) }))
const context = { ...sampleContext, triggers: new Map([...sampleContext.triggers, ['finished', finished]]) }

function named(name: string, starts: readonly string[], after: readonly string[] = []) {
  const on = after.length === 0 ? 'manual: {}' : `finished: { automation: [${after.join(', ')}] }`
  const steps = starts.map((one) => `{ start: ${one} }`).join(', ')
  const read = readDefinition(`on: { ${on} }\ndispatch: { brief: a }\nthen: [${steps}]\n`, context)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return { name, definition: read.value.definition }
}

const told = (...all: ReturnType<typeof named>[]) => [...circles(all)].map(([name, [first]]) => [name, first?.path])

describe('automations that start each other', () => {
  it('may do so in a row, and may start what is not there yet', () => {
    expect(told(named('a', ['b', 'c']), named('b', ['c']), named('c', ['nowhere']))).toEqual([])
  })

  it.each<[string, ReturnType<typeof named>[], unknown]>([
    ['itself', [named('a', ['b', 'a']), named('b', [])], [['a', ['then', 1]]]],
    [
      'two',
      [named('a', ['b']), named('b', ['a'])],
      [
        ['a', ['then', 0]],
        ['b', ['then', 0]],
      ],
    ],
    [
      'a ring behind a row',
      [named('z', ['a']), named('a', ['b']), named('b', ['c']), named('c', ['a'])],
      [
        ['a', ['then', 0]],
        ['b', ['then', 0]],
        ['c', ['then', 0]],
      ],
    ],
    [
      'of one that begins and one that follows',
      [named('a', ['b']), named('b', []), named('c', [], ['b']), named('d', ['a'], ['c'])],
      [
        ['a', ['then', 0]],
        ['c', ['on', 'finished', 'automation']],
        ['d', ['then', 0]],
      ],
    ],
    ['one that follows itself', [named('a', [], ['a'])], [['a', ['on', 'finished', 'automation']]]],
  ])('are refused: %s', (_, all, expected) => {
    expect(told(...all)).toEqual(expected)
  })

  it('are named in order', () => {
    const [problem] = circles([named('a', ['b']), named('b', ['a'])]).get('a') ?? []
    expect(problem?.message).toBe('These start each other without end: a, then b, then a.')
  })
})
