import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TestRepository } from '../../testing/repository.ts'

/** A random choice that an action may interpret as it likes. */
export interface Choice {
  readonly pick: number
  readonly content: string
}

type UserAction = (repository: TestRepository, choice: Choice) => void

const paths: readonly string[] = ['a', 'b', 'dir/c', 'dir/d e', 'dir', 'ünew', '-rf', 'ignored.env']
const branches: readonly string[] = ['main', 'side', 'topic']

export function pathOf({ pick }: Choice): string {
  return paths[pick % paths.length] ?? 'a'
}

function branchOf({ pick }: Choice): string {
  return branches[pick % branches.length] ?? 'main'
}

/** What a person does beside the app, in whatever order; a command that git refuses changes nothing. */
export const userActions = {
  edit: (repository, choice) => repository.write(fileFor(repository, choice)),
  remove: (repository, choice) => repository.write({ [pathOf(choice)]: null }),
  stage: (repository, choice) => repository.git('add', '-f', '--', `:(literal)${pathOf(choice)}`),
  stageAll: (repository) => repository.git('add', '-A'),
  commit: (repository) => repository.git('commit', '-q', '-m', 'by the person'),
  commitAll: (repository) => repository.git('commit', '-q', '-a', '-m', 'all by the person'),
  checkout: (repository, choice) => repository.git('checkout', '-q', branchOf(choice), '--'),
  createBranch: (repository, choice) => repository.git('branch', branchOf(choice)),
  deleteBranch: (repository, choice) => repository.git('branch', '-q', '-D', branchOf(choice)),
  detach: (repository) => repository.git('checkout', '-q', '--detach'),
  rebase: (repository, choice) => repository.git('rebase', '-q', branchOf(choice)),
  merge: (repository, choice) => repository.git('merge', '-q', branchOf(choice)),
  abort: (repository, { pick }) => repository.git(pick % 2 === 0 ? 'rebase' : 'merge', '--abort'),
  amend: (repository) => repository.git('commit', '-q', '--amend', '--allow-empty', '-m', 'amended'),
  reset: (repository) => repository.git('reset', '-q', '--soft', 'HEAD~1'),
  stash: (repository, { pick }) => repository.git('stash', ...(pick % 2 === 0 ? ['push', '-q', '-u'] : ['pop', '-q'])),
  collect: (repository) => repository.git('gc', '-q', '--prune=now'),
  configure: (repository, { content }) => repository.git('config', 'user.note', content),
  lock: (repository) => writeFileSync(path.join(repository.gitDirectory, 'index.lock'), ''),
  unlock: (repository) => rmSync(path.join(repository.gitDirectory, 'index.lock'), { force: true }),
} satisfies Record<string, (repository: TestRepository, choice: Choice) => unknown>

export type UserActionName = keyof typeof userActions

export function act(name: UserActionName, repository: TestRepository, choice: Choice): void {
  try {
    const action: UserAction = userActions[name]
    action(repository, choice)
  } catch (error) {
    // Git refused, or a file is in the way of a folder: people meet that too.
    if (!(error instanceof Error)) throw error
  }
}

/** A path's file, or one below it where the path is a folder by now. */
function fileFor(repository: TestRepository, choice: Choice): Record<string, string> {
  const name = pathOf(choice)
  const isFolder = name === 'dir' && existsSync(path.join(repository.folder, 'dir'))
  return { [isFolder ? 'dir/c' : name]: `${choice.content}\n` }
}
