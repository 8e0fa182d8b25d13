import type { Readable } from 'node:stream'
import type { Clock } from '../../ports/clock.ts'

/** Together 16 MB a second: as much as a client that keeps up is sent, and little of the host's time. */
const mostBytes = 256 * 1024
const spanMs = 16

/**
 * Hands a stream's pieces over no faster than the host bears, whatever floods it: what is not read here
 * fills the pipe, and then holds the writing programs back.
 */
export function readPaced(stream: Readable, clock: Clock, take: (piece: Buffer) => void): void {
  let taken = 0
  let cancel: (() => void) | null = null
  const next = () => {
    cancel = null
    taken = 0
    stream.resume()
  }
  stream.on('data', (piece: Buffer) => {
    taken += piece.length
    cancel ??= clock.after(spanMs, next)
    if (taken >= mostBytes) stream.pause()
    take(piece)
  })
  stream.once('close', () => cancel?.())
}
