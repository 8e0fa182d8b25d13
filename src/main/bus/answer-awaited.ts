import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import { standstill, type Wait } from '../../shared/domain/peers/standstill.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { MessageId } from '../../shared/kernel/ids.ts'
import { waitingOf } from './inbox.ts'
import type { BusServices } from './services.ts'

/** A question that its thread waits on. */
export interface Asked extends Wait {
  readonly waitMs: number
}

/** `asked-back`: the peer asks something itself; if both waited, neither would answer. */
export type Awaited =
  | { readonly kind: 'answered' | 'asked-back'; readonly message: MessageId }
  | { readonly kind: 'expired'; readonly because: string }
  /** The answer can't come while this and other threads wait. */
  | { readonly kind: 'circle' | 'held'; readonly because: string }
  | { readonly kind: 'time-over' }
  /** Nobody waits any more: the call was given up, or its session ended. */
  | { readonly kind: 'given-up' }

interface Parts extends Pick<BusServices, 'clock' | 'engine'> {
  /** All that are waited on now, in the order in which that began; this one is among them while it is. */
  readonly waits: Set<Asked>
}

/** How waiting for the answer to a question that was sent ends. */
export async function answerAwaited(
  { clock, engine, waits }: Parts,
  asked: Asked,
  signal: AbortSignal,
): Promise<Awaited> {
  const here = alreadyHere(engine.model, asked)
  if (here !== undefined) return here
  const { promise, resolve } = Promise.withResolvers<Awaited>()
  const end = (how: Awaited) => {
    // At once, as others look at who waits before anything else happens.
    waits.delete(asked)
    resolve(how)
  }
  const stop = engine.subscribe(({ events }) => {
    for (const { event } of events) {
      const how = endIn(event, asked)
      if (how !== undefined) return end(how)
    }
    if (events.some(({ event }) => mayHold.has(event.type))) look()
  })
  const look = () => {
    const still = standstill(engine.model, [...waits])
    if (still?.question === asked.question) end({ kind: still.kind, because: still.because })
  }
  const cancel = clock.after(asked.waitMs, () => end({ kind: 'time-over' }))
  const giveUp = () => end({ kind: 'given-up' })
  waits.add(asked)
  look()
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  try {
    return await promise
  } finally {
    stop()
    cancel()
    signal.removeEventListener('abort', giveUp)
  }
}

/** After these, nothing may move that did before. */
const mayHold: ReadonlySet<DomainEvent['type']> = new Set<DomainEvent['type']>([
  'thread.put-behind',
  'thread.queued',
  'thread.readied',
  'thread.parked',
  'thread.slot-granted',
  'pool.configured',
])

function endIn(event: DomainEvent, asked: Asked): Awaited | undefined {
  if (event.type === 'message.sent' && event.to === asked.by) return endWith(event, asked)
  if (event.type === 'message.expired' && event.id === asked.question) {
    return { kind: 'expired', because: event.because }
  }
  return undefined
}

function endWith({ answers, from, id, kind }: Pick<Message, 'answers' | 'from' | 'id' | 'kind'>, asked: Asked) {
  if (answers === asked.question) return { kind: 'answered', message: id } as const
  return kind === 'question' && from === asked.of ? ({ kind: 'asked-back', message: id } as const) : undefined
}

/** The answer may have come before anybody waited for it, as where the call is repeated. */
function alreadyHere(model: Model, asked: Asked): Awaited | undefined {
  for (const message of waitingOf(model, asked.by)) {
    const end = endWith(message, asked)
    if (end !== undefined) return end
  }
  return undefined
}
