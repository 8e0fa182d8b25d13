import { useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { nameProblem } from './places.ts'

export interface RenameDialogProps {
  readonly name: string
  readonly taken: readonly string[]
  /** Answers why it was not done. */
  readonly onRename: (name: string) => Promise<Failure | null>
  readonly onClose: () => void
}

/** Gives an automation's file another name. */
export function RenameDialog({ name, taken, onRename, onClose }: RenameDialogProps) {
  const [written, setWritten] = useState(name)
  const [refused, setRefused] = useState<Failure | null>(null)
  const problem = written === name ? null : nameProblem(written, taken)
  const rename = async () => {
    const failure = await onRename(written)
    setRefused(failure)
    if (failure === null) onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Rename" width="narrow">
      <form
        className="contents"
        onSubmit={(event) => {
          event.preventDefault()
          if (problem === null && written !== name) void rename()
        }}
      >
        <DialogBody className="flex flex-col gap-3">
          <TextField
            label="Name of the file, without its ending"
            mono
            value={written}
            problem={problem}
            hint="What it did so far stays with the old name, and so do keys that were dispatched before."
            onChange={setWritten}
          />
          {refused !== null && <FailureNote failure={refused} />}
        </DialogBody>
        <DialogFooter>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="main" submit why={written === name ? 'It is called that.' : problem}>
            Rename
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
