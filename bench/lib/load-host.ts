import { join } from 'node:path'
import { WebSocket } from 'ws'
import { type StartedHost, startHost } from './started-host.ts'

export interface LoadHost extends StartedHost {
  readonly feed: string
  /** Sets how many updates all agents make in a second; resolves once all before is stored, with how many there were. */
  setRate(rate: number): Promise<number>
}

/** A host with so many agents in their first turn, all silent. */
export async function startLoadHost(folder: string, agents: number): Promise<LoadHost> {
  const program = join(import.meta.dirname, '../programs/load-host.ts')
  const page = join(import.meta.dirname, '../../out/renderer')
  const host = await startHost([program, folder, page, String(agents)])
  const feed = host.feed ?? ''
  const control = new WebSocket(`${feed}/control`)
  await new Promise<void>((resolve, reject) => {
    control.once('open', () => resolve())
    control.once('error', reject)
  })
  return {
    ...host,
    feed,
    setRate: (rate) => {
      const answered = new Promise<number>((resolve) => {
        control.once('message', (line) => resolve((JSON.parse(String(line)) as { readonly said: number }).said))
      })
      control.send(JSON.stringify({ rate }))
      return answered
    },
    stop: async () => {
      control.close()
      await host.stop()
    },
  }
}
