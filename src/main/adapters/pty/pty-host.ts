import { assertNever } from '../../../shared/kernel/assert-never.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { processMark } from '../../ports/process.ts'
import { FrameReader, messageFrame, outputFrame } from './frames.ts'
import { HostedPty, openHostedPty } from './hosted-pty.ts'
import { type OpenOrder, type Order, orderSchema, type Report } from './protocol.ts'

/**
 * The program that keeps terminals, so that the native library and what it waits for stay out of the host.
 * Takes orders on stdin, reports on stdout, and ends with what it keeps when the host is gone.
 */

/** Output that the host has not taken, in bytes, above which nothing more is read from any terminal. */
const mostUnread = 1024 * 1024
const leaveMs = 400

const mark = process.env[processMark]
const ptys = new Map<number, HostedPty>()
const frames = new FrameReader()
let paused = false
let leaving = false

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

function send(bytes: Buffer): void {
  process.stdout.write(bytes)
  if (paused || process.stdout.writableLength <= mostUnread) return
  paused = true
  for (const pty of ptys.values()) pty.pause()
}

function report(message: Report): void {
  send(messageFrame(message))
}

process.stdout.on('drain', () => {
  paused = false
  for (const pty of ptys.values()) pty.resume()
})

async function open(order: OpenOrder): Promise<void> {
  const { pty } = order
  const opened = await openHostedPty(order, {
    mark,
    after,
    onOutput: (bytes) => send(outputFrame(pty, bytes)),
    onEnd: (end) => {
      ptys.delete(pty)
      report({ kind: 'ended', pty, ...end })
    },
  })
  if (!(opened instanceof HostedPty)) {
    report(opened)
    return
  }
  ptys.set(pty, opened)
  if (paused) opened.pause()
  if (leaving) opened.signal('SIGKILL')
  report({ kind: 'opened', pty })
}

/** What concerns a terminal that has ended meanwhile is nothing any more. */
function carryOut(order: Order): void {
  switch (order.kind) {
    case 'open':
      // A failure there is a bug: the program ends by it, and the host starts another.
      void open(order)
      break
    case 'write':
      ptys.get(order.pty)?.write(order.text)
      break
    case 'resize':
      ptys.get(order.pty)?.resize(order.columns, order.rows)
      break
    case 'hang-up':
      ptys.get(order.pty)?.hangUp()
      break
    default:
      assertNever(order)
  }
}

function leave(): void {
  if (leaving) return
  leaving = true
  for (const pty of ptys.values()) pty.signal('SIGHUP')
  after(ptys.size === 0 ? 0 : leaveMs, () => {
    for (const pty of ptys.values()) pty.signal('SIGKILL')
    process.exit()
  })
}

process.stdin.on('data', (piece: Buffer) => {
  const read = frames.push(piece)
  if (read === 'broken') throw new Error('the host sent something that is no order')
  for (const frame of read) if (frame.kind === 'message') carryOut(orderSchema.parse(frame.value))
})
process.stdin.on('end', leave)
process.stdin.on('error', (error) => {
  systemCode(error)
  leave()
})
process.stdout.on('error', (error) => {
  systemCode(error)
  leave()
})
process.on('SIGTERM', leave)
