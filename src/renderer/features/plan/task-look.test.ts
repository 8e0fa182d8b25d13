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

it('needs nobody as long as the host has something to do about its trouble', () => {
  const reason = { code: 'crash', message: 'It died.', remedy: 'Go on.' } as const
  const thread = { state: { kind: 'parked', reason } } as NonNullable<TaskFacts['thread']>
  const step = { kind: 'resend' } as const
  const diagnosis = {
    class: 'crash',
    evidence: [],
    step,
    words: 'It is sent again.',
    number: 1,
    at: 0,
    dueAt: 1,
  } as const
  const recovery = { diagnoses: [diagnosis], next: step } as unknown as NonNullable<TaskFacts['recovery']>
  const task = taskOf('one', { state: { kind: 'active' } })
  const look = taskLook(task, { ...facts, thread, recovery })
  expect(look).toEqual({ glyph: 'error', text: 'its agent crashed: It is sent again.' })
  expect(taskLook(task, { ...facts, thread, recovery: { ...recovery, next: null } }).glyph).toBe('you')
})
