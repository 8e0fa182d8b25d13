import type { PublicCommand } from '../../shared/contract/channels/commands.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { newId } from '../lib/new-id.ts'

export type VerbId = 'interrupt' | 'stop' | 'merge' | 'discard' | 'restore' | 'undo-merge' | 'keep-merge' | 'release'

/** Something that can be done with a thread as a whole. The command is minted anew for every press. */
export interface Verb {
  readonly id: VerbId
  readonly title: string
  /** What is said once the host has taken it. */
  readonly done: string
  readonly command: () => PublicCommand
}

/** What may be done with a thread in its present state; `whyNot` tells whether the host would take it right now. */
export function verbsOf(thread: Thread, landing: Landing | undefined): readonly Verb[] {
  switch (thread.state.kind) {
    case 'preparing':
    case 'running':
    case 'needs-you':
      return [interrupt(thread), stop(thread), discard(thread)]
    case 'ready':
      return [merge(thread), discard(thread)]
    case 'queued':
      return [stop(thread), discard(thread)]
    case 'parked':
      return [merge(thread), discard(thread)]
    case 'landed':
      return landing === undefined ? [] : [undoMerge(landing)]
    case 'discarded':
      return [restore(thread)]
    case 'verifying':
    case 'landing':
      return []
  }
}

export function merge({ id, into, title }: Thread, change: { into?: string; message?: string } = {}): Verb {
  const target = change.into ?? into
  return {
    id: 'merge',
    title: target === null ? 'Merge' : `Merge into ${target}`,
    done: `Merging ${title}`,
    command: () => ({
      type: 'thread.land',
      payload: { thread: id, landing: newId(), strategy: 'squash', ...change },
    }),
  }
}

export function discard({ id, title }: Thread): Verb {
  return {
    id: 'discard',
    title: 'Discard',
    done: `Discarded ${title}`,
    command: () => ({ type: 'thread.discard', payload: { thread: id } }),
  }
}

export function restore({ id, title }: Pick<Thread, 'id' | 'title'>): Verb {
  return {
    id: 'restore',
    title: 'Restore',
    done: `Restoring ${title}`,
    command: () => ({ type: 'thread.restore', payload: { thread: id } }),
  }
}

export function undoMerge({ id }: Landing): Verb {
  return {
    id: 'undo-merge',
    title: 'Undo merge',
    done: 'Taking the merge back',
    command: () => ({ type: 'landing.undo', payload: { landing: id } }),
  }
}

/** Of a merge whose undoing was refused. */
export function keepMerge({ id }: Landing): Verb {
  return {
    id: 'keep-merge',
    title: 'Keep the merge',
    done: 'The merge is kept',
    command: () => ({ type: 'landing.accept', payload: { landing: id } }),
  }
}

/** Of a thread that waits for another one's landing. */
export function goOn({ id, title }: Thread): Verb {
  return {
    id: 'release',
    title: 'Go on now',
    done: `${title} goes on`,
    command: () => ({ type: 'thread.release', payload: { thread: id } }),
  }
}

function interrupt({ id, title }: Thread): Verb {
  return {
    id: 'interrupt',
    title: 'Interrupt',
    done: `Asked ${title} to stop`,
    command: () => ({ type: 'thread.interrupt', payload: { thread: id } }),
  }
}

function stop({ id, title }: Thread): Verb {
  return {
    id: 'stop',
    title: 'Stop',
    done: `Stopping ${title}`,
    command: () => ({ type: 'thread.stop', payload: { thread: id } }),
  }
}
