import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { Fold } from './fold.tsx'
import { type Answer, permissionOutcome } from './permission-outcome.ts'

export interface PermissionEntryProps {
  readonly row: TranscriptRow
  readonly answer: Answer | undefined
}

/** What was asked, and what a person, or a rule, said to it. The request that is still open stands below the conversation. */
export function PermissionEntry({ row, answer }: PermissionEntryProps) {
  const { state, text, allowed, reason, byHost } = permissionOutcome(row, answer)
  const title = visibleLine(typeof row.head.title === 'string' ? row.head.title : 'a permission')
  return (
    <Fold
      boxed
      name={row.entry}
      summary={
        <span className="flex min-w-0 flex-1 items-center gap-2">
          <Glyph kind={glyphs[state === 'open' ? 'open' : settled(allowed)]} name="" />
          <span className="min-w-0 truncate">{`Asked: ${title}`}</span>
          <span className="ml-auto shrink-0 pl-1 text-text">{text}</span>
        </span>
      }
    >
      {row.text !== '' && (
        <Scroller label="What was asked" className="max-h-60 rounded border border-line bg-bg">
          <pre className="px-2.5 py-1.5 whitespace-pre-wrap wrap-anywhere">{visibleText(row.text)}</pre>
        </Scroller>
      )}
      {reason !== null && (
        <p className="wrap-anywhere">{byHost ? visibleText(reason) : `Your reason: ${visibleText(reason)}`}</p>
      )}
      {row.text === '' && reason === null && <p className="text-12 text-muted">It said nothing more.</p>}
    </Fold>
  )
}

const glyphs = { open: 'you', allowed: 'done', denied: 'stopped' } as const

function settled(allowed: boolean): 'allowed' | 'denied' {
  return allowed ? 'allowed' : 'denied'
}
