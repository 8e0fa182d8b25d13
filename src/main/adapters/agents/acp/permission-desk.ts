import type { RequestPermissionResponse } from '@agentclientprotocol/sdk'
import { REASON_META_KEY } from '../../../../shared/transcript/origin.ts'
import type { PermissionAnswer, PermissionAsk, SessionSink } from '../../../ports/agent.ts'

type Phase = 'idle' | 'turn' | 'cancelling'

const CANCELLED: PermissionAnswer = { kind: 'cancelled' }

/** The permissions that are open. Outside a turn, and once it is being cancelled, none is put before a person. */
export class PermissionDesk {
  readonly #ask: SessionSink['permission']
  readonly #open = new Set<() => void>()
  #phase: Phase = 'idle'

  constructor(ask: SessionSink['permission']) {
    this.#ask = ask
  }

  startTurn(): void {
    this.#phase = 'turn'
  }

  endTurn(): void {
    this.#cancelOpen()
    this.#phase = 'idle'
  }

  cancelTurn(): void {
    if (this.#phase === 'turn') this.#phase = 'cancelling'
    this.#cancelOpen()
  }

  /** `withdrawn` aborts when the agent takes its request back. */
  async answer(ask: PermissionAsk, withdrawn: AbortSignal): Promise<RequestPermissionResponse> {
    if (this.#phase !== 'turn') return respond(CANCELLED)
    const answer = await this.#firstAnswer(ask, withdrawn)
    // An option that was never offered can't be what the person chose.
    const offered = answer.kind === 'cancelled' || ask.options.some((option) => option.id === answer.option)
    return respond(offered ? answer : CANCELLED)
  }

  async #firstAnswer(ask: PermissionAsk, withdrawn: AbortSignal): Promise<PermissionAnswer> {
    const { promise, resolve } = Promise.withResolvers<PermissionAnswer>()
    const cancel = () => resolve(CANCELLED)
    this.#open.add(cancel)
    withdrawn.addEventListener('abort', cancel, { once: true })
    try {
      return await Promise.race([promise, this.#ask(ask, withdrawn)])
    } finally {
      this.#open.delete(cancel)
      withdrawn.removeEventListener('abort', cancel)
    }
  }

  #cancelOpen(): void {
    for (const cancel of this.#open) cancel()
  }
}

function respond(answer: PermissionAnswer): RequestPermissionResponse {
  if (answer.kind === 'cancelled') return { outcome: { outcome: 'cancelled' } }
  const outcome = { outcome: 'selected', optionId: answer.option } as const
  // The protocol has no field for a reason; agents that know the key can tell their model.
  return answer.reason === undefined ? { outcome } : { outcome, _meta: { [REASON_META_KEY]: answer.reason } }
}
