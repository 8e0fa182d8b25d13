import { useSyncExternalStore } from 'react'
import type { MessageTick } from '../../shared/contract/channels/topology.ts'

/** A message on a track that a person points at. */
export interface PointedMessage {
  /** On whose track. */
  readonly thread: string
  readonly tick: MessageTick
}

let pointed: PointedMessage | null = null
const listeners = new Set<() => void>()

export function pointAt(next: PointedMessage | null): void {
  if (pointed?.thread === next?.thread && pointed?.tick === next?.tick) return
  pointed = next
  for (const listener of listeners) listener()
}

export function usePointedMessage(): PointedMessage | null {
  return useSyncExternalStore(subscribe, () => pointed)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
