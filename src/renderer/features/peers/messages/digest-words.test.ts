import { expect, it } from 'vitest'
import { messageOf } from '../testing/peers.ts'
import { waitingOf } from './conversations.ts'
import { digestWords } from './digest-words.ts'

it('tells how much there is and what of it waits', () => {
  const none = { here: 0, there: 0, questions: 0 }
  expect(digestWords({ received: 0, sent: 0 }, none)).toBe('Nothing yet')
  expect(digestWords({ received: 5, sent: 6 }, none)).toBe('5 in, 6 out')
  expect(digestWords({ received: 10_000, sent: 3 }, { here: 9980, there: 1, questions: 12 })).toBe(
    '10,000 in, 3 out · waiting: 9,980 in, 1 out, 12 questions',
  )
  expect(digestWords({ received: 0, sent: 1 }, { here: 0, there: 1, questions: 1 })).toBe(
    '0 in, 1 out · waiting: 1 out, 1 question',
  )
})

it('counts what has not reached its agent', () => {
  const live = [
    messageOf('1'),
    messageOf('2', { kind: 'question', state: { kind: 'placed', prompt: 'p' } }),
    messageOf('3', { from: 't1', to: 't2' }),
    messageOf('4', { state: { kind: 'delivered', prompt: 'p', at: 1 } }),
  ]
  expect(waitingOf(live, 't1')).toEqual({ here: 2, there: 1, questions: 1 })
})
