import { SectionHeader } from '../../../ui/section-header.tsx'
import type { OpenView } from '../view.ts'
import { NegotiationCard } from './negotiation-card.tsx'
import type { Negotiations } from './use-negotiations.ts'

export interface NegotiationCardsProps {
  readonly negotiations: Negotiations
  readonly onOpen: OpenView
}

/** What is being negotiated now, then what was settled; nothing where nothing ever was. */
export function NegotiationCards({ negotiations: { open, settled }, onOpen }: NegotiationCardsProps) {
  return (
    <>
      {[
        { title: 'Negotiating', all: open, hot: open.some(({ state }) => state.kind === 'asking') },
        { title: 'Settled', all: settled, hot: false },
      ].map(
        ({ title, all, hot }) =>
          all.length > 0 && (
            <section key={title} aria-label={title}>
              <SectionHeader level={3} title={title} hot={hot} detail={hot ? 'waits for you' : undefined} />
              <ul>
                {all.map((negotiation) => (
                  <li key={negotiation.id} className="border-b border-soft">
                    <NegotiationCard negotiation={negotiation} onOpen={onOpen} />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  )
}
