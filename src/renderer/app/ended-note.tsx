import type { Failure } from '../../shared/kernel/failure.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'

/** This page can't go on by itself: why, and what to do. Drafts are kept by the host and in this browser. */
export function EndedNote({ failure }: { readonly failure: Failure }) {
  return (
    <div className="mx-auto mt-24 flex w-full max-w-lg flex-col items-start gap-4 px-6">
      <FailureNote failure={failure} />
      <Button kind="main" onClick={() => location.reload()}>
        Reload the page
      </Button>
    </div>
  )
}
