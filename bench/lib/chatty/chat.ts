import { seededRandom } from '../topology/random.ts'
import { type ChattyHost, startChattyHost } from './chatty-host.ts'
import { pause, type Stage, Talker } from './talker.ts'

const listenerKey = 't0'
/** What one sender may send in a minute. */
const perMinute = 20
/** Messages of one sender that are under way together while the inbox is filled. */
const atOnce = 5
const minute = 60_000
/** Messages that fill the listener's inbox but for what is filled in front of the pages. */
const seeded = 9_900
const pairs = [
  ['t1', 't2'],
  ['t3', 't4'],
  ['t5', 't6'],
] as const

export interface Chat {
  readonly host: ChattyHost
  readonly talkers: ReadonlyMap<string, Talker>
  readonly listener: Talker
  /** Everybody talks, turn after turn, until `stop`. */
  start(): void
  /** Nobody says anything new; resolves when everybody has read all, and no turn is under way. */
  stop(): Promise<readonly number[]>
  /** Opens the exchanges anew, as a person. */
  negotiate(): Promise<void>
}

export interface ChatOptions {
  readonly folder: string
  readonly threads: number
  readonly seed: number
}

/** Starts the host, waits for every first turn, and fills the listener's inbox as far as the limits allow. */
export async function openChat({ folder, seed, threads: count }: ChatOptions): Promise<Chat> {
  const rounds = Math.ceil(seeded / (perMinute * (count - 1)))
  const talkers = new Map<string, Talker>()
  const open = new Map<number, Talker>()
  const threads = new Map<string, string>()
  const partners = new Map<string, string>()
  const state = { talks: false, over: false }
  const all = Promise.withResolvers<void>()
  const stage: Stage = { threads, partners, listener: '', over: () => state.over }
  const talking = new Map<number, Promise<void>>()
  const play = async (turn: number, talker: Talker) => {
    await talker.talk()
    if (open.has(turn) && !state.over) await host.ask({ do: 'end', turn })
  }
  const host = await startChattyHost({
    folder,
    threads: count,
    behind: rounds * minute,
    onTurn: (turn) => {
      const known = talkers.get(turn.key)
      const talker = known ?? new Talker(turn, stage, seededRandom(seed, turn.key))
      talkers.set(turn.key, talker)
      threads.set(turn.key, turn.thread)
      talker.begin(turn)
      open.set(turn.turn, talker)
      if (state.talks && turn.key !== listenerKey) talking.set(turn.turn, play(turn.turn, talker))
      if (talkers.size === count) all.resolve()
    },
    onOver: (turn) => {
      open.get(turn)?.end()
      open.delete(turn)
    },
  })
  await all.promise
  const listener = talkers.get(listenerKey)
  if (listener === undefined) throw new Error('nobody listens')
  Object.assign(stage, { listener: listener.account.thread })
  const parties = pairs.map((pair) => pair.map((key) => threads.get(key) ?? ''))
  for (const [one = '', other = ''] of parties) {
    partners.set(one, other)
    partners.set(other, one)
  }
  const senders = [...talkers.values()].filter((talker) => talker !== listener)
  await fill(host, { senders, to: listener.account.thread, rounds })
  return {
    host,
    talkers,
    listener,
    start: () => {
      state.talks = true
      for (const [turn, talker] of open) if (talker !== listener) talking.set(turn, play(turn, talker))
    },
    stop: async () => {
      state.over = true
      await Promise.all(talking.values())
      const pages = await settle(host, { open, talkers })
      return pages
    },
    negotiate: async () => {
      for (const pair of parties) await host.ask({ do: 'negotiate', parties: pair })
    },
  }
}

interface Filling {
  readonly senders: readonly Talker[]
  readonly to: string
  readonly rounds: number
}

/** As fast as the limits allow, while the host's clock catches up with the machine's. */
async function fill(host: ChattyHost, { rounds, senders, to }: Filling): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await host.ask({ do: 'clock', behind: (rounds - round - 1) * minute })
    await Promise.all(
      senders.map(async (talker) => {
        for (let number = 0; number < perMinute; number += atOnce) {
          const text = `I change line ${round} of part ${number}, and keep what is below it as it is.`
          await Promise.all(Array.from({ length: atOnce }, () => talker.send(to, text)))
        }
      }),
    )
  }
}

/** What wakes nobody waits for a turn that doesn't come any more; whoever is woken begins within a few looks. */
const quietLooks = 15

interface Open {
  readonly open: ReadonlyMap<number, Talker>
  readonly talkers: ReadonlyMap<string, Talker>
}

/** Everybody reads what waits, in the turn that it has or gets for it; answers how long each page took. */
async function settle(host: ChattyHost, { open, talkers }: Open): Promise<readonly number[]> {
  const pages: number[] = []
  const threads = [...talkers.values()].map(({ account }) => account.thread)
  let quiet = 0
  while (quiet < quietLooks) {
    await Promise.all(
      [...open].map(async ([turn, talker]) => {
        for (;;) {
          const { left, ms } = await talker.readPage()
          pages.push(ms)
          if (left === 0) break
        }
        if (open.has(turn)) await host.ask({ do: 'end', turn })
      }),
    )
    await host.ask({ do: 'idle' })
    await pause(200)
    const waiting = await host.ask<Readonly<Record<string, number>>>({ do: 'waiting' })
    const all = threads.every((thread) => (waiting[thread] ?? 0) === 0)
    if (open.size > 0) quiet = 0
    else quiet = all ? quietLooks : quiet + 1
  }
  return pages
}
