import { Button } from './button.tsx'
import { notify } from './toaster.tsx'

export interface OutdatedNoteProps<Draft> {
  readonly words: string
  readonly draft: Draft
  /** The draft as if it had been begun from what is there now. */
  readonly mine: Draft
  readonly titles: { readonly mine: string; readonly theirs: string }
  /** Shows or hides the newer text; null where there is none. */
  readonly look: { readonly title: string; readonly toggle: () => void } | null
  readonly onKeep: (draft: Draft | null) => void
}

/** A file was changed by others since a draft was begun: the person decides which text goes on. */
export function OutdatedNote<Draft>({ words, draft, mine, titles, look, onKeep }: OutdatedNoteProps<Draft>) {
  const take = () => {
    onKeep(null)
    notify({ text: 'Took the newer version', action: { title: 'Undo', run: () => onKeep(draft) } })
  }
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-b border-l-[3px] border-line border-l-you px-3.5 py-1.5"
    >
      <span className="min-w-60 flex-1">{words}</span>
      {look !== null && (
        <Button size="small" onClick={look.toggle}>
          {look.title}
        </Button>
      )}
      <Button size="small" onClick={() => onKeep(mine)}>
        {titles.mine}
      </Button>
      <Button size="small" kind="quiet" onClick={take}>
        {titles.theirs}
      </Button>
    </div>
  )
}

export const outdatedWords = 'The file has changed since you began. Your text is kept, and nothing was overwritten.'
