import { expect, it } from 'vitest'
import { type TaskFacts, taskLook } from './task-look.ts'
import { taskOf } from './testing/task-of.ts'

const facts: TaskFacts = { waitsFor: [], thread: undefined, landing: undefined, started: true }

it('says nothing of waiting before the plan is approved', () => {
  const look = taskLook(taskOf('one'), { ...facts, started: false, waitsFor: ['waits for you'] })
  expect(look).toEqual({ glyph: 'wait', text: 'planned' })
})

it('says what it waits for, made visible', () => {
  const look = taskLook(taskOf('one', { state: { kind: 'ready' } }), { ...facts, waitsFor: ['waits for a\u202e slot'] })
  expect(look.text).toMatch(/^waits for a/)
  expect(look.text).not.toContain('\u202e')
})

it('needs a person where it is parked, unless it only waits for another task', () => {
  const parked = (code: 'crash' | 'dependency') =>
    taskLook(taskOf('one', { state: { kind: 'parked', reason: { code, message: 'It is so.', remedy: '' } } }), facts)
  expect(parked('crash')).toEqual({ glyph: 'you', text: 'It is so.' })
  expect(parked('dependency').glyph).toBe('wait')
})
