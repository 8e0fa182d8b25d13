import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import { parseChanges } from '../parse/raw-changes.ts'
import { GITLINK } from '../parse/tree-entries.ts'
import type { GitRunner } from '../runner.ts'

/** How a worktree differs from an index, by path; what is to be stored of it is judged elsewhere. */
export interface Scan {
  readonly removed: readonly string[]
  /** Tracked files with other contents, mode or kind. */
  readonly modified: readonly string[]
  readonly untracked: readonly string[]
  readonly nested: readonly string[]
  readonly ignored: readonly string[]
}

/**
 * Looks with plumbing that starts nothing: `git add` and `git status` would run `git status` inside nested
 * repositories, under configuration an agent wrote.
 */
export async function scanWorktree(runner: GitRunner, place: WorktreePlace, indexFile: string): GitResult<Scan> {
  const list = (...args: readonly string[]) =>
    runner.run({ args, gitDirectory: place.ledger, workTree: place.folder, indexFile, environment: SEALED })
  const [changed, untracked, ignored] = await Promise.all([
    list('diff-files', '--raw', '-z', '--ignore-submodules=dirty', '--no-renames', '--no-ext-diff'),
    list('ls-files', '-z', '--others', '--exclude-standard'),
    list('ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory', '--no-empty-directory'),
  ])
  if (!changed.ok) return changed
  if (!untracked.ok) return untracked
  if (!ignored.ok) return ignored
  const { raw } = parseChanges(changed.value.stdout)
  const others = paths(untracked.value.stdout)
  const replacedByRepository = raw.filter(({ oldMode, newMode }) => newMode === GITLINK && oldMode !== GITLINK)
  const populatedSubmodules = raw.filter(
    ({ oldMode, newMode, letter }) => letter === 'M' && oldMode === GITLINK && newMode === GITLINK,
  )
  const nested = [...replacedByRepository, ...populatedSubmodules].map(({ path }) => `${path}/`)
  return ok({
    removed: [...raw.filter(({ letter }) => letter === 'D'), ...replacedByRepository].map(({ path }) => path),
    modified: raw.filter(({ letter, newMode }) => letter !== 'D' && newMode !== GITLINK).map(({ path }) => path),
    untracked: others.filter((path) => !path.endsWith('/')),
    nested: [...nested, ...others.filter((path) => path.endsWith('/'))],
    ignored: paths(ignored.value.stdout),
  })
}

function paths(output: Buffer): readonly string[] {
  return nulFields(output).map(decodePath)
}
