import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'
import { classNames } from '../../../lib/class-names.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import type { Action } from '../../../ui/actions/action.ts'
import { LineCount } from '../../../ui/line-count.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { statusWord } from '../files/file-row.tsx'

export type Layout = 'split' | 'unified'

const layouts = [
  { value: 'split', title: 'Split' },
  { value: 'unified', title: 'Unified' },
] as const

export interface FileHeaderProps {
  readonly file: ChangedFile
  readonly layout: Layout
  readonly onLayout: (layout: Layout) => void
  readonly actions: readonly Action[]
}

/** Which file is shown, how much of it changed, and what can be done with it. */
export function FileHeader({ file, layout, onLayout, actions }: FileHeaderProps) {
  const path = visibleLine(file.path)
  return (
    <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3.5 py-1">
      <div className="flex min-w-0 flex-1 basis-28 items-center gap-2.5">
        <h2 className="min-w-0 truncate font-mono text-12 font-normal" title={path}>
          {file.previousPath !== null && <span className="text-faint">{`${visibleLine(file.previousPath)} → `}</span>}
          {path}
        </h2>
        {file.status !== 'modified' && (
          <span className="shrink-0 text-12 text-muted max-labels:sr-only">{statusWord(file)}</span>
        )}
        <LineCount added={file.additions} removed={file.deletions} />
      </div>
      <Segmented label="Layout" value={layout} choices={layouts} onChange={onLayout} className="shrink-0" />
      {actions.map((action) => (
        <ActionButton
          key={action.id}
          action={action}
          showKeys={action.keys === 'v'}
          className={classNames('shrink-0', action.id === 'review.around' && 'max-labels:hidden')}
        />
      ))}
    </header>
  )
}
