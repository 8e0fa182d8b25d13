import { useState } from 'react'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { useNow } from '../../client/clock.ts'
import { sendCommand } from '../../client/commands.ts'
import { useOutbounds } from '../../client/use-outbounds.ts'
import { outboundPlace, outboundStateWords, outboundTitle } from '../../lib/outbound-words.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { OutsideLink } from '../../ui/outside-link.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { useDecideInInbox } from './use-decide-in-inbox.ts'

/** What a thread wrote outside this machine, with where it can be seen, and what waits; nothing where nothing is. */
export function Receipts({ thread }: { readonly thread: string }) {
  const written = useOutbounds(thread as ThreadId)
  if (written.length === 0) return null
  return (
    <section aria-label="Written outside">
      <h3 className="mb-1 text-12 font-medium text-muted">Written outside</h3>
      <ul className="flex flex-col">
        {written.map((one) => (
          <Receipt key={one.id} outbound={one} />
        ))}
      </ul>
    </section>
  )
}

function Receipt({ outbound }: { readonly outbound: Outbound }) {
  const { id, content, since, state } = outbound
  const now = useNow(10_000)
  const [failure, setFailure] = useState<Failure | null>(null)
  const decide = useDecideInInbox()
  const { glyph, text, link } = outboundStateWords(outbound)
  const again = async () => setFailure(await sendCommand({ type: 'outbound.retry', payload: { outbound: id } }))
  return (
    <li className="border-t border-soft py-1">
      <div className="flex items-baseline gap-2">
        <Glyph kind={glyph} name="" />
        <span className="min-w-0 flex-1 wrap-anywhere">
          <OutsideLink to={link ?? outboundPlace(content)}>{outboundTitle(content)}</OutsideLink>
          <span className="text-muted">{`, ${text}`}</span>
        </span>
        <RelativeTime at={since} now={now} className="text-12 text-faint" />
        {state.kind === 'staged' && (
          <Button size="small" onClick={() => decide(outbound)}>
            Decide
          </Button>
        )}
        {state.kind === 'failed' && (
          <Button size="small" onClick={() => void again()}>
            Try again
          </Button>
        )}
      </div>
      {failure !== null && <FailureNote failure={failure} className="mt-1" />}
    </li>
  )
}
