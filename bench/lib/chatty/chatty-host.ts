import { join } from 'node:path'
import { WebSocket } from 'ws'
import { type StartedHost, startHost } from '../started-host.ts'
import type { FromHost, ToHost } from './protocol.ts'

export type HostTurn = Extract<FromHost, { event: 'turn' }>

export interface ChattyHostOptions {
  /** Empty, and the host's own. */
  readonly folder: string
  readonly threads: number
  /** Milliseconds that its clock begins behind the machine's. */
  readonly behind: number
  readonly onTurn: (turn: HostTurn) => void
  readonly onOver: (turn: number) => void
}

export interface ChattyHost extends StartedHost {
  ask<Value>(question: ToHost): Promise<Value>
}

/** A host whose agents are played by whoever started it. */
export async function startChattyHost(options: ChattyHostOptions): Promise<ChattyHost> {
  const { behind, folder, onOver, onTurn, threads } = options
  const program = join(import.meta.dirname, '../../programs/chatty-host.ts')
  const page = join(import.meta.dirname, '../../../out/renderer')
  const host = await startHost(['--expose-gc', program, folder, page, String(threads), String(behind)])
  const control = new WebSocket(host.feed ?? '')
  const waiting = new Map<number, (value: unknown) => void>()
  let asked = 0
  control.on('message', (line) => {
    const said: FromHost = JSON.parse(String(line))
    if (said.event === 'turn') return onTurn(said)
    if (said.event === 'over') return onOver(said.turn)
    waiting.get(said.id)?.(said.value)
    waiting.delete(said.id)
  })
  await new Promise<void>((resolve, reject) => {
    control.once('open', () => resolve())
    control.once('error', reject)
  })
  return {
    ...host,
    ask: <Value>(question: ToHost) => {
      asked += 1
      const id = asked
      const answered = new Promise<Value>((resolve) => waiting.set(id, (value) => resolve(value as Value)))
      control.send(JSON.stringify({ id, ...question }))
      return answered
    },
    stop: async () => {
      control.close()
      await host.stop()
    },
  }
}
