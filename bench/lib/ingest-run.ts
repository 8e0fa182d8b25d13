import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { connectHost, type HostClient } from '../../src/main/shells/attach/host-client.ts'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import { type StartedHost, startHost } from './started-host.ts'

export const agents = 100
export const rate = 100
/** Conversations that the client has open beside the board. */
const followed = 4

export interface Talk {
  readonly folder: string
  /** Updates that each agent says. */
  readonly updates: number
}

const program = (name: string) => join(import.meta.dirname, '../programs', `${name}.ts`)

/** A hundred agents that begin to talk once all are prompted; gone after `use`. */
export async function withAgents<Value>(
  { folder, updates }: Talk,
  use: (socketFile: string, agents: StartedHost) => Promise<Value>,
): Promise<Value> {
  const socketFile = join(folder, 'agents')
  rmSync(socketFile, { force: true })
  const started = await startHost([program('ingest-agents'), socketFile, `${updates}`, `${rate}`, `${agents}`])
  try {
    return await use(socketFile, started)
  } finally {
    await started.stop()
  }
}

export function startBaseline(socketFile: string): Promise<StartedHost> {
  return startHost([program('ingest-baseline'), socketFile, `${agents}`])
}

/** A host with a client that follows the board and some conversations. */
export async function startIngest(dataFolder: string, socketFile: string, flags: readonly string[] = []) {
  const host = await startHost([program('ingest-host'), dataFolder, socketFile, `${agents}`, ...flags])
  const connected = await connectHost(host)
  if (!connected.ok) throw new Error(connected.error.message)
  const seen = follow(connected.value)
  host.signal('SIGUSR2')
  return { host, seen }
}

/** Reads on until the host is gone; answers how many batches came. */
async function follow({ api }: HostClient): Promise<number> {
  let batches = 0
  const read = async (stream: Promise<AsyncIterable<unknown>>) => {
    try {
      for await (const _ of await stream) batches += 1
    } catch {
      // The host has ended, which is how every stream of it ends here.
      batches += 0
    }
  }
  const threads = Array.from({ length: followed }, (_, at) => `thread-${at}` as ThreadId)
  await Promise.all([
    read(api.model.watch({})),
    ...threads.map((thread) => read(api.transcript.watch({ thread, after: 0 }))),
  ])
  return batches
}
