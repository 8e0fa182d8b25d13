import type { ComponentType } from 'react'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'

export interface PermissionProps {
  readonly thread: Thread
  readonly request: PermissionRequest
  /** Whether its keys are taken. */
  readonly active: boolean
  readonly place: 'pinned' | 'page'
}

/** What other features show of a thread. */
export interface ThreadSlots {
  readonly Permission: ComponentType<PermissionProps>
  readonly Changes: ComponentType<{ readonly thread: string }>
  readonly Terminal: ComponentType<{ readonly thread: string }>
  readonly Checks: ComponentType<{ readonly thread: string }>
  readonly Peers: ComponentType<{ readonly thread: string; readonly shown: boolean }>
  /** Whose landing it waits for, and who waits for its own; nothing where nobody does. */
  readonly Behind: ComponentType<{ readonly thread: Thread }>
  /** What is done about its trouble; nothing where nothing is. */
  readonly Recovery: ComponentType<{ readonly thread: Thread }>
}
