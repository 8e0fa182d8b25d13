import { describe, expect, it } from 'vitest'
import type { Actor, StoredEvent } from '../../../../shared/domain/event.ts'
import type { CommandId, RequestId, ThreadId } from '../../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../../shared/kernel/json.ts'
import type { EntryKind, TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { promptParts } from '../../../lib/peer-prompt.ts'
import { imageView, newerThan, planView, rawView, senderOf, turnEndView, turnTimes } from './entry-view.ts'
import { outputTail } from './output-tail.ts'
import { answersOf, permissionOutcome } from './permission-outcome.ts'

function row(kind: EntryKind, head: JsonObject, { at = 0, position = 1 } = {}): TranscriptRow {
  return { entry: `${kind}-${position}`, kind, position, sequence: 1, at, head, text: 'text' }
}

describe('a prompt', () => {
  it("is a person's only where the host says so", () => {
    const from = (head: JsonObject) =>
      promptParts(row('prompt', head)).map((part) => part.kind === 'words' && senderOf(part.origin))
    expect(from({})).toEqual([null])
    expect(from({ origin: 'person' })).toEqual([null])
    expect(from({ origin: 'host' })).toEqual(['From Switchyard'])
    expect(from({ origin: 'peer' })).toEqual(['From another thread'])
    expect(from({ origin: 'somebody new' })).toEqual(['From elsewhere'])
    expect(from({ origin: 4 })).toEqual(['From elsewhere'])
  })
})

describe('a plan', () => {
  it('leaves out what is no step, and takes an unknown status for an open one', () => {
    const entries = [{ content: 'One', status: 'completed' }, 'x', { content: 2 }, { content: 'Two', status: 'odd' }]
    expect(planView(row('plan', { entries })).map(({ content, status }) => [content, status])).toEqual([
      ['One', 'completed'],
      ['Two', 'pending'],
    ])
    expect(planView(row('plan', {}))).toEqual([])
  })
})

describe('a picture', () => {
  it('is shown only where nothing in it can run or leave the page', () => {
    expect(imageView({ mimeType: 'image/png', data: 'AAAA' })).not.toBeNull()
    expect(imageView({ mimeType: 'image/svg+xml', data: 'AAAA' })).toBeNull()
    expect(imageView({ mimeType: 'image/png', data: 'AA"AA' })).toBeNull()
    expect(imageView({ mimeType: 'image/png', data: undefined })).toBeNull()
  })
})

describe('the end of a turn', () => {
  it('stands out where it failed', () => {
    expect(turnEndView(row('turn-end', { stopReason: 'end_turn' }))).toEqual({ text: 'Turn ended', failed: false })
    expect(turnEndView(row('turn-end', { stopReason: 'cancelled' })).failed).toBe(false)
    expect(turnEndView(row('turn-end', { stopReason: 'rate-limit' })).failed).toBe(true)
    expect(turnEndView(row('turn-end', { stopReason: 'new_reason' })).text).toBe('Turn ended: new_reason')
  })

  it('is timed from its own prompt, where that is there', () => {
    const rows = [
      row('turn-end', {}, { at: 50, position: 1 }),
      row('prompt', {}, { at: 100, position: 2 }),
      row('message', {}, { at: 150, position: 3 }),
      row('turn-end', {}, { at: 400, position: 4 }),
      row('turn-end', {}, { at: 500, position: 5 }),
    ]
    expect([...turnTimes(rows)]).toEqual([['turn-end-4', 300]])
    expect([newerThan(rows, 3), newerThan(rows, 5), newerThan(rows, 0)]).toEqual([2, 0, 5])
  })
})

describe('an update that nobody knows', () => {
  it('is named and shown as it came', () => {
    const view = rawView(row('raw', { update: { sessionUpdate: 'new_thing', value: 3 } }))
    expect(view.kind).toBe('new_thing')
    expect(JSON.parse(view.json)).toEqual({ sessionUpdate: 'new_thing', value: 3 })
    expect(rawView(row('raw', {})).kind).toBe('no kind')
  })
})

describe('a permission', () => {
  const id = 't' as ThreadId
  const request = 'r' as RequestId
  const stored = (sequence: number, event: StoredEvent['event'], actor: Actor = 'person'): StoredEvent => {
    return { sequence, at: 0, actor, command: 'c' as CommandId, cause: null, event }
  }
  const options = [
    { id: 'o1', kind: 'allow-always', name: 'Always' },
    { id: 'o2', kind: 'deny-once', name: 'No' },
  ] as const
  const asked = { id: request, title: 'Run', detail: 'x', kind: 'execute', toolCall: null, options, askedAt: 0 }
  const history = (option: string | null, reason: string | null, actor?: Actor) =>
    answersOf([
      stored(2, { type: 'thread.permission-answered', id, request, option, reason }, actor),
      stored(1, { type: 'thread.permission-asked', id, request: asked }),
    ])

  it('tells what a person answered and why', () => {
    const settled = row('permission', { request, state: 'answered', option: 'o2' })
    const outcome = permissionOutcome(settled, history('o2', 'Not today').get(request))
    expect(outcome).toMatchObject({ text: 'denied', allowed: false, reason: 'Not today' })
    expect(permissionOutcome(settled, history('o1', null).get(request))).toMatchObject({
      text: 'allowed always',
      allowed: true,
    })
  })

  it('tells what a rule answered, and names it', () => {
    const settled = row('permission', { request, state: 'answered', option: 'o1' })
    const rule = 'Allowed by rule 1.'
    expect(permissionOutcome(settled, history('o1', rule, 'host').get(request))).toMatchObject({
      text: 'allowed by a rule',
      reason: rule,
      byHost: true,
    })
    expect(permissionOutcome(settled, history('o2', rule, 'host').get(request)).text).toBe('denied, nobody was asked')
    expect(permissionOutcome(settled, history(null, rule, 'host').get(request)).text).toBe('answered')
  })

  it('never says allowed where that is not known', () => {
    const settled = row('permission', { request, state: 'answered', option: 'o1' })
    expect(permissionOutcome(settled, undefined)).toMatchObject({ text: 'answered', allowed: false })
    expect(permissionOutcome(row('permission', { request, state: 'cancelled' }), undefined).text).toBe(
      'no longer asked',
    )
    expect(permissionOutcome(row('permission', { request, state: 'open' }), undefined).state).toBe('open')
  })
})

describe('the tail of an output', () => {
  it('shows the last lines, and little of a line without end', () => {
    expect(outputTail('a\nb\nc\nd\n', 2)).toBe('c\nd')
    expect(outputTail('x'.repeat(100_000), 4)).toHaveLength(2000)
    expect(outputTail('\u001b[2Kdone', 1)).toBe('␛[2Kdone')
  })
})
