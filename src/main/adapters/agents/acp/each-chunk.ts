import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

/**
 * Hands each chunk over in order and waits only where it is told to: an async iterator costs several rounds of the
 * loop for each of the many small chunks an agent writes. Answers what stopped it, or null at the end of the stream.
 */
export async function eachChunk<End extends object>(
  stream: Readable,
  take: (chunk: Buffer) => End | null | Promise<End | null>,
): Promise<End | null> {
  const stopped = Promise.withResolvers<End>()
  let taking: Promise<unknown> = Promise.resolve()
  const settle = (end: End | null) => {
    if (end === null) stream.resume()
    else stopped.resolve(end)
  }
  const onData = (chunk: Buffer) => {
    const taken = take(chunk)
    if (taken === null) return
    stream.pause()
    taking = Promise.resolve(taken).then(settle)
    taking.catch(stopped.reject)
  }
  stream.on('data', onData)
  try {
    const ended = finished(stream, { writable: false }).then(() => taking)
    return await Promise.race([stopped.promise, ended.then(() => null)])
  } finally {
    stream.off('data', onData)
    // Nobody reads on, so that its writer learns of it instead of waiting for ever.
    stream.destroy()
  }
}
