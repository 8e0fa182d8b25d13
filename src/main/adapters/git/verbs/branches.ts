import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

const start = 'refs/heads/'

/** Names of the local branches, those with the newest commits first. */
export async function branches(runner: GitRunner, gitDirectory: string): GitResult<readonly string[]> {
  const args = ['for-each-ref', '--sort=refname', '--sort=-committerdate', '--format=%(refname)', '--', start]
  const listed = await runner.run({ args, gitDirectory })
  if (!listed.ok) return listed
  const names = listed.value.stdout.toString('utf8').split('\n')
  return ok(names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length)))
}
