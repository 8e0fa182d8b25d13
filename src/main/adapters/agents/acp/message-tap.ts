import type { AnyMessage } from '@agentclientprotocol/sdk'
import { asObject, type RawObject } from './raw.ts'

export interface TapEvents {
  /** The params of a `session/update`, unchecked. */
  update(params: unknown): void
  /** A line that is no message of the protocol. */
  garbage(line: string): void
  /** A message that nobody waits for, for the journal. */
  ignored(why: string): void
  /** The result of a prompt as sent: the SDK drops fields that this version doesn't know. */
  promptResult(result: unknown): void
}

const OBJECT = /^\s*\{/

/**
 * Reads each message once and takes the updates out of the stream, before the SDK would validate them at several
 * times the cost. Requests, and responses that are waited for, are returned to be passed on.
 */
export class MessageTap {
  readonly #events: TapEvents
  readonly #waiting = new Map<unknown, string>()

  constructor(events: TapEvents) {
    this.#events = events
  }

  /** Remembers a request of ours, so that only its first answer is passed on. */
  sent(message: AnyMessage): void {
    if ('method' in message && 'id' in message) this.#waiting.set(message.id, message.method)
  }

  /** One line without its ending; the message to pass on, if any. */
  take(line: string): AnyMessage | null {
    const parsed = parse(line)
    const message = asObject(parsed)
    if (message === null) {
      if (line.trim() !== '') this.#events.garbage(line)
      return null
    }
    const { method, id } = message
    if (typeof method === 'string') return id === undefined ? this.#notification(method, message) : pass(message)
    return this.#response(message, line)
  }

  #notification(method: string, message: RawObject): AnyMessage | null {
    if (method === 'session/update') {
      this.#events.update(message.params)
      return null
    }
    if (method === '$/cancel_request') return pass(message)
    this.#events.ignored(`no use for notification ${method}`)
    return null
  }

  #response(message: RawObject, line: string): AnyMessage | null {
    if (message.id === undefined || 'result' in message === 'error' in message) {
      this.#events.garbage(line)
      return null
    }
    const method = this.#waiting.get(message.id)
    if (method === undefined) {
      this.#events.ignored('answer to a request that is not open')
      return null
    }
    this.#waiting.delete(message.id)
    if (method === 'session/prompt') this.#events.promptResult(message.result)
    return pass(message)
  }
}

/** What can't be an object isn't parsed: a refusal of the parser costs many times as much as a message. */
function parse(line: string): unknown {
  if (!OBJECT.test(line)) return null
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The SDK checks requests and responses itself. */
function pass(message: RawObject): AnyMessage {
  return message as unknown as AnyMessage
}
