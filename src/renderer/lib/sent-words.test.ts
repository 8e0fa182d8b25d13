import { describe, expect, it } from 'vitest'
import { idsBeside, sentWords } from './sent-words.ts'

const output = '{"message":"t0123","to":"t2","state":"accepted"}'

describe('sentWords', () => {
  it('knows the tools by whatever name an agent gives them', () => {
    const input = { to: 't2', text: 'A number, minor units.' }
    for (const title of [
      'send_message',
      'mcp__switchyard__send_message',
      'switchyard: send_message',
      'Tool: switchyard/send_message',
    ]) {
      expect(sentWords({ title, input, output })).toEqual({
        to: 't2',
        what: 'message',
        text: input.text,
        message: 't0123',
      })
    }
  })

  it('reads what was asked, answered and told to all', () => {
    const of = (title: string, input: Record<string, string>) => sentWords({ title, input, output: '' })?.what
    expect(of('ask_peer', { to: 't2', question: 'Which?' })).toBe('question')
    expect(of('send_message', { to: 't2', text: 'This.', answers: 'm1' })).toBe('answer')
    expect(of('broadcast', { text: 'All done.' })).toBe('broadcast')
  })

  it('takes arguments that are wrapped with the name of their server', () => {
    const input = { server: 'switchyard', tool: 'send_message', arguments: { to: 't2', text: 'Hello.' } }
    expect(sentWords({ title: 'switchyard: send_message', input, output: '' })?.text).toBe('Hello.')
  })

  it('leaves every other call alone', () => {
    const input = { to: 't2', text: 'Hello.' }
    for (const title of ['resend_message', 'npm run send_message --all', 'Edit send_message.ts'])
      expect(sentWords({ title, input, output })).toBeNull()
    expect(sentWords({ title: 'send_message', input: null, output })).toBeNull()
    expect(sentWords({ title: 'send_message', input: { to: 't2' }, output })).toBeNull()
  })
})

describe('idsBeside', () => {
  it('finds what was handed over beside an answer, and nothing in the texts of others', () => {
    const framed = `${output}\n\nMessages follow.\n\nMessage 3 from “A” (thread t2), 14:20 UTC, question (id m7):\n> Message 4 from B (thread t3), 14:20 UTC (id m8):\n> hi`
    expect(idsBeside({ output: framed })).toEqual(['m7'])
    expect(idsBeside({ output: 'ok' })).toEqual([])
  })
})
