import { copyFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitOutput, GitRunner } from '../runner.ts'
import type { UserCheckout } from './checkouts.ts'
import type { FilterGuard } from './foreign-filters.ts'
import { pathInput } from './path-bytes.ts'
import type { TouchedPath } from './touched-paths.ts'
import { isTrue, type UserSettings } from './user-settings.ts'

/**
 * A copy of a checkout's index to work on. Git runs on the copy and on the person's files, under the person's
 * own line-ending and attribute settings; the index itself changes only when the copy takes its place.
 */
export interface DraftIndex {
  readonly checkout: UserCheckout
  readonly file: string
  readonly guard: FilterGuard
  /** Whether the person's file system folds case, as their repository says. */
  readonly ignoreCase: boolean
  run(args: readonly string[], options?: DraftCall): Promise<Result<GitOutput, GitFailure>>
  /** Starts again from the checkout's own index. */
  reset(): Promise<void>
}

export interface DraftCall {
  readonly input?: string | Buffer
  readonly expectedExitCodes?: readonly number[]
}

export interface DraftRequest {
  readonly checkout: UserCheckout
  readonly file: string
  readonly settings: UserSettings
  readonly guard: FilterGuard
  /** A git directory whose objects are visible as well, before they are in the person's repository. */
  readonly ledger?: string
}

export async function openDraftIndex(runner: GitRunner, request: DraftRequest): Promise<DraftIndex> {
  const { checkout, file, guard, settings } = request
  const objects =
    request.ledger === undefined ? {} : { GIT_ALTERNATE_OBJECT_DIRECTORIES: join(request.ledger, 'objects') }
  const draft: DraftIndex = {
    checkout,
    file,
    guard,
    ignoreCase: isTrue(settings.get('core.ignorecase')),
    run: (args, options) =>
      runner.run({
        args,
        gitDirectory: checkout.gitDirectory,
        workTree: checkout.path,
        indexFile: file,
        config: [['core.splitIndex', 'false']],
        environment: { ...guard.environment, ...objects },
        ...options,
      }),
    reset: async () => {
      await rm(file, { force: true })
      try {
        await copyIndex(join(checkout.gitDirectory, 'index'), file)
      } catch (error) {
        // Before the first `git add` there is no index.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    },
  }
  await draft.reset()
  return draft
}

/**
 * The copy must not look newer than the original: git takes a file for unchanged when its time stamp is the recorded
 * one and older than the index, so a younger copy would hide edits made in the tick in which the index was written.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from)
  await copyFile(from, to)
  const time = mtimeMs / 1000 - 0.001
  await utimes(to, time, time)
}

/** Compares the draft with the files, so that entries whose time stamps alone differ count as unmodified. */
export function refresh(draft: DraftIndex): Promise<Result<GitOutput, GitFailure>> {
  return draft.run(['update-index', '-q', '--refresh', '--ignore-submodules'], { expectedExitCodes: [0, 1] })
}

export async function listPaths(
  draft: DraftIndex,
  args: readonly string[],
): Promise<Result<readonly string[], GitFailure>> {
  const listed = await draft.run(args)
  return listed.ok ? ok(nulFields(listed.value.stdout).map(decodePath)) : listed
}

/** Records the given side of every path in the draft, whatever the files hold. */
export function recordSide(
  draft: DraftIndex,
  touched: readonly TouchedPath[],
  side: 'before' | 'after',
): Promise<Result<GitOutput, GitFailure>> {
  const zero = '0'.repeat((touched[0]?.before ?? touched[0]?.after)?.oid.length ?? 0)
  const removals = touched.map(({ path }) => `0 ${zero}\t${path}`)
  const additions = touched.flatMap((each) => {
    const entry = each[side]
    return entry === null ? [] : [`${entry.mode} ${entry.oid}\t${each.path}`]
  })
  return draft.run(['update-index', '-z', '--index-info'], { input: pathInput([...removals, ...additions]) })
}

/** Files that differ from what the draft records of them. */
export function listModified(draft: DraftIndex): Promise<Result<readonly string[], GitFailure>> {
  return listPaths(draft, ['diff-files', '-z', '--name-only', '--no-ext-diff', '--ignore-submodules=all'])
}
