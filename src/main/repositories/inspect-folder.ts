import path from 'node:path'
import type { FolderFacts } from '../../shared/contract/channels/repository.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { GitPort, HeadFacts, RepositoryFacts } from '../ports/git.ts'
import { absoluteFolder } from './absolute-folder.ts'

const branchLimit = 500

/** What a person should know about a folder before work is dispatched on it; refuses what a dispatch would refuse. */
export async function inspectFolder(
  { git, home }: { readonly git: GitPort; readonly home: string },
  written: string,
): Promise<Result<FolderFacts, Failure>> {
  const folder = absoluteFolder(written, home)
  if (!folder.ok) return folder
  const version = await git.requireVersion()
  if (!version.ok) return version
  const found = await git.inspect(folder.value)
  if (found.ok) return repositoryFacts(git, found.value)
  if (found.error.facts?.canInitialize !== true) return found
  const root = String(found.error.facts.folder ?? folder.value)
  return ok({ kind: 'folder', root, name: path.basename(root) || root })
}

async function repositoryFacts(git: GitPort, facts: RepositoryFacts): Promise<Result<FolderFacts, Failure>> {
  const { branchPrefix, gitDirectory, prefix, root } = facts
  const branches = await git.branches(gitDirectory)
  if (!branches.ok) return branches
  const own = branches.value.filter((branch) => !branch.startsWith(`${branchPrefix}/`))
  return ok({
    kind: 'repository',
    root,
    prefix,
    name: path.basename(path.join(root, prefix)) || root,
    head: headOf(facts.head),
    branches: own.slice(0, branchLimit),
  })
}

function headOf(head: HeadFacts): Extract<FolderFacts, { kind: 'repository' }>['head'] {
  switch (head.kind) {
    case 'branch':
      return { kind: 'branch', branch: head.branch, commit: head.oid }
    case 'detached':
      return { kind: 'detached', commit: head.oid }
    case 'unborn':
      return head
  }
}
