import type { ToolSaid } from './call-tool.ts'
import type { Peer, Team, Voice } from './talk.ts'

export interface ToolVoiceParts {
  /** Calls a tool of the host's; what came beside the answer is heard. Null where it isn't offered. */
  call(name: string, input: Readonly<Record<string, unknown>>): Promise<ToolSaid | null>
  /** Writing a text of one's own; answers how to note whether it was taken. */
  write(): Promise<(said: ToolSaid | null) => ToolSaid | null>
  /** Reading a contract. */
  readContract(): Promise<void>
}

interface ListedPeers {
  readonly peers: readonly { readonly id: string; readonly title: string; readonly state: string }[]
  readonly settling?: unknown
}

const over: ReadonlySet<string> = new Set(['landing', 'landed', 'discarded', 'parked'])

/** Speaks by the tools that agents are offered. */
export function toolVoice({ call, readContract, write }: ToolVoiceParts): Voice {
  return {
    async team(): Promise<Team | null> {
      const said = await call('list_peers', {})
      if (said === null || said.isError) return null
      const { peers, settling }: ListedPeers = JSON.parse(said.text)
      const live = peers.filter(({ state }) => !over.has(state))
      return { peers: live.map(({ id, title }): Peer => ({ thread: id, title })), settles: settling !== undefined }
    },
    async broadcast(text) {
      const wrote = await write()
      wrote(await call('broadcast', { text }))
    },
    async send(to, text) {
      const wrote = await write()
      wrote(await call('send_message', { to, text }))
    },
    async publish({ name, note, text }) {
      const wrote = await write()
      const said = wrote(await call('publish_contract', { name, note, text }))
      if (said === null) return null
      const { version }: { readonly version: number } = JSON.parse(said.text)
      return version
    },
    async read(name) {
      const said = await call('read_contract', { name })
      if (said === null || said.isError) return null
      await readContract()
      const { by, version }: { readonly by: string; readonly version: number } = JSON.parse(said.text)
      return { by, version, text: unmarked(said.beside) }
    },
    async confirm(name, version) {
      await call('confirm_contract', { contract: name, version })
    },
  }
}

function unmarked(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : []))
    .join('\n')
}
