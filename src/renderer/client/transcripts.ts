import { hostStream } from './host-stream.ts'
import { emptyView, patchedView, type TranscriptView } from './page/transcript-view.ts'
import type { TranscriptPatch } from './stream/messages.ts'

/** As the worker keeps them: those on the screen and those shown lately. */
const views = new Map<string, TranscriptView>()
const listeners = new Map<string, Set<() => void>>()

hostStream.onPatch(({ transcripts }) => {
  for (const patch of transcripts) apply(patch)
})

export function transcriptView(thread: string): TranscriptView {
  return views.get(thread) ?? emptyView
}

/** Keeps a conversation on the screen until the returned function is called. */
export function showTranscript(thread: string, listener: () => void): () => void {
  const own = listeners.get(thread) ?? new Set()
  own.add(listener)
  listeners.set(thread, own)
  hostStream.send({ kind: 'transcript', thread, ask: 'show' })
  return () => {
    own.delete(listener)
    if (own.size === 0) listeners.delete(thread)
    hostStream.send({ kind: 'transcript', thread, ask: 'hide' })
  }
}

function apply(patch: TranscriptPatch): void {
  if (patch.kind === 'gone') views.delete(patch.thread)
  else views.set(patch.thread, patchedView(transcriptView(patch.thread), patch))
  for (const listener of listeners.get(patch.thread) ?? []) listener()
}
