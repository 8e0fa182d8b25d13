import type { AutomationFile } from '../../../shared/contract/automation-views.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/toaster.tsx'
import type { Draft } from './draft.ts'

export interface OutdatedNoteProps {
  readonly draft: Draft
  readonly file: AutomationFile
  readonly beside: boolean
  readonly onBeside: (beside: boolean) => void
  readonly onKeep: (draft: Draft | null) => void
}

/** The file was changed by others since the draft was begun: the person decides which text goes on. */
export function OutdatedNote({ draft, file, beside, onBeside, onKeep }: OutdatedNoteProps) {
  const gone = file.revision === null
  const take = () => {
    onKeep(null)
    notify({ text: 'Took the newer version', action: { title: 'Undo', run: () => onKeep(draft) } })
  }
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-b border-l-[3px] border-line border-l-you px-3.5 py-1.5"
    >
      <span className="min-w-60 flex-1">
        {gone
          ? 'The file is gone since you began. Your text is kept; saving makes the file anew.'
          : 'The file has changed since you began. Your text is kept, and nothing was overwritten.'}
      </span>
      {!gone && (
        <Button size="small" onClick={() => onBeside(!beside)}>
          {beside ? 'Hide the difference' : 'Look at the difference'}
        </Button>
      )}
      <Button size="small" onClick={() => onKeep({ ...draft, replaces: file.revision })}>
        Keep mine
      </Button>
      <Button size="small" kind="quiet" onClick={take}>
        {gone ? 'Drop mine' : 'Take theirs'}
      </Button>
    </div>
  )
}
