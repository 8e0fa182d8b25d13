import { classNames } from '../../../lib/class-names.ts'
import { formatBytes } from '../../../lib/format-number.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import type { Attachment } from './draft.ts'

export interface AttachmentChipsProps {
  readonly attachments: readonly Attachment[]
  readonly onRemove: (id: string) => void
}

export function AttachmentChips({ attachments, onRemove }: AttachmentChipsProps) {
  if (attachments.length === 0) return null
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-1">
      {attachments.map((attachment) => (
        <li
          key={attachment.id}
          className={classNames(
            'flex max-w-full items-center gap-1.5 rounded border border-line bg-raised pl-1.5 text-12',
            attachment.kind === 'thread' && 'border-l-[3px] border-l-peer',
          )}
        >
          {attachment.kind === 'image' && (
            <img src={`data:${attachment.mimeType};base64,${attachment.data}`} alt="" className="size-4 object-cover" />
          )}
          <span className="min-w-0 truncate">{visibleLine(attachment.name)}</span>
          <span className="shrink-0 text-muted">
            {attachment.kind === 'thread' ? 'brought in' : formatBytes(sizeOf(attachment))}
          </span>
          <button
            type="button"
            aria-label={`Remove ${visibleLine(attachment.name)}`}
            onClick={() => onRemove(attachment.id)}
            className="rounded-inner px-1.5 text-muted hover:text-text"
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}

function sizeOf(attachment: Exclude<Attachment, { kind: 'thread' }>): number {
  return attachment.kind === 'image' ? Math.floor((attachment.data.length / 4) * 3) : attachment.text.length
}
