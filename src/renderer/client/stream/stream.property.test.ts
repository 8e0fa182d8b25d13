import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/domain/testing/random-steps.ts'
import { recordOf, StreamWorld, statesOf } from '../testing/stream-world.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 100)

type Step = readonly [what: number, action: number, which: number, choice: number]

const steps = fc.array(fc.tuple(fc.nat(19), fc.nat(28), fc.nat(5), fc.nat(1000)), {
  minLength: 40,
  maxLength: 250,
  size: 'max',
})

const threads = ['t0', 't1', 't2', 't3', 't4', 't5']

/** Text grows, rows change, the model moves; lines break, the page is slow, the reader looks around. */
async function take(world: StreamWorld, [what, action, which, choice]: Step): Promise<void> {
  const thread = `t${which}`
  if (what < 8) perform(world.host.simulation, [action, which, choice], 2)
  else if (what < 11) speak(world, thread, choice)
  else if (what < 14) await world.settle()
  else if (what < 16) world.shown()
  else if (what === 16) world.timers.advance(choice % 300)
  else if (what === 17) await (choice % 3 === 0 ? world.cut() : world.connect())
  else if (what === 18) read(world, thread, choice)
  else world.stream.handle({ kind: 'tracks', threads: threads.slice(choice % 6), since: 0 })
}

function speak(world: StreamWorld, thread: string, choice: number): void {
  const transcript = world.host.transcript(thread)
  const entry = `e${choice % (transcript.rows.length + 2)}`
  for (let at = 0; at <= choice % 5; at += 1) {
    if (choice % 3 === 0) transcript.put(choice % 2 === 0 ? entry : `n${transcript.sequence}`, `${choice} `)
    else transcript.append(entry, `${choice} `)
  }
}

function read(world: StreamWorld, thread: string, choice: number): void {
  const ask = (['show', 'earlier', 'hide', 'away', 'end'] as const)[choice % 5] ?? 'show'
  world.stream.handle({ kind: 'transcript', thread, ask })
}

async function checkEverything(world: StreamWorld): Promise<void> {
  await world.connect()
  for (const thread of threads) world.stream.handle({ kind: 'transcript', thread, ask: 'show' })
  world.stream.handle({ kind: 'tracks', threads, since: 0 })
  await world.rest()
  expect(statesOf(world.mirror.model)).toEqual(recordOf(world.host.states()))
  expect(world.mirror.at).toEqual({ host: 'log-1', sequence: world.host.simulation.events.length })
  for (const thread of threads) {
    const { rows, hasEarlier, loading } = world.view(thread)
    const all = world.host.transcript(thread).rows
    expect({ thread, rows, loading }).toEqual({ thread, rows: all.slice(all.length - rows.length), loading: false })
    expect(hasEarlier).toBe(rows.length < all.length)
    expect(rows.length).toBeGreaterThanOrEqual(Math.min(all.length, 1))
    expect(world.tracks.get(thread) ?? []).toEqual(world.host.track(thread))
  }
}

describe('what the page has of the host', () => {
  it('is the same as what the host has, whatever was cut, late or slow', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const world = new StreamWorld()
        world.host.simulation.send({ type: 'pool.start', payload: { limit: 2 } })
        await world.connect()
        for (const step of taken) await take(world, step)
        await checkEverything(world)
        await world.cut()
      }),
      { numRuns: runs },
    )
  })
})
