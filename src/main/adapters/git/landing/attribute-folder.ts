import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'

interface AttributeSource {
  readonly ledger: string
  /** Whose .gitattributes count. */
  readonly commit: string
  /** Only folders in which the two differ matter. */
  readonly other: string
}

/**
 * A folder that holds nothing but the .gitattributes which apply to a merge, removed afterwards: before 2.43 git
 * reads attributes from files only, and the merge must not look into anybody's checkout.
 */
export async function withAttributes<T>(
  runner: GitRunner,
  source: AttributeSource,
  work: (folder: string) => Promise<Result<T, GitFailure>>,
): Promise<Result<T, GitFailure>> {
  const folder = await mkdtemp(join(source.ledger, 'attributes-'))
  try {
    const filled = await fill(runner, folder, source)
    return filled.ok ? await work(folder) : filled
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(
  runner: GitRunner,
  folder: string,
  { ledger, commit, other }: AttributeSource,
): Promise<Result<unknown, GitFailure>> {
  const sealed = { gitDirectory: ledger, environment: SEALED }
  const differing = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', commit, other]
  const changed = await runner.run({ args: differing, ...sealed })
  if (!changed.ok) return changed
  for (const path of attributeFiles(nulFields(changed.value.stdout).map(decodePath))) {
    const read = await runner.run({
      args: ['cat-file', 'blob', `${commit}:${path}`],
      ...sealed,
      expectedExitCodes: [0, 128],
    })
    if (!read.ok) return read
    if (read.value.code !== 0) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), read.value.stdout)
  }
  return changed
}

/** The .gitattributes of every folder above the paths. */
function attributeFiles(paths: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>()
  for (const path of paths) {
    const parts = path.split('/')
    // A tree made by hand may name folders that lead elsewhere.
    if (!path.isWellFormed() || parts.some((part) => part === '..' || part === '.' || /^\.git$/i.test(part))) continue
    for (let depth = 0; depth < parts.length; depth += 1)
      files.add([...parts.slice(0, depth), '.gitattributes'].join('/'))
  }
  return files
}
