import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, MergeSides, StandingTree } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'
import { writeCommit } from './write-commit.ts'

/**
 * All pairs in one git. Each tree becomes a commit on its base, so that git finds what both started from; these
 * commits, and the trees that git makes, go to a folder of their own that is removed afterwards. Attributes are not
 * looked at: it is a prediction, the landing says what counts.
 */
export async function mergeTrees(
  runner: GitRunner,
  pairs: readonly MergeSides[],
): GitResult<readonly (readonly string[])[]> {
  const [first] = pairs
  if (first === undefined) return ok([])
  const { ledger } = first.ours
  const scratch = await mkdtemp(join(ledger, 'merges-'))
  try {
    const objects = join(scratch, 'objects')
    await mkdir(objects)
    const commits = new Map<string, Promise<string>>()
    const commitOf = (side: StandingTree) => {
      const key = `${side.base} ${side.tree}`
      const commit = commits.get(key) ?? writeCommit(objects, side)
      commits.set(key, commit)
      return commit
    }
    const lines = pairs.map(async ({ ours, theirs }) => `${await commitOf(ours)} ${await commitOf(theirs)}\n`)
    const merged = await runner.run({
      args: [
        'merge-tree',
        '--write-tree',
        '-z',
        '--name-only',
        '--no-messages',
        '--allow-unrelated-histories',
        '--stdin',
      ],
      gitDirectory: ledger,
      environment: {
        ...SEALED,
        GIT_OBJECT_DIRECTORY: objects,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: lenders(pairs.flatMap(({ ours, theirs }) => [ours, theirs])),
      },
      // What is thrown away needs to survive nothing.
      config: [['core.fsync', 'none']],
      input: (await Promise.all(lines)).join(''),
      priority: 'background',
    })
    return merged.ok ? ok(parseMerges(merged.value.stdout)) : merged
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function lenders(sides: readonly StandingTree[]): string {
  // Git looks in one after the other: nearly all that it asks for is in the repository.
  const owners = [...sides.map(({ repository }) => repository), ...sides.map(({ ledger }) => ledger)]
  const folders = new Set(owners.map((owner) => join(owner, 'objects')))
  return [...folders].map((folder) => (/["\n:;]/.test(folder) ? JSON.stringify(folder) : folder)).join(delimiter)
}

/** Of each merge: whether it was clean, its tree, the paths in conflict, and an empty field. */
function parseMerges(output: Buffer): readonly (readonly string[])[] {
  const merges: (readonly string[])[] = []
  const fields = nulFields(output)
  for (let at = 0; at < fields.length; ) {
    const end = fields.findIndex((field, index) => index >= at + 2 && field.length === 0)
    const paths = fields.slice(at + 2, end < 0 ? fields.length : end)
    merges.push([...new Set(paths.map(decodePath))])
    at = end < 0 ? fields.length : end + 1
  }
  return merges
}
