import { useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { DiffView } from '../../ui/diff-view.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'

export interface SaveDialogProps {
  readonly path: string
  /** Null for a file that is not there yet. */
  readonly before: string | null
  readonly after: string
  readonly widens: readonly string[]
  /** Why it can't be saved now. */
  readonly why: string | null
  /** Answers why it was not. */
  readonly onSave: () => Promise<Failure | null>
  readonly onClose: () => void
}

/** What saving changes in the file, and what it may do from then on that it might not before. */
export function SaveDialog({ path, before, after, widens, why, onSave, onClose }: SaveDialogProps) {
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<Failure | null>(null)
  const save = async () => {
    setSaving(true)
    const failure = await onSave()
    setSaving(false)
    setRefused(failure)
    if (failure === null) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={before === null ? 'Save a new file' : 'Save the change'}
      detail={path}
      width="wide"
    >
      <DialogBody className="flex flex-col gap-3">
        {widens.length > 0 && <Widens sentences={widens} />}
        <div className="min-h-0 overflow-hidden rounded border border-line">
          <DiffView
            label={`Changes of ${path}`}
            source={{ kind: 'texts', path: 'automation', before: before ?? '', after }}
            layout="unified"
            wrap
            className="max-h-[46vh]"
          />
        </div>
        {refused !== null && <FailureNote failure={refused} />}
      </DialogBody>
      <DialogFooter
        text={<span className="text-12">It is in force as soon as it is saved. Comments stay as they are.</span>}
      >
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button
          kind={widens.length > 0 ? 'plain' : 'main'}
          why={saving ? 'It is being saved.' : why}
          onClick={() => void save()}
        >
          {widens.length > 0 ? 'Save and allow' : 'Save'}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

/** What a version may do that the one in force may not. */
export function Widens({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <div className="border-l-[3px] border-you px-3 py-1">
      <p className="font-medium">It may do more than what is in force:</p>
      <ul className="list-disc pl-4 text-muted">
        {sentences.map((sentence) => (
          <li key={sentence}>{visibleText(sentence)}</li>
        ))}
      </ul>
    </div>
  )
}
