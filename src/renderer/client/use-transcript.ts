import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { hostStream } from './host-stream.ts'
import type { TranscriptView } from './page/transcript-view.ts'
import { showTranscript, transcriptView } from './transcripts.ts'

export interface Transcript extends TranscriptView {
  /** Brings a hundred rows more, once at a time. */
  loadEarlier(): void
  /** Tells whether the reader is at the newest rows: only then are the oldest of many let go. At first so. */
  setAtEnd(atEnd: boolean): void
}

/** A conversation from its end, as it grows. The rows of one shown lately are there at once. */
export function useTranscript(thread: string): Transcript {
  const subscribe = useCallback((listener: () => void) => showTranscript(thread, listener), [thread])
  const view = useSyncExternalStore(subscribe, () => transcriptView(thread))
  const actions = useMemo(
    () => ({
      loadEarlier: () => hostStream.send({ kind: 'transcript', thread, ask: 'earlier' }),
      setAtEnd: (atEnd: boolean) => hostStream.send({ kind: 'transcript', thread, ask: atEnd ? 'end' : 'away' }),
    }),
    [thread],
  )
  return useMemo(() => ({ ...view, ...actions }), [view, actions])
}
