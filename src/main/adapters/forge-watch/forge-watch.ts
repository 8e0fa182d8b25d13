import { z } from 'zod'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import type { Scope } from '../../../shared/kernel/scope.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Forge, ForgeRepository } from '../../ports/forge.ts'
import type { ForgeFollower, ForgeWatch } from '../../ports/forge-watch.ts'
import { openFeed } from './feeds.ts'
import { Lookout, type Onlooker } from './lookout.ts'

export interface ForgeWatchOptions {
  readonly forge: Forge
  readonly clock: Clock
  readonly problem: (message: string, error: unknown) => void
}

const cursorShape = z.object({ repository: z.string(), parts: z.record(z.string(), z.json()) })

export function createForgeWatch({ clock, forge, problem }: ForgeWatchOptions): ForgeWatch {
  const lookouts = new Map<string, Lookout>()

  function join(at: ForgeRepository, feed: ForgeFollower['feeds'][number], onlooker: Onlooker): () => Promise<void> {
    const key = JSON.stringify([at.host, at.repository, feed])
    const lookout = lookouts.get(key) ?? new Lookout({ feed: openFeed(forge, at, feed), clock, problem })
    lookouts.set(key, lookout)
    const leave = lookout.join(onlooker)
    return async () => {
      await leave()
      if (lookout.deserted && lookouts.get(key) === lookout) lookouts.delete(key)
    }
  }

  return {
    follow(follower, scope) {
      const following = new Following(follower)
      for (const feed of follower.feeds) {
        const { name } = openFeed(forge, follower.at, feed)
        scope.own(join(follower.at, feed, following.onlooker(name)), (leave) => leave())
      }
      closeFirst(scope, following)
    },
  }
}

/** What is told after the end belongs to nobody. */
function closeFirst(scope: Scope, following: Following): void {
  scope.own(following, (one) => one.end())
}

type Trouble = Parameters<ForgeFollower['health']>[0]

/** One follower: its cursor holds where each of its feeds goes on, and one of them at a time moves it. */
class Following {
  readonly #follower: ForgeFollower
  readonly #repository: string
  readonly #troubles = new Map<string, Trouble>()
  #parts: Readonly<Record<string, JsonValue>>
  #last: Promise<unknown> = Promise.resolve()
  #ended = false

  constructor(follower: ForgeFollower) {
    const { at, cursor } = follower
    this.#follower = follower
    this.#repository = `${at.host}/${at.repository}`
    const read = cursorShape.safeParse(cursor)
    this.#parts = read.success && read.data.repository === this.#repository ? read.data.parts : {}
  }

  onlooker(name: string): Onlooker {
    return {
      everyMs: this.#follower.everyMs,
      part: () => this.#parts[name] ?? null,
      take: (news, part) => {
        const taken = this.#last.then(() => this.#take(name, { news, part }))
        this.#last = taken.catch(() => undefined)
        return taken
      },
      health: (trouble) => this.#health(name, trouble),
    }
  }

  end(): void {
    this.#ended = true
  }

  async #take(
    name: string,
    { news, part }: { readonly news: Parameters<ForgeFollower['take']>[0]; readonly part: JsonValue },
  ): Promise<Failure | null> {
    const parts = { ...this.#parts, [name]: part }
    const taken = await this.#follower.take(news, { repository: this.#repository, parts })
    if (!taken.ok) return taken.error
    this.#parts = parts
    return null
  }

  #health(name: string, trouble: Trouble): void {
    if (this.#ended) return
    if (trouble === null) this.#troubles.delete(name)
    else this.#troubles.set(name, trouble)
    const [first] = this.#troubles.values()
    this.#follower.health(first ?? null)
  }
}
