import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useTranscript } from '../../client/use-transcript.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Scroller } from '../../ui/scroller.tsx'

/** What the agent said last. */
export function LastWords({ thread }: { readonly thread: Thread }) {
  const { rows, loading } = useTranscript(thread.id)
  const last = rows.findLast(({ kind, text }) => kind === 'message' && text.trim() !== '')
  if (last === undefined && loading) return <QuietLoading text="Reading the conversation" />
  return (
    <section aria-label="What it said last" className="rounded border border-line bg-panel">
      <h3 className="px-[13px] pt-2.5 pb-1 text-muted">What it said last</h3>
      {last === undefined ? (
        <p className="px-[13px] pb-2.5 text-faint">Nothing.</p>
      ) : (
        <Scroller label="The agent's last message" className="max-h-72 px-[13px] pb-2.5">
          <Markdown text={last.text} />
        </Scroller>
      )}
    </section>
  )
}
