import { useEffect, useRef } from 'react'
import type { FolderListing } from '../../../shared/contract/channels/repository.ts'
import { classNames } from '../../lib/class-names.ts'
import { visibleLine } from '../../lib/visible-text.ts'

export interface FolderListProps {
  readonly id: string
  readonly folders: FolderListing['folders']
  /** -1 for none. */
  readonly active: number
  readonly onGo: (path: string) => void
}

/** Where one can go from the folder that is typed. Keys are the field's, which keeps the focus. */
export function FolderList({ id, folders, active, onGo }: FolderListProps) {
  const shown = useRef<HTMLDivElement>(null)
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div id={id} role="listbox" aria-label="Folders">
      {folders.map(({ name, path, repository }, at) => (
        <div
          key={path}
          id={`${id}-${at}`}
          ref={at === active ? shown : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onGo(path)}
          onKeyDown={(event) => event.key === 'Enter' && onGo(path)}
          className={classNames(
            'flex items-center gap-3 rounded-inner px-2 py-[3px] select-none',
            at === active ? 'bg-raised' : 'hover:bg-soft',
          )}
        >
          <span className="min-w-0 truncate font-mono text-12">{visibleLine(name)}</span>
          <span className={classNames('ml-auto shrink-0 text-12', repository ? 'text-ok' : 'text-faint')}>
            {repository ? 'repository' : ''}
          </span>
        </div>
      ))}
    </div>
  )
}
