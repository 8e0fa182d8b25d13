import type { DiffLineAnnotation, SelectedLineRange } from '@pierre/diffs'
import { Virtualizer as Windowing } from '@pierre/diffs'
import { FileDiff, VirtualizerContext } from '@pierre/diffs/react'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Scroller } from '../scroller.tsx'
import './diff.css'
import { type DiffSource, readDiff } from './diff-source.ts'
import { codeTheme, Highlighting } from './highlighting.tsx'
import { reachDiff } from './reach-diff.ts'

export type DiffSide = 'before' | 'after'

/** Lines by their numbers on one side, both included. */
export interface LineRange {
  readonly side: DiffSide
  readonly first: number
  readonly last: number
}

/** Something that stands below a line, such as a comment. */
export interface DiffNote {
  readonly id: string
  readonly side: DiffSide
  readonly line: number
  readonly content: ReactNode
}

export interface DiffViewProps {
  /** 'Changes of src/app.ts'. */
  readonly label: string
  readonly source: DiffSource
  readonly layout: 'split' | 'unified'
  readonly wrap?: boolean | undefined
  readonly notes?: readonly DiffNote[] | undefined
  readonly selected?: LineRange | null | undefined
  /** Makes lines selectable; null when the selection is gone. */
  readonly onSelect?: ((lines: LineRange | null) => void) | undefined
  readonly className?: string | undefined
}

/** The renderer mixes a row's colour into the background; a token is mixed already. */
const fullTints =
  '[data-line],[data-no-newline],[data-column-number],[data-gutter-buffer]{--mix-light:0%!important;--mix-dark:0%!important}'

const sides = { before: 'deletions', after: 'additions' } as const

/** Only what is in view is in the page, whatever the length of the file. */
export function DiffBody(props: DiffViewProps) {
  const { label, source, layout, wrap = false, notes = [], selected, onSelect, className } = props
  const diff = useMemo(() => readDiff(source), [source])
  const [windowing] = useState(() => new Windowing())
  const scroller = useCallback(
    (node: HTMLElement | null) => (node === null ? windowing.cleanUp() : windowing.setup(node)),
    [windowing],
  )
  const content = new Map(notes.map((note) => [note.id, note.content]))
  const annotations = notes.map(({ id, side, line }): DiffLineAnnotation<string> => {
    return { side: sides[side], lineNumber: line, metadata: id }
  })
  const selectable = onSelect !== undefined
  const options = useMemo(
    () => ({
      theme: codeTheme,
      diffStyle: layout,
      overflow: wrap ? ('wrap' as const) : ('scroll' as const),
      diffIndicators: 'classic' as const,
      hunkSeparators: 'line-info-basic' as const,
      lineDiffType: 'word-alt' as const,
      disableFileHeader: true,
      unsafeCSS: fullTints,
      onPostRender: reachDiff,
      enableLineSelection: selectable,
      lineHoverHighlight: selectable ? ('number' as const) : ('disabled' as const),
      onLineSelected: (range: SelectedLineRange | null) => onSelect?.(range === null ? null : rangeOf(range)),
    }),
    [layout, wrap, selectable, onSelect],
  )
  if (diff === null) return <p className="px-4 py-3 text-muted">Nothing is changed in this file's text.</p>
  return (
    <Highlighting>
      <VirtualizerContext.Provider value={windowing}>
        <Scroller ref={scroller} label={label} data-keys="diff" className={className}>
          <div>
            <FileDiff<string>
              fileDiff={diff}
              options={options}
              lineAnnotations={annotations}
              {...(selected === undefined ? {} : { selectedLines: selected === null ? null : selectionOf(selected) })}
              renderAnnotation={({ metadata }) => (
                <div className="font-sans text-13 whitespace-normal">{content.get(metadata)}</div>
              )}
            />
          </div>
        </Scroller>
      </VirtualizerContext.Provider>
    </Highlighting>
  )
}

function rangeOf({ start, end, side, endSide }: SelectedLineRange): LineRange {
  // A selection that crosses from one side to the other counts for the side where it ended.
  const name = (endSide ?? side) === 'deletions' ? 'before' : 'after'
  const crossed = endSide !== undefined && side !== undefined && endSide !== side
  return { side: name, first: crossed ? end : Math.min(start, end), last: crossed ? end : Math.max(start, end) }
}

function selectionOf({ side, first, last }: LineRange): SelectedLineRange {
  return { start: first, end: last, side: sides[side], endSide: sides[side] }
}
