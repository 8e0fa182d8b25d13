import { type RefObject, useRef, useState } from 'react'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Draft } from './draft.ts'
import { changeDraft } from './draft-store.ts'
import { attachImages, removeImage } from './images.ts'

export interface PromptFieldProps {
  readonly draft: Draft
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly tasks: number
  readonly readOnly: boolean
}

/** The text of one task or many, and the images that go with it. */
export function PromptField({ draft, field, tasks, readOnly }: PromptFieldProps) {
  const files = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const attach = async (list: FileList | null) => {
    if (list !== null && list.length > 0) setProblem(await attachImages([...list]))
  }
  const chooses = (data: DataTransfer) => !readOnly && data.types.includes('Files')
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        ref={field}
        label="Task"
        bare
        rows={5}
        value={draft.text}
        readOnly={readOnly}
        placeholder="Write one task, or paste one per line."
        className="max-h-[38vh] min-h-29 px-3 py-2.5 leading-5"
        onChange={(text) => changeDraft({ text })}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0 || readOnly) return
          event.preventDefault()
          void attach(event.clipboardData.files)
        }}
        onDragOver={(event) => chooses(event.dataTransfer) && event.preventDefault()}
        onDrop={(event) => {
          if (!chooses(event.dataTransfer)) return
          event.preventDefault()
          void attach(event.dataTransfer.files)
        }}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        {draft.images.map(({ id, name }) => (
          <span
            key={id}
            className="inline-flex max-w-60 items-center gap-1 rounded border border-line py-px pr-px pl-2 text-12"
          >
            <span className="truncate">{visibleLine(name)}</span>
            <Button
              kind="quiet"
              size="small"
              aria-label={`Remove ${visibleLine(name)}`}
              onClick={() => removeImage(id)}
            >
              ×
            </Button>
          </span>
        ))}
        {draft.images.length > 0 && tasks > 1 && (
          <span className="text-12 text-muted">{`goes with each of ${plural(tasks, 'thread')}`}</span>
        )}
        <Button kind="quiet" size="small" className="ml-auto" onClick={() => files.current?.click()}>
          Attach an image
        </Button>
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept="image/png,image/jpeg,image/gif,image/webp"
          onChange={(event) => {
            void attach(event.target.files).then(() => {
              if (files.current !== null) files.current.value = ''
            })
          }}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="text-12 text-error">
          {visibleLine(problem)}
        </p>
      )}
    </div>
  )
}
