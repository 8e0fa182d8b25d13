import { assertNever } from '../../kernel/assert-never.ts'
import { existing } from '../existing.ts'
import type { WorktreeEvent } from './events.ts'
import type { Worktree } from './state.ts'

export function reduceWorktree(state: Worktree | undefined, event: WorktreeEvent): Worktree {
  switch (event.type) {
    case 'worktree.leased':
      return {
        id: event.id,
        project: event.project,
        owner: event.owner,
        generation: event.generation,
        place: state?.place ?? null,
        state: state?.state ?? { kind: 'leased' },
      }
    case 'worktree.created': {
      const { folder, ledger, branch, base } = event
      return { ...existing(state, event), place: { folder, ledger, branch, base }, state: { kind: 'ready' } }
    }
    case 'worktree.base-moved': {
      const worktree = existing(state, event)
      return { ...worktree, place: worktree.place && { ...worktree.place, base: event.base } }
    }
    case 'worktree.trashed':
      return { ...existing(state, event), state: { kind: 'trashed', trash: event.trash } }
    case 'worktree.restored':
      return { ...existing(state, event), state: { kind: 'ready' } }
    default:
      return assertNever(event)
  }
}
