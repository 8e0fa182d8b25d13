import type { Model } from '../../shared/domain/model.ts'
import { waitingWords } from '../../shared/domain/peers/digest.ts'
import { frameMessages } from '../../shared/domain/peers/frame.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { Beside } from './bench.ts'
import type { BusEngine } from './bus-engine.ts'
import type { Inbox } from './inbox.ts'

/** With the answer of any tool. */
const beside = { messages: 5, units: 8_000 }

/** Messages as an agent reads them in the answer of a tool: framed as in a prompt, after word of what else waits. */
export function handedOver(model: Model, messages: readonly Message[]): string {
  const mailbox = model.mailbox.get(messages[0]?.to ?? '')
  const blocks = frameMessages(model, messages, mailbox === undefined ? undefined : waitingWords(model, mailbox))
  return blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n\n')
}

/** What waits for a thread comes with whatever it asks for: that is between two of its steps, for every agent. */
export function mailBeside(engine: BusEngine, inbox: Inbox): Beside {
  return async (thread, key) => {
    const messages = await inbox.take(thread, key, inbox.oldest(thread.id, beside))
    return messages.length === 0 ? null : handedOver(engine.model, messages)
  }
}
