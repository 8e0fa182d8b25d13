import { useState } from 'react'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import { useNow } from '../../../client/clock.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { clockTime } from '../../../lib/format-time.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { namesOf, useNames } from '../names.ts'
import type { OpenView } from '../view.ts'
import { CoordinationGauge } from './coordination-gauge.tsx'
import { JoinForm } from './join-form.tsx'
import { confirmedWords, contractName, isOpen, settledWords, standingWords } from './negotiation-words.ts'
import { SettleForm } from './settle-form.tsx'

export interface NegotiationCardProps {
  readonly negotiation: Negotiation
  /** Null where its record is open already. */
  readonly onOpen: OpenView | null
}

/** What is negotiated, by whom and why, what it has used, and what a person can do about it. */
export function NegotiationCard({ negotiation, onOpen }: NegotiationCardProps) {
  const { id, topic, parties, because } = negotiation
  const name = useNames(parties)
  const open = isOpen(negotiation)
  // Among the other parts of the tab, the team's head has said it already.
  const told = useModel((model) => onOpen !== null && model.cluster.get(negotiation.cluster ?? '')?.because === because)
  const [doing, setDoing] = useState<'nothing' | 'join' | 'settle'>('nothing')
  return (
    <article aria-label={`Negotiation: ${visibleLine(topic)}`} className="flex flex-col gap-2 px-4 py-2.5">
      <div>
        <p className="font-medium wrap-anywhere">{visibleText(topic)}</p>
        <p className="text-muted wrap-anywhere">
          {told ? `${namesOf(name, parties)}.` : `${namesOf(name, parties)}. ${visibleText(because)}`}
        </p>
      </div>
      {open && <CoordinationGauge negotiation={negotiation} />}
      <Standing negotiation={negotiation} />
      {open && doing === 'join' && <JoinForm negotiation={negotiation} />}
      {open && doing === 'settle' && <SettleForm negotiation={negotiation} onClose={() => setDoing('nothing')} />}
      <div className="flex flex-wrap gap-1.5">
        {open && doing !== 'settle' && (
          <Button
            size="small"
            kind={negotiation.state.kind === 'asking' ? 'you' : 'plain'}
            onClick={() => setDoing('settle')}
          >
            {negotiation.state.kind === 'asking' ? 'Settle it' : 'Stop or settle'}
          </Button>
        )}
        {open && (
          <Button
            size="small"
            aria-expanded={doing === 'join'}
            onClick={() => setDoing(doing === 'join' ? 'nothing' : 'join')}
          >
            {doing === 'join' ? 'Say nothing' : 'Say something'}
          </Button>
        )}
        {onOpen !== null && (
          <Button
            kind="quiet"
            size="small"
            className={open ? undefined : '-ml-2'}
            onClick={() => onOpen({ kind: 'negotiation', negotiation: id })}
          >
            Read what was said
          </Button>
        )}
      </div>
    </article>
  )
}

/** How it stands: who agreed to what, what comes next, what a person said in it, and how it ended. */
function Standing({ negotiation }: { readonly negotiation: Negotiation }) {
  const { state, parties, joined } = negotiation
  const now = useNow(60_000)
  const name = useNames(parties)
  const confirmed = useModel((model) => confirmedWords(negotiation, name, contractName(model)))
  const settled = useModel((model) =>
    state.kind === 'settled' ? settledWords(state, name, contractName(model)) : null,
  )
  return (
    <div className="flex flex-col gap-1 text-12">
      {settled !== null && <p className="text-13 wrap-anywhere">{settled}</p>}
      {confirmed !== null && state.kind !== 'settled' && <p>{confirmed}</p>}
      <p className={state.kind === 'asking' ? 'text-you' : 'text-muted wrap-anywhere'}>
        {visibleText(standingWords(negotiation))}
      </p>
      {joined.map(({ text, at }) => (
        <p key={`${at} ${text}`} className="text-muted wrap-anywhere">
          {`You said, ${clockTime(at, now)}: ${visibleText(text)}`}
        </p>
      ))}
    </div>
  )
}
