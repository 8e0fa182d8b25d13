import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, RemoteClaim } from '../../../ports/git.ts'
import { configValue } from '../parse/config-list.ts'
import type { GitCall, GitOutput, GitRunner } from '../runner.ts'
import { readConfig } from '../verbs/read-config.ts'

/** Of one exchange with a remote, in milliseconds. */
const remoteLimitMs = 20_000

/** Whatever the user has configured, nothing but the one reference goes there, and no hook of theirs runs. */
const push = ['push', '--quiet', '--no-verify', '--no-signed', '--no-follow-tags', '--recurse-submodules=no']

/**
 * Creates the reference at the remote, or finds out who has it. What a refused push means is not read from its words:
 * the remote is asked what stands there.
 */
export async function claimAtRemote(
  runner: GitRunner,
  claim: RemoteClaim,
  blob: string,
): GitResult<'ours' | 'taken' | 'refused' | 'no-remote'> {
  const quiet = await quietly(runner, claim)
  if (!quiet.ok) return quiet
  if (quiet.value === null) return ok('no-remote')
  const { name, remote } = claim
  const pushed = await quiet.value({
    args: [...push, `--force-with-lease=${name}:`, '--end-of-options', remote, `${name}:${name}`],
  })
  if (!pushed.ok) return pushed
  if (pushed.value?.code === 0) return ok('ours')
  const listed = await quiet.value({ args: ['ls-remote', '--end-of-options', remote, name] })
  if (!listed.ok) return listed
  if (listed.value?.code !== 0) return ok('refused')
  const holder = holderOf(listed.value.stdout.toString('utf8'), name)
  if (holder === null) return ok('refused')
  return ok(holder === blob ? 'ours' : 'taken')
}

/** What can't be given back there stays ours: it keeps other hosts away, and nothing else. */
export async function releaseAtRemote(runner: GitRunner, claim: RemoteClaim, blob: string): GitResult<void> {
  const quiet = await quietly(runner, claim)
  if (!quiet.ok) return quiet
  const { name, remote } = claim
  await quiet.value?.({ args: [...push, `--force-with-lease=${name}:${blob}`, '--end-of-options', remote, `:${name}`] })
  return ok(undefined)
}

function holderOf(listing: string, name: string): string | null {
  const line = listing.split('\n').find((text) => text.endsWith(`\t${name}`))
  return line === undefined ? null : line.slice(0, line.indexOf('\t'))
}

/** Null where git was ended or failed in a way that nobody expects: what it came to is asked for then. */
type Ask = (call: Pick<GitCall, 'args'>) => GitResult<GitOutput | null>

/**
 * Runs git against a remote in a way that can never ask a person: no terminal, no password programs, ssh in batch mode,
 * whatever the user's own ssh command is. Null where there is no such remote.
 */
async function quietly(
  runner: GitRunner,
  { gitDirectory, remote }: Pick<RemoteClaim, 'gitDirectory' | 'remote'>,
): GitResult<Ask | null> {
  const config = await readConfig(runner, gitDirectory)
  if (!config.ok) return config
  if (configValue(config.value, `remote.${remote}.url`) === undefined) return ok(null)
  const ssh = configValue(config.value, 'core.sshcommand') ?? 'ssh'
  const environment = {
    GIT_SSH_COMMAND: `${ssh} -o BatchMode=yes -o ConnectTimeout=10`,
    GCM_INTERACTIVE: 'never',
  }
  return ok(async ({ args }) => {
    const done = await runner.run({
      args,
      gitDirectory,
      environment,
      config: [['credential.interactive', 'false']],
      limitMs: remoteLimitMs,
      priority: 'background',
      expectedExitCodes: [0, 1, 2, 128, 129],
    })
    return done.ok || done.error.code === 'git-lost' ? done : ok(null)
  })
}
