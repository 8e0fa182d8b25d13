import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/peers/state.ts'
import { addressWords, answerWords, stateWords } from './message-words.ts'

function messageOf(facts: object): Message {
  return {
    id: 'm',
    from: 'b',
    to: 'a',
    kind: 'message',
    state: { kind: 'read', at: 1 },
    ...facts,
  } as unknown as Message
}

describe('a message', () => {
  it('says which way it goes and what it is', () => {
    expect(addressWords(messageOf({}), 'a', 'Schema')).toBe('From Schema')
    expect(addressWords(messageOf({ from: 'a', to: 'b', kind: 'question' }), 'a', 'Schema')).toBe('Question to Schema')
  })

  it('says where it is, and why where that is no matter of course', () => {
    expect(stateWords(messageOf({})).text).toBe('read')
    expect(stateWords(messageOf({ state: { kind: 'accepted' } })).text).toBe('accepted')
    const held = stateWords(messageOf({ state: { kind: 'accepted' } }), 'Schema is parked.')
    expect([held.text, held.reason]).toEqual(['held', 'Schema is parked.'])
    const failure = { code: 'inbox-full', message: 'Its inbox is full.', remedy: 'Wait.' }
    expect(stateWords(messageOf({ state: { kind: 'refused', failure } })).reason).toBe('Its inbox is full. Wait.')
    expect(stateWords(messageOf({ state: { kind: 'expired', because: 'It landed.' } })).trouble).toBe(true)
  })

  it('says of a question whether it was answered', () => {
    expect(answerWords(messageOf({}))).toBeNull()
    expect(answerWords(messageOf({ kind: 'question' }))).toBe('not answered yet')
    expect(answerWords(messageOf({ kind: 'question', answeredBy: 'x' }))).toBe('answered')
    expect(answerWords(messageOf({ kind: 'question', escalated: true }))).toContain('you were told')
    const settled = { kind: 'question', escalated: true, closed: true } as const
    expect(answerWords(messageOf(settled))).toContain('nobody waits for it')
  })
})
