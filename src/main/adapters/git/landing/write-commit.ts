import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitCall, GitRunner } from '../runner.ts'
import { outputText } from '../verbs/output-text.ts'
import { identityEnvironment, readIdentity } from './identity.ts'
import { runWithin } from './run-within.ts'
import { signingOf } from './signing.ts'
import type { UserSettings } from './user-settings.ts'

/** A pinentry that nobody answers must not hold a landing forever. */
const signingLimitMs = 60_000

export interface CommitRequest {
  readonly ledger: string
  readonly settings: UserSettings
  readonly tree: string
  readonly parent: string | null
  readonly message: string
  readonly timestampMs: number
}

export interface WrittenCommit {
  readonly commit: string
  readonly notice?: string
}

/** Writes a commit into the ledger, by the user's own identity and signed as they configured; moves no reference. */
export async function writeCommit(
  deps: { readonly runner: GitRunner; readonly clock: Clock },
  request: CommitRequest,
): Promise<Result<WrittenCommit, GitFailure>> {
  const identity = readIdentity(request.settings)
  const signing = signingOf(request.settings)
  const parent = request.parent === null ? [] : ['-p', request.parent]
  const call: GitCall = {
    args: ['commit-tree', ...parent, ...signing.args, '-F', '-', request.tree],
    gitDirectory: request.ledger,
    config: signing.config,
    environment: { ...SEALED, ...identityEnvironment(identity, request.timestampMs) },
    input: request.message.endsWith('\n') ? request.message : `${request.message}\n`,
  }
  const written = outputText(signing.isWanted ? await sign(deps, call) : await deps.runner.run(call))
  if (!written.ok) return written
  const { notice } = identity
  return ok(notice === undefined ? { commit: written.value } : { commit: written.value, notice })
}

async function sign(deps: { readonly runner: GitRunner; readonly clock: Clock }, call: GitCall) {
  const signed = await runWithin(deps, call, signingLimitMs)
  if (signed === 'too-late') return err(signingFailed(`no answer within ${signingLimitMs / 1000} seconds`))
  return signed.ok ? signed : err(signingFailed(signed.error.message))
}

function signingFailed(detail: string): GitFailure {
  return failure('signing-failed', `The commit could not be signed (${detail}). Nothing was changed.`, {
    remedy: 'Unlock the signing key or check user.signingkey and gpg.format; git commit -S shows the same error.',
    facts: { detail },
  })
}
