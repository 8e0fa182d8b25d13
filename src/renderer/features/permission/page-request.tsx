import type { ReactNode } from 'react'
import { useModel } from '../../client/model-hooks.ts'
import { pathWithin } from '../../lib/path-within.ts'
import { type ToolView, toolView } from '../../lib/tool-view.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { LineCount } from '../../ui/line-count.tsx'
import { ToolLine } from '../../ui/tool-line.tsx'
import { ExactDetail } from './exact-detail.tsx'
import { alwaysWords, type RequestViewProps } from './pinned-request.tsx'
import { RequestTitle } from './request-title.tsx'
import { wantWords } from './request-words.ts'

/** A request as a page of its own. */
export function PageRequest({ thread, request, agent, before, words, policy, children }: RequestViewProps) {
  const root = useModel((model) => model.worktree.get(thread.id)?.place?.folder ?? null)
  return (
    <div className="mx-8 my-6 flex max-w-205 flex-col gap-3.5">
      <RequestTitle title={request.title} level={1} />
      {request.detail !== '' && <ExactDetail detail={request.detail} className="max-h-[40vh] bg-panel" />}
      <dl className="grid grid-cols-[130px_minmax(0,1fr)] gap-x-3.5 gap-y-1 wrap-anywhere">
        <Fact name="Who">{`${visibleLine(thread.title)}, ${agent}`}</Fact>
        <Fact name="Why it asks">{`It wants to ${wantWords(request)}`}</Fact>
        {before.said !== null && (
          <Fact name="What it says">
            <span className="line-clamp-6 whitespace-pre-wrap">{`“${visibleText(before.said)}”`}</span>
          </Fact>
        )}
        {policy !== null && <Fact name="Permissions">{visibleLine(policy)}</Fact>}
        <Fact name="If you allow">{sentence(words.ifAllowed)}</Fact>
        <Fact name="If you deny">{sentence(words.ifDenied)}</Fact>
        {words.always !== null && <Fact name="If you allow always">{sentence(alwaysWords)}</Fact>}
      </dl>
      {children}
      {before.tools.length > 0 && (
        <div className="rounded border border-line bg-panel px-3 py-2.5">
          <h2 className="mb-1.5 text-muted">What led here</h2>
          <ul className="flex flex-col gap-1">
            {before.tools.map((row) => (
              <li key={row.entry} className="rounded border border-line px-[9px] py-1">
                <Led view={toolView(row)} root={root} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Led({ view, root }: { readonly view: ToolView; readonly root: string | null }) {
  return (
    <ToolLine verb={view.verb} code={view.code === null ? null : pathWithin(view.code, root)} title={view.title}>
      {view.status === 'failed' && <span className="text-error">failed</span>}
      {view.status === 'completed' && <LineCount added={view.added} removed={view.removed} />}
    </ToolLine>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
