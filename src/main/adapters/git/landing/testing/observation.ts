import type { TestRepository } from '../../testing/repository.ts'
import { changedPaths, type Snapshot, takeSnapshot } from './snapshot.ts'

/** All that is the user's in a repository: files, index, HEAD, stash, config, hooks, logs and branches. */
export interface Observation {
  readonly files: Snapshot
  readonly references: Snapshot
  readonly index: Snapshot
  /** Paths whose content is in no commit: staged, modified, untracked or ignored. */
  readonly uncommitted: ReadonlySet<string>
}

const switchyards = /^\.git\/(refs\/|packed-refs$|logs\/refs\/(heads\/sy\/|switchyard\/))/

export function observe(repository: TestRepository): Observation {
  const files = Object.entries(takeSnapshot(repository.folder)).filter(([name]) => !switchyards.test(name))
  return {
    files: Object.fromEntries(files),
    references: listReferences(repository),
    index: listIndex(repository),
    uncommitted: uncommittedPaths(repository),
  }
}

export interface Difference {
  readonly files: readonly string[]
  readonly references: readonly string[]
  readonly index: readonly string[]
}

export function differences(before: Observation, after: Observation): Difference {
  return {
    files: changedPaths(before.files, after.files),
    references: changedPaths(before.references, after.references),
    index: changedPaths(before.index, after.index),
  }
}

function listReferences(repository: TestRepository): Snapshot {
  const listed = repository.git('for-each-ref', '--format=%(refname) %(objectname)').split('\n')
  const pairs = listed.filter((line) => !/^refs\/(heads\/sy|switchyard)\//.test(line)).map((line) => line.split(' '))
  return Object.fromEntries(pairs.map(([name = '', oid = '']) => [name, oid]))
}

function listIndex(repository: TestRepository): Snapshot {
  const entries = repository.git('ls-files', '-s', '-z').split('\0').slice(0, -1)
  const index: Record<string, string> = {}
  for (const entry of entries) {
    const [stage = '', name = ''] = entry.split('\t')
    index[name] = `${index[name] ?? ''}${stage};`
  }
  return index
}

function uncommittedPaths(repository: TestRepository): ReadonlySet<string> {
  const args = ['status', '--porcelain', '-z', '-uall', '--ignored=matching', '--no-renames']
  const listed = repository.git('--no-optional-locks', ...args).split('\0')
  return new Set(listed.filter((line) => line !== '').map((line) => line.slice(3)))
}
