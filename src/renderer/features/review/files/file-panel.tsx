import type { ReactNode } from 'react'
import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'
import { classNames } from '../../../lib/class-names.ts'
import { plural } from '../../../lib/format-number.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { FileList, type FileListProps } from './file-list.tsx'
import { countViewed } from './viewed.ts'

export type ScopeKind = 'base' | 'checkpoint' | 'turn'

export interface FilePanelProps extends Omit<FileListProps, 'className'> {
  /** Title, agent and age of the thread. */
  readonly head: ReactNode
  /** All changed files; `files` are those that the filter leaves. */
  readonly all: readonly ChangedFile[]
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly scope: ScopeKind
  readonly scopes: readonly { readonly value: ScopeKind; readonly title: string }[]
  readonly onScope: (scope: ScopeKind) => void
}

/** What is reviewed, its files, and since when. */
export function FilePanel({ head, all, filter, onFilter, scope, scopes, onScope, ...list }: FilePanelProps) {
  const viewed = countViewed(list.marks, all)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="px-4 pt-3 pb-2">{head}</div>
      <div className="flex items-center gap-2 px-4 pb-1.5 text-11 text-faint">
        <h2 className="font-medium">{plural(all.length, 'file')}</h2>
        <span className="flex-1" />
        {all.length > 0 && <span role="status">{`${viewed} of ${all.length} viewed`}</span>}
      </div>
      {all.length > 6 && (
        <div className="px-4 pb-2">
          <TextField label="Filter the files" bare placeholder="Filter" value={filter} onChange={onFilter} />
        </div>
      )}
      <FileList {...list} className="min-h-0 flex-1 px-2" />
      {list.files.length === 0 && all.length > 0 && <p className="px-4 pb-2 text-muted">No file is called that.</p>}
      <fieldset className="border-t border-line px-2 py-2">
        <legend className="sr-only">Scope</legend>
        {scopes.map(({ value, title }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === scope}
            className={classNames(
              'flex min-h-7 w-full items-center rounded px-2 text-left wrap-anywhere -outline-offset-2 hover:bg-raised',
              value === scope ? 'bg-raised text-text' : 'text-muted',
            )}
            onClick={() => onScope(value)}
          >
            {title}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
