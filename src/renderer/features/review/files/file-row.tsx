import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'
import { classNames } from '../../../lib/class-names.ts'
import { shortenPath } from '../../../lib/shorten-path.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { LineCount } from '../../../ui/line-count.tsx'

export interface FileRowProps {
  readonly file: ChangedFile
  readonly viewed: boolean
  readonly active: boolean
  /** Comments on it that were not sent. */
  readonly comments: number
  readonly onOpen: (path: string) => void
  /** Characters of a path that have room. */
  readonly room: number
}

/** A letter and a word for what happened to a file; nothing for the usual. */
const statuses: Readonly<
  Record<ChangedFile['status'], { readonly sign: string; readonly word: string; readonly look: string }>
> = {
  added: { sign: 'A', word: 'added', look: 'text-add' },
  modified: { sign: 'M', word: 'changed', look: 'text-faint' },
  deleted: { sign: 'D', word: 'deleted', look: 'text-del' },
  renamed: { sign: 'R', word: 'renamed', look: 'text-read' },
  copied: { sign: 'C', word: 'copied', look: 'text-read' },
  'type-changed': { sign: 'T', word: 'changed its kind', look: 'text-run' },
}

export function statusWord({ status }: ChangedFile): string {
  return statuses[status].word
}

/** One changed file: whether it was looked at, its path, its lines. */
export function FileRow({ file, viewed, active, comments, onOpen, room }: FileRowProps) {
  const { sign, word, look } = statuses[file.status]
  const path = visibleLine(file.path)
  const from = file.previousPath === null ? '' : `, before ${visibleLine(file.previousPath)}`
  return (
    <button
      type="button"
      title={`${path} (${word}${from})`}
      aria-current={active ? 'true' : undefined}
      data-file={file.path}
      className={classNames(
        'flex h-7 w-full items-center gap-2 rounded px-2 text-left -outline-offset-2 hover:bg-raised',
        active ? 'bg-raised text-text' : 'text-muted',
      )}
      onClick={() => onOpen(file.path)}
    >
      <span className="w-2.5 shrink-0 text-11 font-bold text-ok">
        <span aria-hidden>{viewed ? '✓' : ''}</span>
        {viewed && <span className="sr-only">Viewed, </span>}
      </span>
      <span className={classNames('w-2.5 shrink-0 font-mono text-11', look)}>
        <span aria-hidden>{sign}</span>
        <span className="sr-only">{`${word}${from}, `}</span>
      </span>
      <span
        className={classNames('min-w-0 flex-1 truncate font-mono text-12', file.status === 'deleted' && 'line-through')}
      >
        {shortenPath(path, room)}
      </span>
      {comments > 0 && (
        <span className="shrink-0 rounded-inner bg-you px-1 text-11 font-bold text-on-you">
          {comments}
          <span className="sr-only">{comments === 1 ? ' comment not sent' : ' comments not sent'}</span>
        </span>
      )}
      <span className="shrink-0 text-12">
        {file.binary ? (
          <span className="text-faint">binary</span>
        ) : (
          <LineCount added={file.additions} removed={file.deletions} />
        )}
      </span>
    </button>
  )
}
