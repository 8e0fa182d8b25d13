import { peersOf } from '../../history/peers.ts'
import type { StorePort } from '../../ports/store.ts'
import { type PeerReader, pagesOf, peerPage } from './peer-reader.ts'

/** The same from the stored data, where no host runs. */
export function peersOfStore(store: StorePort): PeerReader {
  const peers = peersOf(store)
  return {
    mailbox: (thread) => pagesOf((before) => peers.mailbox({ thread, limit: peerPage, ...before })),
    conversation: (one, other) =>
      pagesOf((before) => peers.conversation({ between: [one, other], limit: peerPage, ...before })),
    contracts: (project) => pagesOf((before) => peers.ofGroup('contract', project, { limit: peerPage, ...before })),
    versions: (contract) =>
      pagesOf((before) => peers.ofGroup('contractVersion', contract, { limit: peerPage, ...before })),
    negotiations: (project) =>
      pagesOf((before) => peers.ofGroup('negotiation', project, { limit: peerPage, ...before })),
  }
}
