import type { KeyboardEvent } from 'react'
import type { OutboundContent } from '../../../shared/domain/outbound/state.ts'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type Draft, problemOf } from './draft.ts'

interface DraftFieldsProps {
  readonly content: OutboundContent
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** Escape: what was written stays. */
  readonly onDone: () => void
}

/** What would be written, to be changed. It is kept until it is sent. */
export function DraftFields({ content, draft, onChange, onDone }: DraftFieldsProps) {
  const problem = problemOf(draft)
  const stepOut = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    onDone()
  }
  return (
    <div className="flex flex-col gap-2">
      {draft.title !== null && (
        <TextField
          label="Title"
          value={draft.title}
          onChange={(title) => onChange({ ...draft, title })}
          onKeyDown={stepOut}
        />
      )}
      <TextArea
        autoFocus
        mono
        rows={8}
        label={content.kind === 'comment' ? 'Comment, as Markdown' : 'Description, as Markdown'}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
        problem={problem}
        onKeyDown={stepOut}
        className="min-h-40"
      />
    </div>
  )
}
