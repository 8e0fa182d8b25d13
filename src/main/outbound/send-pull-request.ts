import type { Outbound } from '../../shared/domain/outbound/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { EffectContext } from '../engine/effect-handler.ts'
import type { ForgePullRequest, ForgeRepository } from '../ports/forge.ts'
import { bodyOf } from './body.ts'
import { type OutboundServices, remote, type Sent } from './services.ts'

export type PullRequest = Outbound & { readonly content: Extract<Outbound['content'], { kind: 'pull-request' }> }

/** Pushes exactly the commit that was approved, then opens a pull request for it, or takes the one that is open. */
export async function sendPullRequest(
  services: OutboundServices,
  outbound: PullRequest,
  context: EffectContext,
): Promise<Result<Sent, Failure>> {
  const { branch, commit, host, into, repository, text, title } = outbound.content
  const at = { host, repository }
  const intended = await context.intend({ branch, commit, repository })
  if (!intended.ok) return intended
  const pushed = await push(services, outbound, context)
  if (!pushed.ok) return pushed
  const { forge } = services
  const found = await forge.findPullRequest(at, branch)
  if (!found.ok) return found
  if (found.value !== null) return ok(sentAs(found.value))
  const body = bodyOf(outbound.id, text, null)
  const opened = await forge.openPullRequest(at, { head: branch, base: into, title, body })
  return opened.ok ? ok(sentAs(opened.value)) : opened
}

async function push(
  { forge, git }: OutboundServices,
  { content, project }: PullRequest,
  context: EffectContext,
): Promise<Result<void, Failure>> {
  const gitDirectory = context.model.project.get(project)?.gitDirectory
  if (gitDirectory === undefined) return err(elsewhere(content))
  const address = await git.remoteAddress(gitDirectory, remote)
  if (!address.ok) return address
  // Approved was a pull request in that repository, whatever the remote was changed to since.
  if (!isSame(forge.repositoryOf(address.value ?? ''), content)) return err(elsewhere(content))
  const { branch, commit } = content
  const credentials = await forge.pushCredentials(content)
  if (!credentials.ok) return credentials
  return git.pushBranch({ gitDirectory, remote, branch, commit, config: textsOf(credentials.value) })
}

function isSame(found: ForgeRepository | null, { host, repository }: ForgeRepository): boolean {
  return found?.host === host && found.repository.toLowerCase() === repository.toLowerCase()
}

function textsOf(config: JsonObject | null): Readonly<Record<string, string>> {
  const entries = Object.entries(config ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(entries)
}

function sentAs({ number, url }: ForgePullRequest): Sent {
  return { link: url, reference: String(number) }
}

function elsewhere({ repository }: ForgeRepository): Failure {
  return failure(
    'remote-elsewhere',
    `The remote ${remote} of this project is not ${repository} any more; nothing was pushed.`,
    `Point ${remote} at ${repository} again and retry, or refuse this.`,
  )
}
