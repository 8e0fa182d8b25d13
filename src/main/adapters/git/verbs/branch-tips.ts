import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { BranchTips, GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** Folders below `refs` that are looked at: beyond them a move is found by the next full look. */
const mostFolders = 2000

/** What a file system tells about whether a branch moved, without starting a git. */
async function stampOf(gitDirectory: string, area: string): Promise<string> {
  const facts = [area]
  const folders = [path.join(gitDirectory, 'refs', area)]
  for (const [at, folder] of folders.entries()) {
    if (at >= mostFolders) break
    facts.push(await factsOf(folder))
    const inside = await readdir(folder, { withFileTypes: true }).catch(whereMissing)
    folders.push(...inside.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name)))
  }
  for (const file of ['packed-refs', 'reftable/tables.list']) facts.push(await factsOf(path.join(gitDirectory, file)))
  return facts.join(' ')
}

async function factsOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(whereMissing)
  return Array.isArray(found) ? '-' : `${found.mtimeNs}/${found.size}/${found.ino}`
}

/** Folders come and go while they are looked at; whatever else is wrong, git says so in its own words. */
function whereMissing(): never[] {
  return []
}

/** Tips of the branches by name; null where none moved since the look with that stamp. */
export async function branchTips(
  runner: GitRunner,
  query: { readonly gitDirectory: string; readonly remote: boolean; readonly stamp: string | null },
): GitResult<BranchTips | null> {
  const { gitDirectory, remote } = query
  const area = remote ? 'remotes' : 'heads'
  const stamp = await stampOf(gitDirectory, area)
  if (stamp === query.stamp) return ok(null)
  const start = `refs/${area}/`
  const args = ['for-each-ref', '--format=%(objectname) %(symref) %(refname)', '--', start]
  const listed = await runner.run({ args, gitDirectory, priority: 'background' })
  if (!listed.ok) return listed
  const tips = new Map<string, string>()
  for (const line of listed.value.stdout.toString('utf8').split('\n')) {
    const [oid = '', symbolic, name] = line.split(' ')
    // What points at another branch, such as `origin/HEAD`, is none.
    if (symbolic === '' && name?.startsWith(start)) tips.set(name.slice(start.length), oid)
  }
  return ok({ stamp, tips })
}
