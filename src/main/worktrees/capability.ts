import type { Capability } from '../engine/capability.ts'
import { checkpointWorktree } from './checkpoint-worktree.ts'
import { createWorktree } from './create-worktree.ts'
import { prepareDispatch, preparePlan } from './prepare-dispatch.ts'
import { prepareOpen } from './prepare-open.ts'
import { preparePrompt } from './prepare-prompt.ts'
import type { WorktreeServices } from './services.ts'
import { restoreWorktree, trashWorktree } from './trash-worktree.ts'

export function worktreesCapability(services: WorktreeServices): Capability {
  return {
    reactors: [
      createWorktree(services),
      checkpointWorktree(services),
      trashWorktree(services),
      restoreWorktree(services),
    ],
    preparers: [
      prepareDispatch(services.git),
      preparePlan(services.git),
      prepareOpen(services.git),
      preparePrompt(services.git),
    ],
  }
}
