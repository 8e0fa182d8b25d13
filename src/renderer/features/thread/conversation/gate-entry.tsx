import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { gateView } from '../../../lib/gate-view.ts'
import { OutputText } from '../../../ui/output-text.tsx'
import { ToolLine } from '../../../ui/tool-line.tsx'
import { Fold } from './fold.tsx'
import { outputTail } from './output-tail.ts'

/** How many lines of output show before the rest must be asked for. */
const shownLines = 200

/** A check that Switchyard ran itself: one line, its output growing below while it runs, all of it once opened. */
export function GateEntry({ row }: { readonly row: TranscriptRow }) {
  const { bad, command, output, result, running } = gateView(row)
  return (
    <div className="flex flex-col gap-1">
      <Fold
        boxed
        name={row.entry}
        summary={
          <ToolLine verb="Gate" code={command} title={command}>
            <span className={bad ? 'text-error' : undefined}>{result}</span>
          </ToolLine>
        }
      >
        {output === '' ? (
          <p className="text-12 text-muted">It said nothing.</p>
        ) : (
          <OutputText text={output} label="Output" lines={shownLines} />
        )}
      </Fold>
      {running && output !== '' && (
        <pre
          aria-hidden
          className="max-h-18 overflow-hidden border-l border-line pl-[9px] whitespace-pre-wrap text-muted wrap-anywhere"
        >
          {outputTail(output, 4)}
        </pre>
      )}
    </div>
  )
}
