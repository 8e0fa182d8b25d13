import type { Refusal } from '../../shared/domain/decision.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { PeerCommands } from '../../shared/domain/peers/commands.ts'
import { standingOf } from '../../shared/domain/peers/standing.ts'
import { oneLine } from '../../shared/domain/thread/quoted.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { MessageId, ThreadId } from '../../shared/kernel/ids.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { ToolAnswer } from '../ports/tools.ts'
import type { BusEngine } from './bus-engine.ts'
import { type Caller, perform } from './perform.ts'
import { failed, idsOf, told } from './send.ts'

type Payload = PeerCommands['peers.send']['payload']

export interface Words extends Omit<Payload, 'by' | 'messages'> {
  readonly to: readonly Thread[]
}

export interface Sent {
  readonly id: MessageId
  readonly to: ThreadId
  /** Why it was not taken; null where it was. */
  readonly refused: Failure | null
}

/** Sends words of the calling thread, and tells of each copy what became of it. */
export async function say(
  engine: BusEngine,
  caller: Caller,
  { to, ...words }: Words,
): Promise<Result<readonly Sent[], Refusal>> {
  const newId = idsOf(caller.thread, `${caller.key}/words`)
  const messages = to.map((thread) => ({ id: newId() as MessageId, to: thread.id }))
  const payload = { by: caller.thread.id, messages, ...words }
  const done = await perform(engine, caller, { type: 'peers.send', payload })
  if (!done.ok) return done
  const refusals = new Map([...earlierRefusals(engine, caller.thread.id), ...done.value.flatMap(refusedIn)])
  return ok(messages.map((message) => ({ ...message, refused: refusals.get(message.id) ?? null })))
}

/** For one recipient: what was sent under which id, or why it was not taken. */
export async function sayTo(engine: BusEngine, caller: Caller, words: Words): Promise<ToolAnswer> {
  const sent = await say(engine, caller, words)
  if (!sent.ok) return failed(sent.error)
  const [only] = sent.value
  if (only === undefined) return failed({ message: 'Nothing was sent.', remedy: 'Name somebody.' })
  if (only.refused !== null) return failed(only.refused)
  const { held } = standingOf(engine.model, { to: only.to, state: { kind: 'accepted' } })
  const waits = held === undefined ? {} : { held: oneLine(held).slice(0, 200) }
  return told({ message: only.id, to: only.to, state: 'accepted', ...waits })
}

function refusedIn(event: DomainEvent): readonly (readonly [string, Failure])[] {
  return event.type === 'message.refused' || event.type === 'mailbox.refused'
    ? [[event.type === 'message.refused' ? event.id : event.message, event.failure]]
    : []
}

/** For a call that is repeated: what the model remembers of the first. */
function earlierRefusals({ model }: BusEngine, thread: ThreadId): readonly (readonly [string, Failure])[] {
  return (model.mailbox.get(thread)?.refusals ?? []).map(({ failure, message }) => [message, failure])
}
