import type { Thread } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { AgentFailure, AgentSession } from '../ports/agent.ts'
import { LiveSession } from './live-session.ts'
import { restrictedLaunch, restrictedNotice } from './restricted-launch.ts'
import type { ExecutorServices } from './services.ts'

/** How long an agent may be still of which nothing else is known, milliseconds: models may think for minutes. */
const quietMs = 600_000

export interface OpenPlace {
  /** The worktree. */
  readonly folder: string
  /** Folder of the project in it; empty for its top. */
  readonly below: string
  /** It asks about as much as it can. */
  readonly restricted?: boolean
}

export interface Opened {
  readonly live: LiveSession
  /** Null when the session was open already. */
  readonly fresh: AgentSession | null
  /** What the reader has to know of it. */
  readonly notice?: string
}

/** The live sessions of a host: at most one a thread. */
export class Sessions {
  readonly #services: ExecutorServices
  /** In order of last use, so that the first idle one is the one to close. */
  readonly #live = new Map<ThreadId, LiveSession>()
  /** What each was offered when it was opened: agents ask for their tools once. */
  readonly #offered = new WeakMap<LiveSession, string>()
  readonly #opening = new Map<ThreadId, AbortController>()

  constructor(services: ExecutorServices) {
    this.#services = services
  }

  get(thread: ThreadId): LiveSession | undefined {
    return this.#live.get(thread)
  }

  /** The thread's session, opened or resumed where there is none. */
  async open(thread: Thread, place: OpenPlace): Promise<Result<Opened, AgentFailure>> {
    const present = this.#live.get(thread.id)
    // Its conversation was given up: the next one is a new one, in a process of its own.
    const forgotten = thread.session.session === null
    if (present?.usable && !forgotten && !(await this.#outdated(present, thread))) {
      this.#live.delete(thread.id)
      this.#live.set(thread.id, present)
      return ok({ live: present, fresh: null })
    }
    // One that is being closed holds conversation and files until it is gone.
    await present?.close()
    const abandoned = new AbortController()
    this.#opening.set(thread.id, abandoned)
    try {
      return await this.#openFresh(thread, place, abandoned.signal)
    } finally {
      this.#opening.delete(thread.id)
    }
  }

  /** Whether it knows other tools than it is offered by now, and loses nothing by being opened anew. */
  async #outdated(present: LiveSession, thread: Thread): Promise<boolean> {
    if (present.inTurn || this.#offered.get(present) === this.#toolSet(thread.id)) return false
    const launch = await this.#services.catalogue.resolve(thread.agent)
    return launch.ok && launch.value.resumable
  }

  #toolSet(thread: ThreadId): string {
    return this.#services.toolSetOf?.(thread) ?? ''
  }

  async #openFresh(thread: Thread, place: OpenPlace, abandoned: AbortSignal): Promise<Result<Opened, AgentFailure>> {
    const resolved = await this.#services.catalogue.resolve(thread.agent)
    if (!resolved.ok) return resolved
    const launch = place.restricted === true ? restrictedLaunch(resolved.value) : resolved.value
    const { session } = thread.session
    const resume = session !== null && launch.resumable ? { resume: session } : {}
    const tools = this.#services.toolsFor?.(thread.id) ?? null
    const offered = this.#toolSet(thread.id)
    const live = new LiveSession(this.#services, thread.id, (ended) => {
      tools?.revoke()
      this.#forget(ended)
    })
    const opened = await this.#services.agents.open(
      {
        launch,
        folder: place.folder,
        below: place.below,
        owner: thread.id,
        environment: {},
        tools,
        abandoned,
        ...resume,
      },
      live,
    )
    this.#services.opened(launch.id, opened)
    if (!opened.ok) {
      tools?.revoke()
      return opened
    }
    const patienceMs = this.#services.senses?.patienceMs ?? launch.quietMs ?? quietMs
    const mode = place.restricted === true && launch.asking !== undefined ? launch.mode : undefined
    live.attach(opened.value, { folder: place.folder, patienceMs, ...(mode === undefined ? {} : { mode }) })
    this.#live.set(thread.id, live)
    this.#offered.set(live, offered)
    const notice = place.restricted === true ? restrictedNotice(launch) : null
    return ok({ live, fresh: opened.value, ...(notice === null ? {} : { notice }) })
  }

  /** Gives up a session that is still being opened. */
  abandon(thread: ThreadId): void {
    this.#opening.get(thread)?.abort()
  }

  async close(thread: ThreadId): Promise<void> {
    this.abandon(thread)
    await this.#live.get(thread)?.close()
  }

  /** Closes sessions without a turn beyond the limit, the longest unused first. */
  async trim(): Promise<void> {
    const idle = [...this.#live.values()].filter((live) => !live.inTurn)
    const tooMany = idle.slice(0, Math.max(0, idle.length - this.#services.idleLimit))
    await Promise.all(tooMany.map((live) => live.close()))
  }

  async closeAll(): Promise<void> {
    for (const abandoned of this.#opening.values()) abandoned.abort()
    await Promise.all([...this.#live.values()].map((live) => live.close()))
  }

  #forget(ended: LiveSession): void {
    if (this.#live.get(ended.thread) === ended) this.#live.delete(ended.thread)
  }
}
