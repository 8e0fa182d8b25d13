import { type AnyPort, type FlowPort, isFlowWord, listenTo } from '../../shared/contract/port-flow.ts'
import { isProtocolMessage } from './web/handshake.ts'

/** The host's end of a port whose client says what it has taken. */
export interface MeteredPort extends FlowPort {
  /** UTF-16 units sent that the client hasn't taken yet; 0 for a client that says nothing of it. */
  buffered(): number
  /** Calls back once, when the client has taken something more. */
  whenTaken(listener: () => void): void
}

/** Wraps a port once, before anything listens to it. What isn't the protocol closes the port and goes nowhere. */
export function meteredPort(port: AnyPort): MeteredPort {
  const ledger = new FlowLedger()
  let waiting: (() => void)[] = []
  listenTo(port, 'message', (data) => {
    if (!isFlowWord(data)) return
    ledger.taken(data)
    const told = waiting
    waiting = []
    for (const listener of told) listener()
  })
  return {
    on: (type, listener) => {
      if (type === 'close') listenTo(port, 'close', () => listener())
      if (type !== 'message') return
      listenTo(port, 'message', (data) => {
        if (isFlowWord(data)) return
        if (typeof data === 'string' && isProtocolMessage(data)) listener({ data })
        else port.close()
      })
    },
    postMessage: (data) => {
      ledger.sent(typeof data === 'string' ? data.length : 0)
      port.postMessage(data)
    },
    start: () => port.start?.(),
    close: () => port.close(),
    buffered: () => ledger.size,
    whenTaken: (listener) => void waiting.push(listener),
  }
}

/** Sizes of messages on their way, oldest first. Begins with the client's first word; before that nothing is kept. */
class FlowLedger {
  #sizes: number[] | null = null
  #sent = 0
  #taken = 0
  size = 0

  sent(size: number): void {
    this.#sent += 1
    if (this.#sizes === null) return
    this.#sizes.push(size)
    this.size += size
  }

  /** `count` is of all messages ever; one that can't be is ignored, so that a client only ever harms itself. */
  taken(count: number): void {
    if (this.#sizes === null) {
      this.#sizes = []
      this.#taken = this.#sent
    }
    if (!Number.isInteger(count) || count <= this.#taken || count > this.#sent) return
    for (const size of this.#sizes.splice(0, count - this.#taken)) this.size -= size
    this.#taken = count
  }
}
