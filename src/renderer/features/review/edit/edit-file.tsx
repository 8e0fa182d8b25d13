import { useState } from 'react'
import type { FileContent } from '../../../../shared/contract/channels/review.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import type { Action } from '../../../ui/actions/action.ts'
import { useActions } from '../../../ui/actions/use-actions.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { OutdatedNote, outdatedWords } from '../../../ui/outdated-note.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { TextEditor } from '../../../ui/text-editor.tsx'
import { sizeInWords } from '../change/image-view.tsx'
import { type FileOf, useContent } from '../change/use-file.ts'
import { nextDraft } from './drafts.ts'
import { useEdit } from './use-edit.ts'

export interface EditFileProps {
  readonly thread: Thread
  readonly of: FileOf
  readonly onClose: () => void
}

/** A person's own change to a file. What isn't saved is kept until it is. */
export function EditFile({ thread, of, onClose }: EditFileProps) {
  const { path } = of.file
  const { content, failure } = useHeldContent(of)
  const edit = useEdit(thread, path)
  const [altered, setAltered] = useState(false)
  const [beside, setBeside] = useState(false)
  const text = content?.kind === 'text' ? content : null
  const { draft } = edit
  const outdated = draft !== null && text !== null && draft.replaces !== text.blob && !edit.saving
  const typed = (next: string) => text !== null && edit.keep(nextDraft(draft, text, next))
  const close: Action = {
    id: 'review.edit-close',
    title: 'Back to the change',
    section: 'Review',
    keys: 'Escape',
    run: onClose,
  }
  const save: Action = {
    id: 'review.save',
    title: edit.saving ? 'Saving' : 'Save',
    section: 'Review',
    keys: 'mod+s',
    blocked: blockedSave({ ...edit, outdated }),
    run: () => edit.save(),
  }
  useActions([close, save])
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2.5 border-b border-line px-3.5">
        <h2 className="min-w-0 truncate font-mono text-12 font-normal">{visibleLine(path)}</h2>
        <span className="text-12 text-muted" role="status">
          {draft === null ? '' : 'Not saved yet; kept as a draft'}
        </span>
        <span className="flex-1" />
        <ActionButton action={close} kind="quiet" />
        <ActionButton action={save} />
      </header>
      {edit.refused !== null && <FailureNote failure={edit.refused} className="m-3" />}
      {altered && (
        <p className="border-b border-line px-3.5 py-1.5 text-muted">
          This file mixes line ends. Saving makes them alike.
        </p>
      )}
      {outdated && (
        <OutdatedNote
          words={outdatedWords}
          draft={draft}
          mine={{ text: draft.text, replaces: text.blob }}
          titles={{ mine: 'Go on with mine', theirs: 'Take the newer version' }}
          look={{
            title: beside ? 'Hide the newer version' : 'Show the newer version beside it',
            toggle: () => setBeside(!beside),
          }}
          onKeep={edit.keep}
        />
      )}
      {text === null && <NoText content={content} failure={failure} />}
      {text !== null && (
        <TextEditor
          key={beside && outdated ? text.blob : 'alone'}
          path={path}
          text={draft?.text ?? text.text}
          newer={beside && outdated ? text.text : null}
          follow={draft === null}
          onText={typed}
          onAltered={() => setAltered(true)}
        />
      )}
    </div>
  )
}

/** The file after the change; the last one stays while a newer one is read, so that the editor stays too. */
function useHeldContent(of: FileOf) {
  const { value, failure } = useContent(of, 'after')
  const [held, setHeld] = useState(value)
  if (value !== null && value !== held) setHeld(value)
  return { content: value ?? held, failure }
}

/** Why there is nothing to edit, or not yet. */
function NoText({ content, failure }: { readonly content: FileContent | null; readonly failure: Failure | null }) {
  if (failure !== null) return <FailureNote failure={failure} className="m-4" />
  if (content === null) return <QuietLoading text="Reading the file" className="px-4 py-3" />
  return <p className="px-4 py-3 text-muted">{`This file can't be edited here (${sizeInWords(content)}).`}</p>
}

type SaveFacts = Pick<ReturnType<typeof useEdit>, 'saving' | 'draft' | 'blocked'> & { readonly outdated: boolean }

function blockedSave({ saving, draft, blocked, outdated }: SaveFacts) {
  if (saving) return 'It is being saved.'
  if (draft === null) return 'There is nothing to save.'
  return outdated ? 'The file has changed since you began: decide first which text goes on.' : blocked
}
