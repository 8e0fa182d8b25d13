import { beforeEach, describe, expect, it } from 'vitest'
import type { Turn } from '../../shared/domain/thread/state.ts'
import type { PromptId, ThreadId } from '../../shared/kernel/ids.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import type { AgentUpdate } from '../../shared/transcript/update.ts'
import { Transcripts } from '../engine/transcripts.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { Conversation } from './conversation.ts'
import { turnLimit } from './turn-transcript.ts'

const thread = 't' as ThreadId
const blocks = [{ kind: 'text', text: 'Do it', origin: 'person' }] as const
const turn: Turn = { number: 3, prompt: { id: 'p' as PromptId }, phase: 'running', startedAt: 0, sends: 1 }

let store: MemoryStore
let transcripts: Transcripts
let conversation: Conversation

beforeEach(async () => {
  store = new MemoryStore()
  const problem = (refusal: { readonly message: string }) => {
    throw new Error(refusal.message)
  }
  transcripts = new Transcripts({ store, clock: createManualClock(), problem })
  await transcripts.open(thread)
  conversation = new Conversation(transcripts, thread, 3)
})

async function rows() {
  await transcripts.flush()
  const page = await store.readTranscript(thread, { kind: 'tail', limit: 100 })
  return page.rows.map((row) => [row.kind, row.text])
}

/** The whole conversation, page by page from its end. */
async function everyRow(): Promise<readonly TranscriptRow[]> {
  let rows: readonly TranscriptRow[] = []
  for (let before = Number.MAX_SAFE_INTEGER; before > 1; before = rows[0]?.position ?? 0) {
    const page = await store.readTranscript(thread, { kind: 'tail', limit: 1000, before })
    rows = [...page.rows, ...rows]
  }
  return rows
}

function hear(...updates: readonly AgentUpdate[]): void {
  for (const update of updates) conversation.update(update)
}

describe('a conversation', () => {
  it('notes who said what of a prompt, where that is more than one', async () => {
    const mail = { kind: 'text', text: 'Message 1', origin: 'peer' } as const
    conversation.prompt(turn, blocks)
    conversation.prompt(turn, [...blocks, mail])
    await transcripts.flush()
    const [plain, mixed] = await everyRow()
    expect(plain?.head).toEqual({ origin: 'person', turn: 3, sends: 1 })
    expect(mixed?.head.parts).toEqual([
      ['person', 5],
      ['peer', 9],
    ])
  })

  it('joins the chunks of one message, and starts another after anything else', async () => {
    conversation.prompt(turn, blocks)
    hear(
      { kind: 'message', text: 'Hel' },
      { kind: 'message', text: 'lo' },
      { kind: 'thought', text: 'hm' },
      { kind: 'message', text: 'again' },
    )
    conversation.ended('end_turn', '')
    expect(await rows()).toEqual([
      ['prompt', 'Do it'],
      ['message', 'Hello'],
      ['thought', 'hm'],
      ['message', 'again'],
      ['turn-end', ''],
    ])
  })

  it('keeps what a turn said before it was sent again, whatever became of its count', async () => {
    conversation.prompt(turn, blocks)
    hear({ kind: 'message', text: 'half' }, { kind: 'tool', toolCall: 'c', patch: { title: 'make' } })
    await transcripts.release(thread)
    await transcripts.open(thread)
    conversation = new Conversation(transcripts, thread, 4)
    conversation.prompt(turn, blocks)
    hear({ kind: 'message', text: 'whole' }, { kind: 'tool', toolCall: 'c', patch: { title: 'make again' } })
    expect((await rows()).map(([kind, text]) => `${kind} ${text}`.trim())).toEqual([
      'prompt Do it',
      'message half',
      'tool',
      'prompt Do it',
      'message whole',
      'tool',
    ])
  })

  it('never lets one entry grow without bound, and loses nothing', async () => {
    const chunk = 'x'.repeat(10_000)
    for (let count = 0; count < 20; count += 1) hear({ kind: 'message', text: chunk })
    const texts = (await rows()).map(([, text]) => text ?? '')
    expect(texts.length).toBeGreaterThan(1)
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(80_000)
    expect(texts.join('')).toBe(chunk.repeat(20))
  })

  it('takes what comes at once apart as well, but no character', async () => {
    const text = `x${'😀'.repeat(100_000)}`
    hear({ kind: 'message', text })
    const texts = (await rows()).map(([, part]) => part ?? '')
    expect(Math.max(...texts.map((part) => part.length))).toBeLessThan(80_000)
    expect(texts.join('')).toBe(text)
    expect(texts.every((part) => part.isWellFormed())).toBe(true)
  })

  it('keeps so much of one turn, says once that it leaves the rest out, and still how the turn ended', async () => {
    for (let count = 0; count < 10; count += 1) hear({ kind: 'message', text: 'x'.repeat(turnLimit / 8) })
    hear({ kind: 'message', text: 'unheard' }, { kind: 'tool', toolCall: 'd', patch: { title: 'unseen' } })
    conversation.ended('end_turn', '')
    await transcripts.flush()
    const kept = await everyRow()
    const said = kept.filter((row) => row.kind === 'message').reduce((sum, row) => sum + row.text.length, 0)
    expect(said).toBeGreaterThanOrEqual(turnLimit)
    expect(said).toBeLessThan(turnLimit * 1.2)
    expect(kept.slice(-2).map((row) => row.kind)).toEqual(['notice', 'turn-end'])
    expect(kept.at(-2)?.text).toMatch(/left out/)
  })

  it('keeps a tool call in its place while its output grows and its state changes', async () => {
    hear(
      { kind: 'tool', toolCall: 'c', patch: { title: 'make', toolKind: 'execute', status: 'running' } },
      { kind: 'message', text: 'meanwhile' },
      { kind: 'tool', toolCall: 'c', patch: { content: [{ kind: 'text', text: 'one\n' }] } },
      { kind: 'tool', toolCall: 'c', patch: { content: [{ kind: 'text', text: 'one\ntwo\n' }] } },
      { kind: 'tool', toolCall: 'c', patch: { status: 'completed' } },
    )
    expect(await rows()).toEqual([
      ['tool', 'one\ntwo\n'],
      ['message', 'meanwhile'],
    ])
    const page = await store.readTranscript(thread, { kind: 'tail', limit: 1, before: 2 })
    expect(page.rows[0]?.head).toMatchObject({ title: 'make', toolKind: 'execute', status: 'completed' })
  })

  it('keeps what a tool call said when more comes long after its end', async () => {
    const call = (toolCall: string): AgentUpdate => ({
      kind: 'tool',
      toolCall,
      patch: { title: 'make', status: 'completed', content: [{ kind: 'text', text: toolCall }] },
    })
    hear(call('first'), call('second'))
    for (let count = 0; count < 100; count += 1) hear(call(`c${count}`))
    hear({ kind: 'tool', toolCall: 'first', patch: { title: 'make, done' } })
    hear({ kind: 'tool', toolCall: 'c99', patch: { title: 'make, done' } })
    await transcripts.flush()
    const { rows: all } = await store.readTranscript(thread, { kind: 'tail', limit: 200 })
    expect([all[0]?.text, all[0]?.head.title]).toEqual(['first', 'make'])
    expect([all.at(-1)?.text, all.at(-1)?.head.title]).toEqual(['c99', 'make, done'])
    expect(conversation.tools.get('first')).toBe(null)
  })

  it('says what it leaves out of a very long output', async () => {
    const text = 'y'.repeat(300_000)
    hear({ kind: 'tool', toolCall: 'c', patch: { content: [{ kind: 'text', text }] } })
    const [row] = await rows()
    expect(row?.[1]).toMatch(/\[\d+ more characters left out\]$/)
    expect(row?.[1]?.length).toBeLessThan(270_000)
  })

  it('says what it leaves out of a very long input or unknown update', async () => {
    const input = { text: 'z'.repeat(1_000_000) }
    hear({ kind: 'tool', toolCall: 'c', patch: { title: 'make', input } }, { kind: 'unknown', update: input })
    await transcripts.flush()
    const { rows: all } = await store.readTranscript(thread, { kind: 'tail', limit: 10 })
    expect(all.map(({ kind }) => kind)).toEqual(['tool', 'raw'])
    for (const { head } of all) {
      expect(JSON.stringify(head).length).toBeLessThan(300_000)
      expect(JSON.stringify(head)).toContain('more characters left out')
    }
  })

  it('shows updates it does not know raw, and a plan once', async () => {
    hear(
      { kind: 'plan', entries: [{ content: 'a', status: 'pending' }] },
      { kind: 'unknown', update: { odd: true } },
      { kind: 'plan', entries: [{ content: 'a', status: 'completed' }] },
    )
    await transcripts.flush()
    const page = await store.readTranscript(thread, { kind: 'tail', limit: 10 })
    expect(page.rows.map((row) => [row.kind, row.head])).toEqual([
      ['plan', { entries: [{ content: 'a', status: 'completed' }] }],
      ['raw', { update: { odd: true } }],
    ])
  })
})
