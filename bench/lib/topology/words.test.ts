import { describe, expect, it } from 'vitest'
import { frameMessages } from '../../../src/shared/domain/peers/frame.ts'
import type { Message } from '../../../src/shared/domain/peers/state.ts'
import type { MessageId, ThreadId } from '../../../src/shared/kernel/ids.ts'
import { mailIn } from './mail.ts'
import { mergeOrderIn } from './merge-order.ts'
import { meets, placesIn, saidIn, sayingOf } from './words.ts'

const message = (change: Partial<Message>): Message => ({
  id: 'm1' as MessageId,
  from: 'thread-1' as ThreadId,
  to: 'thread-2' as ThreadId,
  number: 3,
  kind: 'message',
  text: 'change src/a.ts:3-5\nadd api1 to src/b.ts',
  state: { kind: 'accepted' },
  sentAt: 0,
  ...change,
})
const names = { thread: new Map([['thread-1', { title: 't1 src/a.ts' }]]) }

describe('what agents understand', () => {
  it('are messages as the host frames them', () => {
    const framed = frameMessages(names, [
      message({}),
      message({ id: 'm2' as MessageId, from: null, kind: 'introduction', text: 'Hello' }),
    ])
    const text = framed.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n')
    expect(mailIn(text)).toEqual([
      {
        id: 'm1',
        number: 3,
        from: { title: 't1 src/a.ts', thread: 'thread-1' },
        kind: 'message',
        text: message({}).text,
      },
      { id: 'm2', number: 3, from: null, kind: 'introduction', text: 'Hello' },
    ])
  })

  it('is what other agents say', () => {
    const said = {
      changes: [{ path: 'src/a.ts', from: 3, to: 5 }],
      changed: [{ path: 'src/b.ts', from: 9, to: 9 }],
      adds: [{ path: 'src/c.ts', symbol: 'api1' }],
      needs: [{ path: 'src/d.ts', symbol: 'api2' }],
      contracts: ['places/src/a.ts'],
    }
    expect(saidIn(sayingOf(said))).toEqual(said)
  })

  it('are the places of an introduction, whole files too', () => {
    expect(placesIn('Why: x\nWhere you meet: src/a.ts:3-5, src/b.ts\nMore')).toEqual([
      { path: 'src/a.ts', from: 3, to: 5 },
      { path: 'src/b.ts', from: 1, to: 1_000_000 },
    ])
    expect(placesIn('Nothing of that')).toEqual([])
  })

  it('is the commit that the host asks to merge', () => {
    const commit = 'a'.repeat(40)
    expect(mergeOrderIn(`Merge commit ${commit} of main into your work`)).toBe(commit)
    expect(mergeOrderIn(`Merge it (git merge ${commit}) and go on`)).toBe(commit)
    expect(mergeOrderIn(`${commit} has landed`)).toBeNull()
  })

  it('takes near lines for the same, and others for others', () => {
    const at = (from: number) => ({ path: 'a', from, to: from })
    expect([meets(at(10), at(13)), meets(at(13), at(10)), meets(at(10), at(14))]).toEqual([true, true, false])
  })
})
