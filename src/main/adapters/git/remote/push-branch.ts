import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { BranchPush, GitFailure, GitResult } from '../../../ports/git.ts'
import { type ConfigEntry, configValue } from '../parse/config-list.ts'
import type { GitCall, GitRunner } from '../runner.ts'
import { readConfig } from '../verbs/read-config.ts'

/** Of one exchange with a remote, in milliseconds. */
const askLimitMs = 30_000
const pushLimitMs = 120_000

/** A remote of this call alone: the repository's own would have a copy of what was pushed noted in it. */
const there = 'switchyard-outbound'

/**
 * Puts exactly this commit there, where nothing stands or what stands is an ancestor of it. What a refused push means
 * is not read from its words: the remote is asked what stands there.
 */
export async function pushBranch(runner: GitRunner, push: BranchPush): GitResult<void> {
  const config = await readConfig(runner, push.gitDirectory)
  if (!config.ok) return config
  const address = addressIn(config.value, push.remote)
  if (address === null) return err(noRemote(push))
  const ask = calls(runner, push, { address, config: config.value })
  const before = await ask.tip()
  if (!before.ok) return before
  if (before.value === push.commit) return ok(undefined)
  if (before.value !== null && !(await holds(runner, push, before.value))) return err(elsewhere(push))
  const pushed = await ask.push(before.value)
  if (pushed.ok) return ok(undefined)
  const after = await ask.tip()
  if (!after.ok || after.value === before.value) return pushed
  return after.value === push.commit ? ok(undefined) : err(elsewhere(push))
}

function addressIn(config: readonly ConfigEntry[], remote: string): string | null {
  return configValue(config, `remote.${remote}.pushurl`) ?? configValue(config, `remote.${remote}.url`) ?? null
}

/** Ways of asking the remote that can never ask a person: no terminal, no password programs, ssh in batch mode. */
function calls(
  runner: GitRunner,
  { branch, commit, config: more, gitDirectory }: BranchPush,
  known: { readonly address: string; readonly config: readonly ConfigEntry[] },
) {
  const reference = `refs/heads/${branch}`
  const ssh = configValue(known.config, 'core.sshcommand') ?? 'ssh'
  const call = (limitMs: number, args: readonly string[]): GitCall => ({
    args,
    gitDirectory,
    limitMs,
    priority: 'background',
    environment: { GIT_SSH_COMMAND: `${ssh} -o BatchMode=yes -o ConnectTimeout=10`, GCM_INTERACTIVE: 'never' },
    config: [[`remote.${there}.url`, known.address], ['credential.interactive', 'false'], ...Object.entries(more)],
  })
  return {
    async tip(): GitResult<string | null> {
      const listed = await runner.run(call(askLimitMs, ['ls-remote', '--end-of-options', there, reference]))
      if (!listed.ok) return err(pushFailed(listed.error))
      const line = listed.value.stdout.toString('utf8').split('\n')
      return ok(line.find((text) => text.endsWith(`\t${reference}`))?.split('\t')[0] ?? null)
    },
    async push(before: string | null): GitResult<void> {
      const lease = `--force-with-lease=${reference}:${before ?? ''}`
      const quiet = ['--quiet', '--no-verify', '--no-signed', '--no-follow-tags', '--recurse-submodules=no']
      const target = ['--end-of-options', there, `${commit}:${reference}`]
      const done = await runner.run(call(pushLimitMs, ['push', ...quiet, lease, ...target]))
      return done.ok ? ok(undefined) : err(pushFailed(done.error))
    },
  }
}

/** Whether the commit builds on what stands there. One that isn't known here is somebody else's. */
async function holds(runner: GitRunner, { commit, gitDirectory }: BranchPush, tip: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', tip, commit]
  const asked = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 1, 128] })
  return asked.ok && asked.value.code === 0
}

function pushFailed(error: GitFailure): GitFailure {
  if (error.code !== 'git-failed') return error
  return failure('push-failed', `The branch was not pushed: ${withoutSecrets(error.message)}`, {
    remedy: 'Check that you may push there, and that it can be reached; then try again.',
    facts: { stderr: withoutSecrets(String(error.facts?.stderr ?? '')) },
  })
}

/** Addresses may hold a password or token, and git repeats them. */
function withoutSecrets(text: string): string {
  return text.replaceAll(/(https?:\/\/)[^/@\s]*@/gi, '$1')
}

function noRemote({ remote }: BranchPush): GitFailure {
  return failure('push-failed', `The repository has no remote ${remote}; nothing was pushed.`, 'Add the remote.')
}

function elsewhere({ branch, remote }: BranchPush): GitFailure {
  return failure('reference-moved', `At ${remote}, ${branch} holds other work; it was left as it is.`, {
    remedy: 'Look at that branch there: take its work in, or delete it, then try again.',
    facts: { branch, remote },
  })
}
