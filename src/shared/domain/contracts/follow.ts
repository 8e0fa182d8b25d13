import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { hostMessages } from '../peers/host-message.ts'
import { newestVersion, versionId } from './find.ts'
import { contractNotice } from './notice.ts'
import type { Contract } from './state.ts'

/** Who is told of a version, and when nobody needs a contract any more. */
export const contractFollowUps: FollowUps = {
  'contract.published': (model, { by, id, version }) => {
    const contract = model.contract.get(id)
    const published = contract === undefined ? undefined : newestVersion(model, contract)
    if (contract === undefined || published === undefined) return []
    const text = contractNotice(published)
    return hostMessages(
      model,
      [...told(model, contract, by)].map((to) => {
        const message = `${versionId(id, version)}-${to}` as MessageId
        return { id: message, to, from: by, kind: 'contract', text, about: { contract: id } } as const
      }),
    )
  },
  'thread.archived': (model, { id }) => {
    const project = model.thread.get(id)?.project
    if (project === undefined) return []
    return [...model.contract.within(project)].flatMap((contract) => putAway(model, contract, id))
  },
}

/** Its readers, its owner, and whoever settles something with the publisher. */
function told(model: Model, { owner, project, readers }: Contract, by: ThreadId): ReadonlySet<ThreadId> {
  const told = new Set([owner, ...readers.map(({ thread }) => thread)])
  for (const { parties, state } of model.negotiation.within(project)) {
    if (state.kind === 'settled' || !parties.includes(by)) continue
    for (const party of parties) told.add(party)
  }
  told.delete(by)
  return told
}

function putAway(model: Model, contract: Contract, archived: ThreadId): readonly DomainEvent[] {
  const { closed, id, owner, readers, version } = contract
  const known = [owner, ...readers.map(({ thread }) => thread)]
  if (closed || !known.includes(archived)) return []
  if (known.some((thread) => model.thread.get(thread)?.archived === false)) return []
  return [
    { type: 'contract.closed', id },
    { type: 'contractVersion.superseded', id: versionId(id, version) },
  ]
}
