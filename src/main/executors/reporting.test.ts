import { describe, expect, it } from 'vitest'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { activityOf } from './activity.ts'
import { Latest } from './latest.ts'
import { outcomeOf } from './outcome.ts'
import { UsageMeter } from './usage-meter.ts'

function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

describe('latest', () => {
  it('sends the first at once and then only the newest, seldom and never two at a time', async () => {
    const clock = createManualClock()
    const sent: number[] = []
    let release: () => void = () => undefined
    const latest = new Latest<number>(clock, (value) => {
      sent.push(value)
      return new Promise<void>((resolve) => {
        release = resolve
      })
    })
    for (const value of [1, 2, 3]) latest.offer(value)
    clock.advance(1000)
    expect(sent).toEqual([1])
    release()
    await settled()
    expect(sent).toEqual([1])
    clock.advance(199)
    await settled()
    expect(sent).toEqual([1])
    clock.advance(1)
    await settled()
    expect(sent).toEqual([1, 3])
  })

  it('forgets what is out of date', async () => {
    const clock = createManualClock()
    const sent: number[] = []
    const latest = new Latest<number>(clock, async (value) => void sent.push(value))
    for (const value of [1, 2]) latest.offer(value)
    await settled()
    latest.forget()
    clock.advance(1000)
    await settled()
    latest.offer(3)
    expect(sent).toEqual([1, 3])
  })
})

describe('usage', () => {
  it('is reported at most once a second, the newest last', async () => {
    const clock = createManualClock()
    const sent: number[] = []
    const meter = new UsageMeter(clock, async ({ used }) => void sent.push(used))
    for (const used of [1, 2, 3]) meter.offer({ used, size: 10, cost: null })
    expect(sent).toEqual([1])
    clock.advance(999)
    expect(sent).toEqual([1])
    clock.advance(1)
    expect(sent).toEqual([1, 3])
  })
})

describe('activity', () => {
  it.each([
    ['read', 'reading'],
    ['search', 'reading'],
    ['edit', 'editing'],
    ['move', 'editing'],
    ['execute', 'running'],
  ] as const)('of a %s call is %s, with its title cut for the lane', (toolKind, kind) => {
    const title = 'x'.repeat(500)
    const activity = activityOf({ kind: 'tool', toolCall: 'c', patch: { status: 'running' } }, { title, toolKind })
    expect(activity?.kind).toBe(kind)
    expect(activity?.detail.length).toBe(200)
  })

  it('goes back to thinking when a call is over', () => {
    const tool = { title: 'make', toolKind: 'execute' } as const
    const over = activityOf({ kind: 'tool', toolCall: 'c', patch: { status: 'failed' } }, tool)
    expect(over).toEqual({ kind: 'thinking', detail: '' })
  })
})

describe('the end of a turn', () => {
  it('that was rate limited says when it may go on', () => {
    const end = { kind: 'failed', class: 'rate-limit', message: 'Too many.', retryAfterMs: 5000 } as const
    expect(outcomeOf(end, 1000)).toMatchObject({ kind: 'failed', reason: { code: 'rate-limit', retryAt: 6000 } })
  })

  it.each([
    ['Too many requests', 'Too many requests.'],
    ['Wait.\n', 'Wait.'],
    ['', ''],
  ])('says %j as a sentence', (message, said) => {
    const outcome = outcomeOf({ kind: 'failed', class: 'error', message }, 0)
    expect(outcome.kind === 'failed' && outcome.reason.message).toBe(said)
  })

  it('by a dead agent is a crash with its last words', () => {
    expect(outcomeOf({ kind: 'died', message: 'segmentation fault' }, 0)).toMatchObject({
      reason: { code: 'crash', message: 'segmentation fault' },
    })
  })
})
