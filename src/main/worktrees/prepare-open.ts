import { ok } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { GitPort } from '../ports/git.ts'
import { inspectOrInitialize } from './prepare-dispatch.ts'

/** Finds out which repository a folder belongs to, and refuses what a dispatch on it would refuse. */
export function prepareOpen(git: GitPort): Preparer<'project.open'> {
  return {
    command: 'project.open',
    async prepare({ repository, initialize }) {
      const version = await git.requireVersion()
      if (!version.ok) return version
      const inspected = await inspectOrInitialize(git, repository, initialize)
      if (!inspected.ok) return inspected
      const { root, gitDirectory, prefix, branchPrefix } = inspected.value
      return ok({ root, gitDirectory, prefix, branchPrefix })
    },
  }
}
