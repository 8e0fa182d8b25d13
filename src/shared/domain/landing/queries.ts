import type { Landing } from './state.ts'

/** In line for the project's landing turn. */
export function isWaiting(landing: Landing): boolean {
  return landing.state.kind === 'waiting' || landing.state.kind === 'undo-waiting'
}

/** Holds the project's landing turn. */
export function isUnderWay(landing: Landing): boolean {
  const kind = landing.state.kind
  return (
    kind === 'checkpointing' ||
    kind === 'merging' ||
    kind === 'following' ||
    kind === 'undoing' ||
    kind === 'undo-following'
  )
}
