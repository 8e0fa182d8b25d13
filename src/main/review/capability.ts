import type { Capability } from '../engine/capability.ts'
import type { GitPort } from '../ports/git.ts'
import { editWorktree } from './edit-worktree.ts'
import { prepareEdit } from './prepare-edit.ts'

export function reviewCapability(git: GitPort): Capability {
  return { reactors: [editWorktree(git)], preparers: [prepareEdit(git)] }
}
