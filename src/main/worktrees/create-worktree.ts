import path from 'node:path'
import type { Command } from '../../shared/domain/command.ts'
import { branchOf } from '../../shared/domain/worktree/slug.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import type { WorktreeServices } from './services.ts'

/** Gives a thread its private clone. Making it again replaces an incomplete one. */
export function createWorktree(services: WorktreeServices): EffectHandler<'worktree.create'> {
  return {
    kind: 'worktree.create',
    async run({ thread: id }, context) {
      const thread = context.model.thread.get(id)
      const project = thread && context.model.project.get(thread.project)
      if (thread?.turn == null || project === undefined) return []
      if (context.model.worktree.get(id)?.state.kind !== 'leased') return []
      const root = await services.roots.rootFor(project.gitDirectory)
      const place = {
        folder: path.join(root, id),
        ledger: path.join(root, `${id}.ledger`),
        branch: branchOf(project.branchPrefix, thread.title, id),
        base: thread.base.commit,
      }
      const made = await services.git.createWorktree({ thread: id, repository: project.gitDirectory, ...place })
      if (!made.ok) return failed(id, made.error)
      return [{ type: 'worktree.report-created', payload: { thread: id, place, notices: made.value.notices } }]
    },
    abandon: ({ thread }, failure) => failed(thread, failure),
  }
}

function failed(thread: ThreadId, failure: Failure): readonly Command[] {
  return [{ type: 'worktree.report-create-failed', payload: { thread, failure } }]
}
