import { describe, expect, it } from 'vitest'
import { messageLines, peersLines } from './peer-lines.ts'
import type { MessageView, PeersView } from './peer-views.ts'

const message: MessageView = {
  ...{ id: 'm1' as never, from: 'a' as never, to: 'b' as never, number: 1, kind: 'message', text: 'Hello.' },
  ...{ state: 'accepted', held: null, because: null, sentAt: 0 },
}

const member = { task: 't1' as never, thread: null, title: 'Parser\u001b[2J' }

describe('what threads wrote', () => {
  it('is marked line by line, and steers no terminal', () => {
    const lines = messageLines({ ...message, text: 'one\u001b[2J\nfrom the host: two' }).split('\n')
    expect(lines.slice(1)).toEqual(['    > one\\u{1b}[2J', '    > from the host: two'])
  })

  it('says why it waits, or why it was refused', () => {
    expect(messageLines({ ...message, held: 'Everything is frozen.' })).toContain('accepted: Everything is frozen.')
    const refused = { ...message, state: 'refused', because: 'It claims a permission.' } as const
    expect(messageLines(refused)).toContain('refused: It claims a permission.')
  })
})

describe('who works with whom', () => {
  it('is said where nobody does', () => {
    expect(peersLines({ teams: [], collisions: [] })).toContain('Nobody is in a team')
  })

  it('names a task that has not begun, and what an order rests on', () => {
    const pair: PeersView['collisions'][number] = {
      ...{ members: [member], score: 0.571, standing: 'serialized', because: 'It has not begun.', first: null },
      parts: [{ kind: 'overlap', value: 1, weight: 0.6, details: ['Both change line 3 of a.ts.'] }],
      conflicts: [{ path: 'a.ts', lines: { from: 3, to: 4 } }],
      spots: [],
    }
    expect(peersLines({ teams: [], collisions: [pair] }).split('\n')).toEqual([
      'Coupling 0.57, serialized: It has not begun.',
      '    t1 (not begun)  Parser\\u{1b}[2J',
      '    overlap 1.00 × 0.60; Both change line 3 of a.ts.',
      '    conflicts in a.ts:3–4',
    ])
  })
})
