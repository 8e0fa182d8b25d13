import type { Worker } from 'node:worker_threads'
import { type Channel, ChannelLost } from './channel.ts'
import type { Answer, Question, Request, StoreCall, WorkerMessage } from './wire.ts'

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/** Correlates questions and answers; what is asked within one turn of the loop travels as one message. */
export class WorkerChannel implements Channel {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  readonly #exited: Promise<void>
  #outgoing: Request[] = []
  #last = 0
  #lost: ChannelLost | null = null

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: WorkerMessage) => this.#receive(message))
    worker.on('error', (error) => this.#lose(new ChannelLost('the store thread failed', { cause: error })))
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#lose(new ChannelLost('the store thread has ended'))
        resolve()
      })
    })
  }

  ask<Call extends StoreCall>(call: Call, body: Question<Call>): Promise<Answer<Call>> {
    if (this.#lost !== null) return Promise.reject(this.#lost)
    const number = ++this.#last
    if (this.#outgoing.length === 0) queueMicrotask(() => this.#flush())
    this.#outgoing.push({ number, call, body })
    return new Promise((resolve, reject) => this.#pending.set(number, { resolve, reject }))
  }

  end(): Promise<void> {
    return this.#exited
  }

  #flush(): void {
    const requests = this.#outgoing
    this.#outgoing = []
    this.#worker.postMessage(requests)
  }

  #receive(message: WorkerMessage): void {
    if (message.kind !== 'answers') return
    for (const answer of message.answers) {
      const pending = this.#pending.get(answer.number)
      this.#pending.delete(answer.number)
      if (answer.bug === undefined) pending?.resolve(answer.value as never)
      else pending?.reject(answer.bug.error)
    }
  }

  #lose(error: ChannelLost): void {
    this.#lost ??= error
    for (const pending of this.#pending.values()) pending.reject(this.#lost)
    this.#pending.clear()
  }
}
