import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { useNow } from '../../../client/clock.ts'
import { formatDuration } from '../../../lib/format-duration.ts'
import { plural } from '../../../lib/format-number.ts'
import { pathWithin } from '../../../lib/path-within.ts'
import { idsBeside, sentWords } from '../../../lib/sent-words.ts'
import { type ToolView, toolView } from '../../../lib/tool-view.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { LineCount } from '../../../ui/line-count.tsx'
import { OutputText } from '../../../ui/output-text.tsx'
import { ToolLine } from '../../../ui/tool-line.tsx'
import { Fold } from './fold.tsx'
import { outputTail } from './output-tail.ts'
import { BesideQuote, SentQuote } from './peer-messages.tsx'
import { Picture } from './picture.tsx'
import { ToolDiffs } from './tool-diffs.tsx'

export interface ToolEntryProps {
  readonly row: TranscriptRow
  /** Folder of the worktree, left out of paths; null where there is none. */
  readonly root: string | null
  /** Whether the agent is at work: a tool left open by an earlier turn doesn't run any more. */
  readonly live: boolean
}

/** How many lines of output show before the rest must be asked for. */
const shownLines = 200

/** A call of a tool: one line, its output growing below while it runs, everything once it is opened. */
export function ToolEntry({ row, root, live }: ToolEntryProps) {
  const view = toolView(row)
  const words = sentWords(view)
  const beside = idsBeside(view).map((id) => <BesideQuote key={id} id={id} />)
  if (words !== null) {
    return (
      <div className="flex flex-col gap-[9px]">
        <SentQuote name={row.entry} at={row.at} words={words} view={view} />
        {beside}
      </div>
    )
  }
  const running = live && view.status === 'running'
  const code = view.code === null ? null : pathWithin(view.code, root)
  return (
    <div className="flex flex-col gap-1">
      <Fold
        boxed
        name={row.entry}
        summary={
          <ToolLine verb={view.verb} code={code} title={view.title}>
            {running ? <Elapsed since={row.at} /> : <ToolResult view={view} live={live} />}
          </ToolLine>
        }
      >
        <ToolDetail view={view} root={root} />
      </Fold>
      {running && view.output !== '' && (
        <pre
          aria-hidden
          className="max-h-18 overflow-hidden border-l border-line pl-[9px] whitespace-pre-wrap text-muted wrap-anywhere"
        >
          {outputTail(view.output, 4)}
        </pre>
      )}
      {beside}
    </div>
  )
}

function Elapsed({ since }: { readonly since: number }) {
  const now = useNow(1000)
  const elapsed = now - since
  return <span className="text-text">{elapsed < 1000 ? 'running' : `running ${formatDuration(elapsed)}`}</span>
}

function ToolResult({ view, live }: { readonly view: ToolView; readonly live: boolean }) {
  const { status, output, diffs } = view
  if (status === 'failed') return <span className="text-error">failed</span>
  if (status !== 'completed') return <span>{live ? 'waiting' : 'not finished'}</span>
  if (diffs.length > 0) return <LineCount added={view.added} removed={view.removed} />
  if (output === '') return <span>done</span>
  return <span>{plural(countOf(output), 'line')}</span>
}

function ToolDetail({ view, root }: { readonly view: ToolView; readonly root: string | null }) {
  const { output, diffs, images, others, input, title } = view
  return (
    <>
      {view.code !== null && title !== view.code && <p className="text-12 text-muted wrap-anywhere">{title}</p>}
      <ToolDiffs diffs={diffs} nameOf={(path) => visibleLine(pathWithin(path, root))} />
      {output !== '' && <OutputText text={output} label="Output" lines={shownLines} />}
      {images.map((image) => (
        <Picture key={image.id} mimeType={image.mimeType} data={image.data} />
      ))}
      {others.length > 0 && <OutputText text={JSON.stringify(others, null, 2)} label="Other content" />}
      {input !== null && (
        <Fold name={`${title}/input`} summary={<span className="text-12">What it was called with</span>}>
          <OutputText text={JSON.stringify(input, null, 2)} label="Input" lines={shownLines} />
        </Fold>
      )}
      {output === '' && diffs.length === 0 && images.length === 0 && others.length === 0 && input === null && (
        <p className="text-12 text-muted">It said nothing more.</p>
      )}
    </>
  )
}

function countOf(output: string): number {
  return (output.endsWith('\n') ? output.slice(0, -1) : output).split('\n').length
}
