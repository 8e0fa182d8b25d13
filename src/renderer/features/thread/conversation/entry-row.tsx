import { memo } from 'react'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Markdown } from '../../../ui/markdown.tsx'
import { OutputText } from '../../../ui/output-text.tsx'
import { rawView } from './entry-view.ts'
import { Fold } from './fold.tsx'
import { GateEntry } from './gate-entry.tsx'
import { PermissionEntry } from './permission-entry.tsx'
import type { Answer } from './permission-outcome.ts'
import { Picture } from './picture.tsx'
import { PlanEntry } from './plan-entry.tsx'
import { PromptEntry } from './prompt-entry.tsx'
import { ToolEntry } from './tool-entry.tsx'
import { TurnEndEntry } from './turn-end-entry.tsx'

export interface EntryRowProps {
  readonly row: TranscriptRow
  /** Whether the agent's turn goes on. */
  readonly live: boolean
  /** Whether more may come to this very entry. */
  readonly growing: boolean
  readonly root: string | null
  readonly took: number | null
  readonly answer: Answer | undefined
}

/** One entry of a conversation; drawn again only when it changes itself. */
export const EntryRow = memo(function EntryRow({ row, live, growing, root, took, answer }: EntryRowProps) {
  switch (row.kind) {
    case 'prompt':
      return <PromptEntry row={row} />
    case 'message':
      return <Markdown text={row.text} streaming={growing} />
    case 'thought':
      return <Thought row={row} growing={growing} />
    case 'image':
      return <Picture mimeType={row.head.mimeType} data={row.head.data} />
    case 'tool':
      return <ToolEntry row={row} root={root} live={live} />
    case 'gate':
      return <GateEntry row={row} />
    case 'plan':
      return <PlanEntry row={row} />
    case 'permission':
      return <PermissionEntry row={row} answer={answer} />
    case 'turn-end':
      return <TurnEndEntry row={row} took={took} />
    case 'notice':
      return <p className="border-l-[3px] border-line pl-[9px] text-muted wrap-anywhere">{visibleText(row.text)}</p>
    case 'raw':
      return <RawEntry row={row} />
  }
})

/** In characters: enough to tell what it is about. */
const previewLength = 160

function Thought({ row, growing }: { readonly row: TranscriptRow; readonly growing: boolean }) {
  const preview = growing ? row.text.slice(-previewLength) : row.text.slice(0, previewLength)
  return (
    <Fold
      name={row.entry}
      summary={
        <span className="min-w-0 truncate text-faint">
          {growing ? 'Thinking: ' : 'Thought: '}
          {visibleLine(preview.trim())}
        </span>
      }
    >
      <div className="border-l border-line pl-[9px] text-muted">
        <Markdown text={row.text} streaming={growing} />
      </div>
    </Fold>
  )
}

function RawEntry({ row }: { readonly row: TranscriptRow }) {
  const { kind, json } = rawView(row)
  return (
    <Fold
      name={row.entry}
      summary={<span className="min-w-0 truncate text-faint">{`Unknown update: ${visibleLine(kind)}`}</span>}
    >
      <OutputText text={json} label="The update as it came" />
    </Fold>
  )
}
