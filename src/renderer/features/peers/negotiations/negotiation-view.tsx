import { useCallback } from 'react'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import type { Message } from '../../../../shared/domain/peers/state.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { MessageList } from '../messages/message-list.tsx'
import { type ReadMessages, useMessages } from '../messages/use-messages.ts'
import { useNames } from '../names.ts'
import { PartHead } from '../part-head.tsx'
import { NegotiationCard } from './negotiation-card.tsx'

export interface NegotiationViewProps {
  readonly thread: string
  readonly negotiation: Negotiation
  readonly onBack: () => void
}

/** One negotiation whole: how it stands, and everything that was said in it. */
export function NegotiationView({ thread, negotiation, onBack }: NegotiationViewProps) {
  const { id, parties, topic } = negotiation
  const name = useNames(parties)
  const live = useModel((model) =>
    parties.flatMap((party) => [...model.message.within(party)].filter((message) => message.negotiation === id)),
  )
  const read: ReadMessages = useCallback((api, page) => api.peers.negotiation({ negotiation: id, ...page }), [id])
  const pages = useMessages(read, live)
  const otherOf = (message: Message) => partiesOf(message, thread, name)
  return (
    <section aria-label={`Negotiation ${visibleLine(topic)}`} className="flex h-full flex-col">
      <PartHead title="Negotiation" onBack={onBack} />
      <div className="max-h-[55%] shrink-0 overflow-y-auto border-b border-line">
        <NegotiationCard negotiation={negotiation} onOpen={null} />
      </div>
      <MessageList
        label="What was said"
        pages={pages}
        thread={thread}
        otherOf={otherOf}
        empty="Nobody has said anything yet."
      />
    </section>
  )
}

/** The other side, or both where the thread that looks is neither. */
function partiesOf({ from, to }: Message, thread: string, name: (id: string | null) => string): string {
  if (to === thread) return name(from)
  return from === thread ? name(to) : `${name(to)}, from ${name(from)}`
}
