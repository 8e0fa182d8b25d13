import { Readable } from 'node:stream'
import { client, methods, ndJsonStream } from '@agentclientprotocol/sdk'
import { expect, it } from 'vitest'
import { Conversation } from './conversation.ts'
import { LineSplitter } from './line-splitter.ts'
import { MessageTap } from './message-tap.ts'

const MESSAGES = 20_000
const CHUNK = 64 * 1024

function recording(): readonly Buffer[] {
  const update = {
    sessionUpdate: 'agent_message_chunk',
    content: { type: 'text', text: 'a few words of a sentence, ' },
  }
  const line = JSON.stringify({ jsonrpc: '2.0', method: 'session/update', params: { sessionId: 'session', update } })
  const bytes = Buffer.from(`${line}\n`.repeat(MESSAGES))
  const count = Math.ceil(bytes.length / CHUNK)
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * CHUNK, (index + 1) * CHUNK))
}

/** Milliseconds until every message was reported. */
function throughTap(chunks: readonly Buffer[]): number {
  let seen = 0
  const conversation = new Conversation({
    update: () => {
      seen += 1
    },
    permission: async () => ({ kind: 'cancelled' }),
    exited: () => undefined,
  })
  const tap = new MessageTap({
    update: (params) => conversation.update(params),
    garbage: (line) => conversation.garbage(line),
    ignored: () => undefined,
    promptResult: () => undefined,
  })
  const splitter = new LineSplitter(CHUNK)
  const startedAt = performance.now()
  for (const chunk of chunks) for (const line of splitter.push(chunk)) tap.take(line.toString('utf8'))
  const elapsed = performance.now() - startedAt
  expect(seen).toBe(MESSAGES)
  return elapsed
}

function throughSdk(chunks: readonly Buffer[]): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  let seen = 0
  const startedAt = performance.now()
  client()
    .onNotification(methods.client.session.update, () => {
      seen += 1
      if (seen === MESSAGES) resolve(performance.now() - startedAt)
    })
    .connect(ndJsonStream(new WritableStream(), Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>))
  return promise
}

it('takes updates at less than half of what the SDK would need', async () => {
  const chunks = recording()
  const ratios: number[] = []
  for (let round = 0; round < 5; round += 1) ratios.push((await throughSdk(chunks)) / throughTap(chunks))
  expect(ratios.toSorted((a, b) => a - b)[2]).toBeGreaterThan(2)
})
