import { visibleLine } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import type { DiffNote, DiffViewProps } from '../../../ui/diff/diff-body.tsx'
import { DiffView } from '../../../ui/diff-view.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { ImageView, sizeInWords } from './image-view.tsx'
import type { FileSource } from './use-file-source.ts'

export interface FileBodyProps {
  readonly path: string
  readonly file: FileSource
  readonly layout: DiffViewProps['layout']
  readonly notes?: readonly DiffNote[] | undefined
  readonly selected?: DiffViewProps['selected']
  readonly onSelect?: DiffViewProps['onSelect']
  /** Asks for all of a patch that was cut off; absent where it was already. */
  readonly onWhole?: (() => void) | undefined
}

/** One file's change, or why it can't be shown line by line. */
export function FileBody({ path, file, layout, notes, selected, onSelect, onWhole }: FileBodyProps) {
  const name = visibleLine(path)
  if (file.failure !== null) {
    return (
      <FailureNote failure={file.failure} className="m-4">
        <Button onClick={file.retry}>Try again</Button>
      </FailureNote>
    )
  }
  if (file.contents !== null) return <Contents path={name} {...file.contents} />
  if (file.source === null) return <QuietLoading text="Reading the change" className="px-4 py-3" />
  return (
    <>
      {file.truncated && (
        <div
          role="note"
          className="flex shrink-0 items-center gap-3 border-b border-line bg-section px-3.5 py-1.5 text-muted"
        >
          <span>
            {onWhole === undefined
              ? 'This change is longer than can be shown; its end is cut off.'
              : 'This change is long; its end is cut off.'}
          </span>
          {onWhole !== undefined && (
            <Button size="small" onClick={onWhole}>
              Show all of it
            </Button>
          )}
        </div>
      )}
      <DiffView
        label={`Changes of ${name}`}
        source={file.source}
        layout={layout}
        notes={notes}
        selected={selected}
        onSelect={onSelect}
        className="min-h-0 flex-1"
      />
    </>
  )
}

type ContentsProps = { readonly path: string } & NonNullable<FileSource['contents']>

function Contents({ path, before, after }: ContentsProps) {
  if (before.kind === 'image' || after.kind === 'image') return <ImageView path={path} before={before} after={after} />
  const large = before.kind === 'too-large' || after.kind === 'too-large'
  return (
    <p className="px-4 py-3 text-muted">
      {large ? 'This file is too large to be shown here: ' : 'This file is binary: '}
      {`${sizeInWords(before)} before, ${sizeInWords(after)} after.`}
    </p>
  )
}
