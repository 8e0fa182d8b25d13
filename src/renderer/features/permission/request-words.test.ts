import { describe, expect, it } from 'vitest'
import type { PermissionOptionKind } from '../../../shared/domain/thread/state.ts'
import type { RequestId } from '../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import type { EntryKind, TranscriptRow } from '../../../shared/transcript/entry.ts'
import { answerWords, beforeRequest } from './request-words.ts'

const offering = (...kinds: readonly PermissionOptionKind[]) => ({
  kind: 'execute',
  options: kinds.map((kind) => ({ id: kind, kind, name: `The ${kind}` })),
})

describe('the answers to a request', () => {
  it('promise only what the agent offers', () => {
    const both = answerWords(offering('allow-once', 'deny-once'))
    expect(both).toMatchObject({ canAllow: true, always: null })
    expect(answerWords(offering('allow-always')).canAllow).toBe(false)
    expect(answerWords(offering('allow-always')).always).toBe('The allow-always')
    expect(answerWords(offering('allow-once')).ifDenied).toMatch(/cancelled/)
    expect(both.ifDenied).toMatch(/your reason/)
  })
})

describe('what led to a request', () => {
  let position = 0
  const row = (kind: EntryKind, text = '', head: JsonObject = {}): TranscriptRow => {
    position += 1
    return { entry: `e${position}`, kind, position, sequence: position, at: 0, head, text }
  }
  const request = { id: 'r1' as RequestId, toolCall: 'call-1' }
  const own = row('tool', '', { toolCall: 'call-1' })
  const asked = row('permission', '', { request: 'r1' })

  it('is said by the agent just before, in this turn', () => {
    const rows = [row('message', 'Old'), row('prompt'), row('message', 'I must migrate.'), row('thought'), own, asked]
    expect(beforeRequest(rows, request).said).toBe('I must migrate.')
    expect(beforeRequest([row('message', 'Old'), row('prompt'), own, asked], request).said).toBeNull()
    expect(beforeRequest([row('prompt'), row('message', 'Hm'), row('tool'), own, asked], request).said).toBeNull()
  })

  it('is the last few calls before it, without its own and what came later', () => {
    const tools = Array.from({ length: 6 }, () => row('tool'))
    const { tools: shown } = beforeRequest([row('prompt'), ...tools, own, asked, row('tool')], request)
    expect(shown).toEqual(tools.slice(-4))
  })
})
