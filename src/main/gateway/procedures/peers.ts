import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function peersProcedures({ peers: services }: HostServices) {
  const { peers } = implementer
  return {
    conversation: peers.conversation.handler(({ input }) => services.conversation(input)),
    negotiation: peers.negotiation.handler(({ input }) => services.negotiation(input)),
    mailbox: peers.mailbox.handler(({ input }) => services.mailbox(input)),
    message: peers.message.handler(({ input }) => services.message(input.message)),
    contracts: peers.contracts.handler(({ input }) => services.ofGroup('contract', input.project, input)),
    versions: peers.versions.handler(({ input }) => services.ofGroup('contractVersion', input.contract, input)),
    findings: peers.findings.handler(({ input }) => services.ofGroup('finding', input.project, input)),
    negotiations: peers.negotiations.handler(({ input }) => services.ofGroup('negotiation', input.project, input)),
    items: peers.items.handler(({ input }) => services.ofGroup('item', input.cluster, input)),
  }
}
