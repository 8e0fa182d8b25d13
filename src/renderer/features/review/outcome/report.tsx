import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useTranscript } from '../../../client/use-transcript.ts'
import { nowLine } from '../../../lib/thread-words.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { CodeText } from '../../../ui/code-text.tsx'
import { Markdown } from '../../../ui/markdown.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { PanelPart } from './panel-part.tsx'

/** What the agent said last, which is its report, and what it does if it is at work. */
export function Report({ thread }: { readonly thread: Thread }) {
  const { rows } = useTranscript(thread.id)
  const said = rows.findLast((row) => row.kind === 'message' && row.text.trim() !== '')
  const working = ['queued', 'preparing', 'running', 'needs-you', 'verifying'].includes(thread.state.kind)
  const { text, code } = nowLine(thread)
  return (
    <>
      {working && (
        <PanelPart title="Now">
          <p role="status">
            {text} {code !== null && <CodeText text={code} />}
          </p>
        </PanelPart>
      )}
      {thread.state.kind === 'parked' && (
        <PanelPart title="Parked">
          <p>{visibleText(thread.state.reason.message)}</p>
          <p className="text-muted">{visibleText(thread.state.reason.remedy)}</p>
        </PanelPart>
      )}
      <PanelPart title={working ? 'It said last' : 'It reports'}>
        {said === undefined ? (
          <p className="text-muted">Nothing was said.</p>
        ) : (
          <Scroller label="Report of the agent" className="max-h-50 wrap-anywhere">
            <Markdown text={said.text} />
          </Scroller>
        )}
      </PanelPart>
    </>
  )
}
