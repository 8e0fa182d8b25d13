import { type RefObject, useRef, useState } from 'react'
import { useModel } from '../../client/model-hooks.ts'
import { useThreadChoices } from '../../client/use-thread-choices.ts'
import { isOpenWork } from '../../lib/bring-in.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { MentionArea } from '../../ui/mention-area.tsx'
import { broughtWords } from './brought.ts'
import type { Draft } from './draft.ts'
import { changeDraft } from './draft-store.ts'
import { attachImages, removeImage } from './images.ts'

export interface PromptFieldProps {
  readonly draft: Draft
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** What each task would be told. */
  readonly tasks: readonly string[]
  /** Whose threads can be named. */
  readonly project: string | null
  readonly readOnly: boolean
}

/** The text of one task or many, and the images that go with it. */
export function PromptField({ draft, field, tasks, project, readOnly }: PromptFieldProps) {
  const files = useRef<HTMLInputElement>(null)
  const choices = useThreadChoices(
    useModel((model) =>
      [...model.thread.values()].filter((one) => one.project === project && isOpenWork(one)).map(({ id }) => id),
    ),
  )
  const words = broughtWords(tasks, draft.brought)
  const [problem, setProblem] = useState<string | null>(null)
  const attach = async (list: FileList | null) => {
    if (list !== null && list.length > 0) setProblem(await attachImages([...list]))
  }
  const chooses = (data: DataTransfer) => !readOnly && data.types.includes('Files')
  return (
    <div className="flex flex-col gap-2">
      <MentionArea
        choices={readOnly ? [] : choices}
        listLabel="Threads"
        side="below"
        onMention={({ id, title }) =>
          changeDraft((present) => ({
            ...present,
            brought: [...present.brought.filter((one) => one.id !== id), { id, name: title }],
          }))
        }
        ref={field}
        label="Task"
        bare
        rows={5}
        value={draft.text}
        readOnly={readOnly}
        placeholder="Write one task, or paste one per line. @ brings in a thread."
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
        {draft.images.length > 0 && tasks.length > 1 && (
          <span className="text-12 text-muted">{`goes with each of ${plural(tasks.length, 'thread')}`}</span>
        )}
        {words !== null && <p className="min-w-0 flex-1 text-12 text-muted wrap-anywhere">{words}</p>}
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
