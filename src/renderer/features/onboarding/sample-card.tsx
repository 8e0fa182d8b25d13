import { useEffect, useRef } from 'react'
import { explain } from '../../lib/refusal.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { notify } from '../../ui/toaster.tsx'
import { type Begun, type SampleProgress, trySample, useSample } from './try-sample.ts'

/** A small repository with scripted tasks: everything can be tried without a model. */
export function SampleCard() {
  const progress = useSample()
  const shown = useRef(true)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])
  const begin = async (begun: Begun | null) => {
    const failure = await trySample(begun)
    // With the first task the board takes this screen's place.
    if (failure !== null && !shown.current) tellElsewhere(explain(failure))
  }
  const begun = progress.kind === 'failed' ? progress.begun : null
  const why = busyWords(progress)
  return (
    <>
      <p className="mb-3 text-muted">
        A small real repository, and tasks for the scripted agent, which follows written steps and needs no model. You
        answer a question, see a test fail and send its repair, and merge two tasks that touch the same line. It takes
        about two minutes.
      </p>
      <Button why={why} onClick={() => void begin(begun)}>
        {begun === null ? 'Make the sample' : 'Dispatch the rest'}
      </Button>
      <p role="status" className="text-12 text-muted not-empty:mt-2">
        {why}
      </p>
      {progress.kind === 'failed' && <FailureNote failure={progress.failure} />}
    </>
  )
}

function busyWords(progress: SampleProgress): string | null {
  switch (progress.kind) {
    case 'making':
      return 'Making the repository'
    case 'dispatching':
      return `Dispatching ${progress.number} of ${progress.of}: ${progress.title}`
    default:
      return null
  }
}

function tellElsewhere(text: string): void {
  const state = useSample.getState()
  const rest = state.kind === 'failed' ? state.begun : null
  const again = async () => {
    const failure = await trySample(rest)
    if (failure !== null) tellElsewhere(explain(failure))
  }
  notify({ text, action: { title: 'Dispatch the rest', run: again } })
}
