import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Contract, ContractVersion } from '../../domain/contracts/state.ts'
import type { Negotiation } from '../../domain/negotiation/state.ts'
import type { Finding, Message } from '../../domain/peers/state.ts'
import type { Item } from '../../domain/team/state.ts'
import type { ClusterId, ContractId, MessageId, NegotiationId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { nameOf, sequence } from '../envelope.ts'

/** Rows of a page, at most. */
export const peersPageLimit = 50

/** Newest first. `next` is what to ask for as `before`; null at the beginning. Means nothing to any other procedure. */
export interface PageOf<Row> {
  readonly rows: readonly Row[]
  readonly next: number | null
}

const page = { before: sequence.optional(), limit: z.number().int().min(1).max(peersPageLimit) }

/** A thread, or `host` for what the host itself said. */
const party = nameOf<ThreadId | 'host'>()

/**
 * What threads said to each other and agreed on, live and past alike, straight from the store: a row is as of the last
 * commit, and what is still live may be newer in the model.
 */
export const peersChannel = {
  /** Both directions between two threads, refused messages included. */
  conversation: procedure
    .input(z.object({ between: z.tuple([party, party]), ...page }))
    .output(type<PageOf<Message>>()),
  /** The messages that counted for a negotiation. */
  negotiation: procedure
    .input(z.object({ negotiation: nameOf<NegotiationId>(), ...page }))
    .output(type<PageOf<Message>>()),
  /** All that a thread sent, was sent, and was refused. */
  mailbox: procedure.input(z.object({ thread: nameOf<ThreadId>(), ...page })).output(type<PageOf<Message>>()),
  message: procedure.input(z.object({ message: nameOf<MessageId>() })).output(type<Message | null>()),
  /** Of a project, closed ones included. */
  contracts: procedure.input(z.object({ project: nameOf<ProjectId>(), ...page })).output(type<PageOf<Contract>>()),
  /** Every version of a contract. */
  versions: procedure
    .input(z.object({ contract: nameOf<ContractId>(), ...page }))
    .output(type<PageOf<ContractVersion>>()),
  findings: procedure.input(z.object({ project: nameOf<ProjectId>(), ...page })).output(type<PageOf<Finding>>()),
  negotiations: procedure
    .input(z.object({ project: nameOf<ProjectId>(), ...page }))
    .output(type<PageOf<Negotiation>>()),
  /** A team's shared list, with what is done or was removed. */
  items: procedure.input(z.object({ cluster: nameOf<ClusterId>(), ...page })).output(type<PageOf<Item>>()),
}
