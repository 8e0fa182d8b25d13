import { isDefinedError, safe } from '@orpc/client'
import { connectHost, type HostClient } from '../../../src/main/shells/attach/host-client.ts'
import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { StoredEvent } from '../../../src/shared/domain/event.ts'
import { MemoryModel } from '../../../src/shared/domain/memory-model.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { Overlay } from '../../../src/shared/domain/overlay.ts'
import type { Failure } from '../../../src/shared/kernel/failure.ts'
import type { CommandId } from '../../../src/shared/kernel/ids.ts'
import type { ReadyHost } from './host.ts'

export interface Acknowledged {
  readonly id: string
  readonly type: string
  readonly sequence: number
}

/**
 * Somebody at a client who goes on after every crash: knows what was acknowledged, remembers each
 * event it was shown, and sends what was never answered again under the same id.
 */
export class Person {
  readonly acknowledged: Acknowledged[] = []
  readonly refused: { readonly type: string; readonly failure: Failure }[] = []
  /** Events as they were shown, by sequence. */
  readonly shown: StoredEvent[] = []
  readonly #memory = new MemoryModel()
  readonly #onEvent: (event: StoredEvent) => void
  readonly #onAcknowledged: (count: number) => void
  #client: HostClient | null = null
  #connected = Promise.withResolvers<HostClient>()
  #changed = Promise.withResolvers<void>()
  #sent = 0
  #failed: Error | null = null

  constructor(listeners: { event: (event: StoredEvent) => void; acknowledged: (count: number) => void }) {
    this.#onEvent = listeners.event
    this.#onAcknowledged = listeners.acknowledged
  }

  get model(): Model {
    return this.#memory.model
  }

  /** Connects to a host that has just come up. */
  async meet(ready: ReadyHost): Promise<void> {
    const connected = await connectHost(ready)
    if (!connected.ok) return
    this.#client = connected.value
    void this.#follow(connected.value)
    this.#connected.resolve(connected.value)
  }

  /** The host is gone: what is under way waits for the next. */
  lose(): void {
    if (this.#client === null || this.#failed !== null) return
    this.#client.close()
    this.#client = null
    this.#connected = Promise.withResolvers<HostClient>()
  }

  /** Gives up: whoever waits is told why. */
  fail(error: Error): void {
    this.#failed = error
    const never = Promise.withResolvers<HostClient>()
    never.promise.catch(() => undefined)
    never.reject(error)
    this.#connected.promise.catch(() => undefined)
    this.#connected.reject(error)
    this.#connected = never
    this.#client?.close()
    this.#wake()
  }

  /** True once it has given up. */
  get failed(): boolean {
    return this.#failed !== null
  }

  /** Sends until there is an answer; a refusal is returned, and kept. */
  async send(command: PublicCommand): Promise<Failure | null> {
    this.#sent += 1
    const id = `c-${this.#sent}` as CommandId
    for (;;) {
      if (this.#failed !== null) throw this.#failed
      const client = await this.#connected.promise
      const sent = await safe(client.api.commands.send({ id, command }))
      if (!sent.error) {
        this.acknowledged.push({ id, type: command.type, sequence: sent.data.sequence })
        this.#onAcknowledged(this.acknowledged.length)
        await this.when(() => (this.shown.length >= sent.data.sequence ? true : undefined))
        return null
      }
      if (isDefinedError(sent.error)) {
        const failure = sent.error.data
        if (failure.code === 'host-ending') await client.closed
        else {
          this.refused.push({ type: command.type, failure })
          return failure
        }
      }
      await client.closed
      if (this.#client === client) this.lose()
    }
  }

  /** The first value that `pick` finds in what was shown, now or later. */
  async when<Value>(pick: (model: Model) => Value | undefined): Promise<Value> {
    for (;;) {
      if (this.#failed !== null) throw this.#failed
      const value = pick(this.model)
      if (value !== undefined) return value
      await this.#changed.promise
    }
  }

  async #follow(client: HostClient): Promise<void> {
    const after = this.shown.at(-1)?.sequence ?? 0
    const pages = await safe(client.api.model.log({ after, follow: true }))
    if (pages.error) return
    try {
      for await (const page of pages.data) for (const event of page.events) this.#show(event)
    } catch {
      // The connection is over; the next host goes on from the last event shown.
      client.close()
    }
  }

  #show(event: StoredEvent): void {
    const expected = (this.shown.at(-1)?.sequence ?? 0) + 1
    if (event.sequence !== expected) {
      this.fail(new Error(`event ${event.sequence} was shown, expected ${expected}`))
      return
    }
    this.shown.push(event)
    const overlay = new Overlay(this.model)
    overlay.apply(event)
    for (const { aggregate, id, state } of overlay.changes()) this.#memory.put(aggregate, id, state)
    this.#wake()
    this.#onEvent(event)
  }

  #wake(): void {
    const { resolve } = this.#changed
    this.#changed = Promise.withResolvers<void>()
    resolve()
  }
}
