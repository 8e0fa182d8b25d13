import type { PageOf } from '../../../shared/contract/channels/peers.ts'
import type { Contract, ContractVersion } from '../../../shared/domain/contracts/state.ts'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import type { Message } from '../../../shared/domain/peers/state.ts'
import type { ContractId, ProjectId, ThreadId } from '../../../shared/kernel/ids.ts'
import type { HostClient } from '../attach/host-client.ts'
import { orRefused } from '../attach/or-refused.ts'

/** What threads said to each other and agreed on, newest first, with what has left the live model. */
export interface PeerReader {
  mailbox(thread: ThreadId): Pages<Message>
  conversation(one: ThreadId, other: ThreadId | 'host'): Pages<Message>
  contracts(project: ProjectId): Pages<Contract>
  versions(contract: ContractId): Pages<ContractVersion>
  negotiations(project: ProjectId): Pages<Negotiation>
}

type Pages<Row> = AsyncGenerator<readonly Row[]>

/** Rows of a page. */
export const peerPage = 50

export function peersOfHost(client: HostClient): PeerReader {
  const { peers } = client.api
  const ask = <Row>(asked: Promise<PageOf<Row>>) => orRefused(client, asked)
  return {
    mailbox: (thread) => pagesOf((before) => ask(peers.mailbox({ thread, limit: peerPage, ...before }))),
    conversation: (one, other) =>
      pagesOf((before) => ask(peers.conversation({ between: [one, other], limit: peerPage, ...before }))),
    contracts: (project) => pagesOf((before) => ask(peers.contracts({ project, limit: peerPage, ...before }))),
    versions: (contract) => pagesOf((before) => ask(peers.versions({ contract, limit: peerPage, ...before }))),
    negotiations: (project) => pagesOf((before) => ask(peers.negotiations({ project, limit: peerPage, ...before }))),
  }
}

/** All pages, each asked for where the one before ended. */
export async function* pagesOf<Row>(read: (from: { readonly before?: number }) => Promise<PageOf<Row>>): Pages<Row> {
  for (let from: { readonly before?: number } = {}; ; ) {
    const { next, rows } = await read(from)
    yield rows
    if (next === null) return
    from = { before: next }
  }
}
