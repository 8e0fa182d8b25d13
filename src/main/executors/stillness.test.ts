import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stillness } from '../../shared/domain/recovery/commands.ts'
import type { ProcessUsage } from '../ports/process.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { lookEveryMs, StillnessWatch } from './stillness.ts'

const patienceMs = 75_000
const everyMs = lookEveryMs(patienceMs)

function watched(wanted = true) {
  const clock = createManualClock()
  const told: Stillness[] = []
  const state = {
    heardAt: 0,
    usage: { cpuMs: 0, ioBytes: 0, processes: 1, alive: true } as ProcessUsage,
    changedAt: 0,
    openTool: null as string | null,
    looks: 0,
    walks: 0,
  }
  const watch = new StillnessWatch({
    clock,
    patienceMs,
    heardAt: () => state.heardAt,
    wanted: () => wanted,
    openTool: () => state.openTool,
    usage: async () => {
      state.looks += 1
      return state.usage
    },
    filesChanged: async (since) => {
      state.walks += 1
      return state.changedAt > since
    },
    report: (stillness) => void told.push(stillness),
  })
  /** Lets time pass as the silence's looks do; `each` changes what is seen, with milliseconds since the start. */
  const pass = async (ms: number, each: (at: number) => void = () => undefined) => {
    for (let past = 0; past < ms; past += everyMs) {
      clock.advance(everyMs)
      each(clock.monotonic())
      await watch.look()
    }
  }
  const use = (more: Partial<Record<'cpuMs' | 'ioBytes' | 'processes', number>>) => {
    const { usage } = state
    state.usage = {
      ...usage,
      cpuMs: (usage.cpuMs ?? 0) + (more.cpuMs ?? 0),
      ioBytes: (usage.ioBytes ?? 0) + (more.ioBytes ?? 0),
      processes: usage.processes + (more.processes ?? 0),
    }
  }
  return { clock, state, told, watch, pass, use }
}

describe('an agent that does nothing at all', () => {
  it('is told of at half its patience, at the end of it, and seldom from there', async () => {
    const { told, pass, state } = watched()
    await pass(patienceMs * 5)
    const parts = told.map(({ silentMs }) => silentMs / patienceMs)
    expect(parts).toEqual([expect.closeTo(0.5, 1), expect.closeTo(1, 1), expect.closeTo(2, 1), expect.closeTo(4, 1)])
    expect(told[0]).toMatchObject({
      cpuMs: 0,
      ioBytes: 0,
      alive: true,
      filesChanged: false,
      children: 0,
      openTool: null,
    })
    expect(state.walks).toBe(4)
  })

  it('is told of with the tool call that is open and the programs it runs', async () => {
    const { told, pass, state } = watched()
    state.openTool = 'make'
    state.usage = { ...state.usage, processes: 3 }
    await pass(patienceMs)
    expect(told[0]).toMatchObject({ openTool: 'make', children: 2 })
  })

  it('is told of anew after it did something', async () => {
    const { told, pass, use } = watched()
    await pass(patienceMs * 1.2)
    use({ cpuMs: 5000 })
    await pass(patienceMs * 1.2)
    expect(told.map(({ cpuMs }) => cpuMs)).toEqual([0, 0, 0, 0])
  })

  it('is told of with the little that waiting costs', async () => {
    const { told, pass, use } = watched()
    await pass(patienceMs * 1.1, () => use({ cpuMs: 10, ioBytes: 100 }))
    expect(told.at(-1)?.cpuMs).toBeGreaterThan(100)
    expect(told.at(-1)?.ioBytes).toBeGreaterThan(1000)
  })

  it('is told of where nobody knows what it uses, as not known', async () => {
    const { told, pass, state } = watched()
    state.usage = { cpuMs: null, ioBytes: null, processes: 1, alive: true }
    await pass(patienceMs)
    expect(told[0]).toMatchObject({ cpuMs: null, ioBytes: null })
  })
})

describe('an agent that is well', () => {
  it('is not even looked at while it talks, and seldom while it is silent', async () => {
    const { pass, state } = watched()
    await pass(600_000, (at) => {
      state.heardAt = at - 1000
    })
    expect(state.looks).toBe(0)
    expect(lookEveryMs(patienceMs)).toBe(5000)
    expect(lookEveryMs(600_000)).toBe(20_000)
  })

  it('is not looked at where nobody wants to know', async () => {
    const { pass, state } = watched(false)
    await pass(600_000)
    expect(state.looks).toBe(0)
  })

  type Play = ReturnType<typeof watched>
  it.each<[string, (play: Play, at: number) => void]>([
    ['computes', ({ use }) => use({ cpuMs: 4000 })],
    ['computes now and then', ({ use }, at) => use({ cpuMs: at % 30_000 === 0 ? 400 : 0 })],
    ['reads and writes', ({ use }) => use({ ioBytes: 1_000_000 })],
    ['starts and ends programs', ({ use }, at) => use({ processes: at % 10_000 === 0 ? 1 : -1 })],
    ['loses a busy child, so that the sum falls', ({ use }, at) => use({ cpuMs: at % 30_000 === 0 ? -9000 : 0 })],
    ['says a word now and then', ({ state }, at) => (state.heardAt = at % 30_000 === 0 ? at : state.heardAt)],
    [
      'writes a file now and then',
      ({ state, clock }, at) => (state.changedAt = at % 35_000 < 5000 ? clock.now() : state.changedAt),
    ],
  ])('is never told of while it %s', async (_, each) => {
    const play = watched()
    await play.pass(patienceMs * 20, (at) => each(play, at))
    expect(play.told).toEqual([])
  })

  it('is not told of when it speaks while it is looked at', async () => {
    const { clock, state, told, watch, pass } = watched()
    await pass(patienceMs * 0.4)
    clock.advance(patienceMs)
    const looking = watch.look()
    state.heardAt = clock.monotonic()
    await looking
    expect(told).toEqual([])
  })

  it('is not told of when its turn ends while it is looked at', async () => {
    const { clock, told, watch, pass } = watched()
    await pass(patienceMs * 0.4)
    clock.advance(patienceMs)
    const looking = watch.look()
    watch.reset()
    await looking
    await watch.look()
    expect(told).toEqual([])
  })
})

type Happening = 'nothing' | 'work' | 'word' | 'file'

function happen(what: Happening, { clock, state, use }: ReturnType<typeof watched>): void {
  if (what === 'work') use({ cpuMs: 1000 })
  if (what === 'word') state.heardAt = clock.monotonic()
  if (what === 'file') state.changedAt = clock.now()
}

it('tells only of those that were still for as long as it says', async () => {
  const happening = fc.constantFrom<Happening>('nothing', 'nothing', 'nothing', 'nothing', 'work', 'word', 'file')
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 120 }), async (all) => {
      const play = watched()
      const { clock, told } = play
      let movedAt = 0
      for (const what of all) {
        const before = told.length
        if (what !== 'nothing') movedAt = clock.monotonic() + everyMs
        await play.pass(everyMs, () => happen(what, play))
        const [fresh] = told.slice(before)
        if (fresh !== undefined) expect(fresh.silentMs).toBeLessThanOrEqual(clock.monotonic() - movedAt)
      }
      expect(told.every(({ silentMs }) => silentMs >= patienceMs / 2)).toBe(true)
    }),
  )
})
