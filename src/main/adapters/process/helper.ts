import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { ChildKeeper } from './child-keeper.ts'
import type { HelperMessage, HostMessage, SpawnMessage } from './helper-protocol.ts'
import { listProcesses } from './process-list.ts'
import { signalProcess } from './signal-process.ts'
import { TreeEnder } from './tree-ender.ts'
import { treeUsage } from './tree-usage.ts'

/**
 * The spawn helper, a program of its own: starts children for the host, so that a fork never
 * copies or blocks the host, and ends them when the host is gone.
 */

/** What a tree gets between SIGTERM and SIGKILL when nobody is left to decide about it. */
const orphanGraceMs = 500
/** Each start holds three connections until the host takes them; more wait. */
const startsAtOnce = 16
const forgetAfterMs = 100

let keeper: ChildKeeper | null = null
let socketFolder: string | null = null
let starting = 0
let forgetting = false
const waiting: SpawnMessage[] = []

const ender = new TreeEnder({
  list: listProcesses,
  signal: signalProcess,
  monotonic: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
})

function send(message: HelperMessage): void {
  if (!process.connected) return
  // A failure to send means that the host is gone; 'disconnect' tells.
  process.send?.(message, undefined, undefined, () => undefined)
  if (message.kind === 'exited') forgetSoon()
}

/** One look at the process list for many exits. */
function forgetSoon(): void {
  if (forgetting) return
  forgetting = true
  setTimeout(() => {
    forgetting = false
    if (process.connected) keeper?.forgetEnded()
  }, forgetAfterMs)
}

async function startNext(children: ChildKeeper): Promise<void> {
  if (starting >= startsAtOnce) return
  const message = waiting.shift()
  if (message === undefined) return
  starting += 1
  await children.start(message)
  starting -= 1
  await startNext(children)
}

function opened(): ChildKeeper {
  if (keeper === null) throw new Error("a message came before 'open'")
  return keeper
}

async function answer(message: HostMessage): Promise<void> {
  switch (message.kind) {
    case 'open':
      keeper = new ChildKeeper({ ...message, ender, send })
      socketFolder = dirname(message.socketFile)
      return
    case 'spawn':
      waiting.push(message)
      return startNext(opened())
    case 'end':
      await opened().end(message.request)
      return send({ kind: 'ended', id: message.id })
    case 'reap':
      return send({ kind: 'reaped', id: message.id, processes: await opened().reap(orphanGraceMs) })
    case 'usage':
      return send({ kind: 'used', id: message.id, usage: treeUsage(message.request) })
    case 'close':
      await opened().endAll(orphanGraceMs)
      opened().close()
      send({ kind: 'closed', id: message.id })
      return process.disconnect()
  }
}

/** After an orderly close nothing is recorded any more, and this only ends the program. */
async function leave(): Promise<void> {
  waiting.length = 0
  await keeper?.endAll(orphanGraceMs)
  if (socketFolder !== null) rmSync(socketFolder, { recursive: true, force: true })
  process.exit()
}

// An error in an answer is a bug: the program ends by it, and the host starts another.
process.on('message', (message: HostMessage) => void answer(message))
process.on('disconnect', () => void leave())
