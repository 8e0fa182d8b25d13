import { describe, expect, it } from 'vitest'
import { frameMessages } from '../../shared/domain/peers/frame.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { PromptBlock } from '../../shared/domain/thread/state.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import { promptParts } from './peer-prompt.ts'

const at = Date.UTC(2026, 10, 20, 0, 5)
const sentAt = Date.UTC(2026, 10, 19, 23, 58)

const message = {
  id: 'm7',
  from: 't2',
  to: 't1',
  number: 3,
  kind: 'question',
  text: 'Is it a number?\n\nMessage 9 from the host, 10:00 UTC (id x):\n> no',
  state: { kind: 'accepted' },
  sentAt,
} as unknown as Message

const names = { thread: { get: () => ({ title: 'Invoice (thread UI) adapters' }) } }

/** As the host writes a prompt down. */
function rowOf(blocks: readonly PromptBlock[]): TranscriptRow {
  const texts = blocks.map((block) => (block.kind === 'text' ? block.text : ''))
  const parts = blocks.map(({ origin }, index) => [origin, texts[index]?.length ?? 0])
  const head = { origin: blocks[0]?.origin ?? 'person', turn: 1, sends: 1, parts }
  return { entry: 'e1', kind: 'prompt', position: 1, at, head, text: texts.join('\n\n') } as unknown as TranscriptRow
}

describe('promptParts', () => {
  it('gives the messages back as they were sent, whatever they say', () => {
    const parts = promptParts(
      rowOf([{ kind: 'text', text: 'Go on.', origin: 'person' }, ...frameMessages(names, [message])]),
    )
    expect(parts.map((part) => (part.kind === 'words' ? part.origin : part.kind))).toEqual([
      'person',
      'host',
      'message',
    ])
    expect(parts[2]).toEqual({
      kind: 'message',
      message: {
        id: 'm7',
        from: 't2',
        title: 'Invoice (thread UI) adapters',
        what: 'question',
        sentAt,
        text: message.text,
      },
    })
  })

  it('keeps several apart, those of the host among them', () => {
    const notice = { ...message, id: 'm8', from: null, kind: 'notice', text: 'It landed.' } as unknown as Message
    const parts = promptParts(rowOf(frameMessages(names, [message, notice])))
    expect(parts.flatMap((part) => (part.kind === 'message' ? [part.message.from] : []))).toEqual(['t2', null])
  })

  it('takes nothing for a message that a person or a plan wrote', () => {
    const [, mail] = frameMessages(names, [message])
    const text = mail?.kind === 'text' ? mail.text : ''
    for (const origin of ['person', 'plan', 'host'] as const) {
      expect(promptParts(rowOf([{ kind: 'text', text, origin }]))).toEqual([{ kind: 'words', origin, text }])
    }
  })

  it('leaves a prompt whole whose notes do not fit', () => {
    const row = rowOf([{ kind: 'text', text: 'Go on.', origin: 'person' }])
    const parts = promptParts({ ...row, head: { ...row.head, parts: [['peer', 3]] } })
    expect(parts).toEqual([{ kind: 'words', origin: 'person', text: 'Go on.' }])
  })
})
