import { connectHost } from '../../src/main/shells/attach/host-client.ts'
import type { StateEntry } from '../../src/shared/contract/channels/model.ts'

export interface Board {
  readonly sequence: number
  /** Thread states by id, as JSON. */
  readonly threads: ReadonlyMap<string, string>
}

type Row = Pick<StateEntry, 'aggregate' | 'id'> & { readonly state: unknown }

/** The whole board as the first snapshot of the product's own stream shows it. */
export async function readBoard(host: { readonly url: string; readonly token: string }): Promise<Board> {
  const connected = await connectHost(host)
  if (!connected.ok) throw new Error(connected.error.message)
  const { api, close } = connected.value
  const states: Row[] = []
  try {
    for await (const batch of await api.model.watch({})) {
      if (batch.kind !== 'snapshot') throw new Error(`the stream began with ${batch.kind}`)
      states.push(...batch.states)
      if (batch.last) return boardOf(batch.sequence, states)
    }
    throw new Error('the stream ended before the board was whole')
  } finally {
    close()
  }
}

export async function readBareBoard({ url }: { readonly url: string }): Promise<Board> {
  const answer = (await (await fetch(url)).json()) as { readonly sequence: number; readonly states: readonly Row[] }
  return boardOf(answer.sequence, answer.states)
}

function boardOf(sequence: number, states: readonly Row[]): Board {
  const threads = states.filter(({ aggregate }) => aggregate === 'thread')
  return { sequence, threads: new Map(threads.map(({ id, state }) => [id, JSON.stringify(state)])) }
}
