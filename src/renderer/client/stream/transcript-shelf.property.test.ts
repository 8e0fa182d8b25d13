import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StreamWorld } from '../testing/stream-world.ts'
import type { TranscriptAsk } from './messages.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 100)

const asks: readonly TranscriptAsk[] = ['show', 'earlier', 'earlier', 'hide', 'away', 'end']
const steps = fc.array(fc.tuple(fc.nat(9), fc.nat(1), fc.nat(1000)), { minLength: 20, maxLength: 80, size: 'max' })

type Step = readonly [what: number, which: number, choice: number]

/** Conversations that are longer than what is loaded, and change at the edge of it. */
async function take(world: StreamWorld, [what, which, choice]: Step): Promise<void> {
  const thread = `t${which}`
  const transcript = world.host.transcript(thread)
  const shown = world.view(thread).rows.length
  const oldest = transcript.rows.length - shown + (choice % 7) - 3
  if (what < 3) transcript.append(`e${Math.max(0, what === 0 ? oldest : transcript.rows.length - 1)}`, `${choice} `)
  else if (what === 3) transcript.put(`e${Math.max(0, oldest)}`, `${choice} `)
  else if (what < 7) world.stream.handle({ kind: 'transcript', thread, ask: asks[choice % asks.length] ?? 'show' })
  else if (what === 7) await world.settle()
  else if (what === 8) world.shown()
  else if (choice % 10 === 0) await world.connect()
  else world.timers.advance(choice % 40)
}

function suffixOf<T>(all: readonly T[], count: number): readonly T[] {
  return all.slice(all.length - count)
}

const both = ['t0', 't1']

/** Two conversations of so many rows on the screen. */
async function readingOf(length: number): Promise<StreamWorld> {
  const world = new StreamWorld()
  await world.connect()
  for (const thread of both) {
    for (let at = 0; at < length; at += 1) world.host.transcript(thread).put(`e${at}`, `row ${at} `)
    world.stream.handle({ kind: 'transcript', thread, ask: 'show' })
  }
  await world.settle()
  return world
}

function expectEndOf(world: StreamWorld, thread: string): void {
  const { rows, hasEarlier } = world.view(thread)
  const all = world.host.transcript(thread).rows
  expect(rows).toEqual(suffixOf(all, rows.length))
  expect(rows.length).toBeGreaterThanOrEqual(Math.min(50, all.length))
  expect(hasEarlier).toBe(rows.length < all.length)
}

describe('a conversation on the page', () => {
  it('is the end of what the host has, with text that grew while it was read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 420 }), steps, async (length, taken) => {
        const world = await readingOf(length)
        for (const step of taken) await take(world, step)
        await world.connect()
        for (const thread of both) world.stream.handle({ kind: 'transcript', thread, ask: 'show' })
        await world.rest()
        for (const thread of both) expectEndOf(world, thread)
        await world.cut()
      }),
      { numRuns: runs },
    )
  })
})

describe('conversations that were shown', () => {
  it('load a hundred rows more at a time, once however often it is asked', async () => {
    const world = new StreamWorld()
    for (let at = 0; at < 300; at += 1) world.host.transcript('t').put(`e${at}`, 'x')
    await world.connect()
    world.stream.handle({ kind: 'transcript', thread: 't', ask: 'show' })
    await world.rest()
    const before = world.view('t').rows
    expect(before).toHaveLength(50)
    for (let at = 0; at < 3; at += 1) world.stream.handle({ kind: 'transcript', thread: 't', ask: 'earlier' })
    await world.rest()
    expect(world.view('t').rows).toHaveLength(150)
    expect(
      world
        .view('t')
        .rows.slice(-50)
        .every((row, at) => row === before[at]),
    ).toBe(true)
  })

  it('let the oldest rows go while the reader is at the end, and bring them back', async () => {
    const world = new StreamWorld()
    await world.connect()
    world.stream.handle({ kind: 'transcript', thread: 't', ask: 'show' })
    await world.rest()
    for (let at = 0; at < 2100; at += 1) {
      world.host.transcript('t').put(`e${at}`, 'x')
      if (at % 30 === 0) await world.settle()
    }
    await world.rest()
    expect(world.view('t').rows.length).toBeLessThanOrEqual(2000)
    expect(world.view('t').rows.length).toBeGreaterThanOrEqual(1800)
    expect(world.view('t').hasEarlier).toBe(true)
    const kept = world.view('t').rows.length
    world.stream.handle({ kind: 'transcript', thread: 't', ask: 'earlier' })
    await world.rest()
    expect(world.view('t').rows).toEqual(suffixOf(world.host.transcript('t').rows, kept + 100))
  })

  it('are kept for twenty threads and forgotten beyond', async () => {
    const world = new StreamWorld()
    await world.connect()
    for (let at = 0; at < 25; at += 1) {
      world.host.transcript(`t${at}`).put('e', 'x')
      world.stream.handle({ kind: 'transcript', thread: `t${at}`, ask: 'show' })
      await world.rest()
      world.stream.handle({ kind: 'transcript', thread: `t${at}`, ask: 'hide' })
    }
    await world.rest()
    expect([...world.views.keys()]).toEqual(Array.from({ length: 20 }, (_none, at) => `t${at + 5}`))
  })

  it('send a growing row as what was added', async () => {
    const world = new StreamWorld()
    const transcript = world.host.transcript('t')
    transcript.put('e', 'x'.repeat(1_000_000))
    await world.connect()
    world.stream.handle({ kind: 'transcript', thread: 't', ask: 'show' })
    await world.rest()
    const before = world.patches.length
    transcript.append('e', 'and more')
    await world.rest()
    expect(JSON.stringify(world.patches.slice(before)).length).toBeLessThan(1000)
    expect(world.view('t').rows).toEqual(transcript.rows)
  })

  it('begin anew for a reader who was away for too long', async () => {
    const world = new StreamWorld()
    const transcript = world.host.transcript('t')
    transcript.put('e', 'x')
    await world.connect()
    world.stream.handle({ kind: 'transcript', thread: 't', ask: 'show' })
    await world.rest()
    await world.cut()
    for (let at = 0; at < 200; at += 1) transcript.put(`e${at}`, 'x')
    await world.connect()
    await world.rest()
    expect(world.view('t').rows).toEqual(suffixOf(transcript.rows, 50))
  })
})
