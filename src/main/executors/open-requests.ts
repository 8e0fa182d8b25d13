import type { RequestId } from '../../shared/kernel/ids.ts'
import type { PermissionAnswer } from '../ports/agent.ts'

const cancelled: PermissionAnswer = { kind: 'cancelled' }

/** The permissions that wait for a person, each answered once. */
export class OpenRequests {
  readonly #open = new Map<RequestId, (answer: PermissionAnswer) => void>()

  get some(): boolean {
    return this.#open.size > 0
  }

  add(request: RequestId): Promise<PermissionAnswer> {
    return new Promise((answer) => this.#open.set(request, answer))
  }

  answer(request: RequestId, answer: PermissionAnswer): void {
    const resolve = this.#open.get(request)
    this.#open.delete(request)
    resolve?.(answer)
  }

  cancel(request: RequestId): void {
    this.answer(request, cancelled)
  }

  cancelAll(): void {
    for (const request of [...this.#open.keys()]) this.cancel(request)
  }
}
