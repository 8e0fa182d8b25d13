import { useMemo } from 'react'
import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { FileRow } from './file-row.tsx'
import { isViewed, type ViewedMarks } from './viewed.ts'

export interface FileListProps {
  readonly files: readonly ChangedFile[]
  readonly path: string | null
  readonly marks: ViewedMarks
  /** Unsent comments by path. */
  readonly comments: ReadonlyMap<string, number>
  readonly onOpen: (path: string) => void
  readonly room: number
  readonly className?: string | undefined
}

/** The changed files, of which only those in view are drawn. */
export function FileList({ files, path, marks, comments, onOpen, room, className }: FileListProps) {
  const active = useMemo(() => files.findIndex((file) => file.path === path), [files, path])
  return (
    <VirtualList
      label="Changed files"
      items={files}
      keyOf={(file) => file.path}
      estimate={28}
      active={active}
      className={className}
      render={(file) => (
        <FileRow
          file={file}
          viewed={isViewed(marks, file)}
          active={file.path === path}
          comments={comments.get(file.path) ?? 0}
          onOpen={onOpen}
          room={room}
        />
      )}
    />
  )
}
