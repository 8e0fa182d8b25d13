import { isDefinedError, safe } from '@orpc/client'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { Replica } from '../../../shared/contract/replica.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { CommandId, ThreadId } from '../../../shared/kernel/ids.ts'
import { randomIds } from '../../adapters/ids/random-ids.ts'
import { failedCall, hostEnding, hostGone } from './failed-call.ts'
import { Refused } from './failure-exit.ts'
import { threadNamed } from './find-thread.ts'
import type { HostClient } from './host-client.ts'
import { recalled } from './recalled.ts'

/** A command line's view of a running host: its model, kept current, and its commands. */
export class HostSession {
  readonly client: HostClient
  readonly #replica = new Replica()
  #changed = Promise.withResolvers<void>()
  #over = false

  private constructor(client: HostClient) {
    this.client = client
    void client.closed.then(() => {
      this.#over = true
      this.#changed.resolve()
    })
  }

  /** Refuses as an ending host does where it goes away before it has said anything: nothing was sent to it yet. */
  static async open(client: HostClient): Promise<HostSession> {
    const session = new HostSession(client)
    void session.#follow()
    await session.#synchronized()
    if (session.#replica.position === undefined) return hostEnding()
    return session
  }

  async #synchronized(): Promise<void> {
    while (this.#replica.position === undefined && !this.#over) await this.#changed.promise
  }

  get model(): Model {
    return this.#replica.model
  }

  /** Sends a command; throws its refusal. Resolves once the model shows what came of it. */
  async send(command: PublicCommand): Promise<void> {
    const sent = await safe(this.client.api.commands.send({ id: randomIds.next() as CommandId, command }))
    if (sent.error) {
      if (isDefinedError(sent.error)) throw new Refused(sent.error.data)
      return failedCall(this.client, sent.error)
    }
    await this.reached(sent.data.sequence)
  }

  /** Resolves once the model shows everything up to this event; refuses where the host ends before. */
  async reached(sequence: number): Promise<void> {
    await this.when(() => ((this.#replica.position?.sequence ?? 0) >= sequence ? true : undefined))
  }

  /** The first value that `pick` finds in the model, now or later. */
  async when<Value>(pick: (model: Model) => Value | undefined): Promise<Value> {
    for (;;) {
      const value = pick(this.model)
      if (value !== undefined) return value
      if (this.#over) return hostGone()
      await this.#changed.promise
    }
  }

  /** One thread by its id, live or archived; refuses where there is none. */
  async thread(id: string): Promise<Thread> {
    const live = this.model.thread.get(id)
    return live ?? threadNamed(await recalled(this.client, id as ThreadId), id)
  }

  async close(): Promise<void> {
    this.client.close()
    await this.client.closed
  }

  async #follow(): Promise<void> {
    try {
      for (;;) {
        const after = this.#replica.position
        const input = after === undefined ? {} : { after }
        const batches = await this.client.api.model.watch(input)
        if ((await this.#apply(batches)) === 'ended') return
      }
    } catch {
      // The connection is over; whoever waits hears it from `closed`.
      this.client.close()
    }
  }

  async #apply(batches: AsyncIterable<Parameters<Replica['apply']>[0]>): Promise<'ended' | 'stale'> {
    for await (const batch of batches) {
      const applied = this.#replica.apply(batch)
      if (applied.kind === 'stale') return 'stale'
      const { resolve } = this.#changed
      this.#changed = Promise.withResolvers<void>()
      resolve()
    }
    return 'ended'
  }
}
