import type { AutomationFile } from '../../../shared/contract/automation-views.ts'
import { OutdatedNote, outdatedWords } from '../../ui/outdated-note.tsx'
import type { Draft } from './draft.ts'

export interface OutdatedFileProps {
  readonly draft: Draft
  readonly file: AutomationFile
  readonly beside: boolean
  readonly onBeside: (beside: boolean) => void
  readonly onKeep: (draft: Draft | null) => void
}

/** The file was changed or taken away by others since the draft was begun. */
export function OutdatedFile({ draft, file, beside, onBeside, onKeep }: OutdatedFileProps) {
  const gone = file.revision === null
  const look = { title: beside ? 'Hide the difference' : 'Look at the difference', toggle: () => onBeside(!beside) }
  return (
    <OutdatedNote
      words={gone ? 'The file is gone since you began. Your text is kept; saving makes the file anew.' : outdatedWords}
      draft={draft}
      mine={{ ...draft, replaces: file.revision }}
      titles={{ mine: 'Keep mine', theirs: gone ? 'Drop mine' : 'Take theirs' }}
      look={gone ? null : look}
      onKeep={onKeep}
    />
  )
}
