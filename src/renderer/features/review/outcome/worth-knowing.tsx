import type { LeftOut, Thread } from '../../../../shared/domain/thread/state.ts'
import { formatBytes, plural } from '../../../lib/format-number.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { CodeText } from '../../../ui/code-text.tsx'
import { PanelPart } from './panel-part.tsx'

const reasons: Readonly<Record<LeftOut['reason'], string>> = {
  'nested-repository': 'a repository of its own',
  'too-large': 'too large',
  'not-storable': 'no name that git can store',
}

/** What doesn't land with the change, and notices that change nothing. */
export function WorthKnowing({ thread }: { readonly thread: Thread }) {
  const leftOut = thread.checkpoint?.leftOut ?? []
  const more = Math.max(0, (thread.checkpoint?.omitted ?? 0) - leftOut.length)
  return (
    <>
      {leftOut.length > 0 && (
        <PanelPart title="Not part of the change">
          <ul>
            {leftOut.map(({ path, bytes, reason }) => (
              <li key={path}>
                <CodeText text={path} className="wrap-anywhere" />
                <span className="text-muted">{` ${reasons[reason]}, ${formatBytes(bytes)}`}</span>
              </li>
            ))}
          </ul>
          {more > 0 && <p className="text-muted">{`and ${plural(more, 'path')} more, ignored ones among them`}</p>}
        </PanelPart>
      )}
      {thread.notices.length > 0 && (
        <PanelPart title="Worth knowing">
          {thread.notices.map((notice) => (
            <p key={notice}>{visibleText(notice)}</p>
          ))}
        </PanelPart>
      )}
    </>
  )
}
