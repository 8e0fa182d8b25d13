/** A message port of a page, of a worker, of this process or of a desktop window. */
export type AnyPort = PostingPort & (ListeningPort | EmittingPort)

interface PostingPort {
  postMessage(data: unknown): void
  start?(): void
  close(): void
}

interface ListeningPort {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void
}

interface EmittingPort {
  on(type: string, listener: (event?: { readonly data?: unknown }) => void): unknown
}

/** A port as the protocol's handlers and links take it, whatever it is made of. */
export interface FlowPort {
  on<Type extends string>(type: Type, listener: (event?: { data: unknown }) => void): void
  postMessage(data: unknown): void
  start(): void
  close(): void
}

/** Words about the flow are numbers, the protocol's messages never are. */
export function isFlowWord(data: unknown): data is number {
  return typeof data === 'number'
}

/** Calls back with each message, or once the other side closed the port. */
export function listenTo(port: AnyPort, type: 'message' | 'close', listener: (data: unknown) => void): void {
  if ('addEventListener' in port) port.addEventListener(type, (event) => listener(event.data))
  else port.on(type, (event) => listener(event?.data))
}

/**
 * A client's end of a port to the host: tells the host how many messages were taken, so that it stops sending
 * to a client that doesn't read. A host that is never told sends without such a limit. Wrap a port once, before
 * anything listens to it, and use only what this returns; give it to the link as its `port`, then `start` it.
 */
export function flowingPort(port: AnyPort): FlowPort {
  let taken = 0
  port.postMessage(taken)
  return {
    on: (type, listener) => {
      if (type === 'close') listenTo(port, 'close', () => listener())
      if (type !== 'message') return
      listenTo(port, 'message', (data) => {
        taken += 1
        port.postMessage(taken)
        listener({ data })
      })
    },
    postMessage: (data) => port.postMessage(data),
    start: () => port.start?.(),
    close: () => port.close(),
  }
}
