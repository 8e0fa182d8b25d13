import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, ReferenceClaim, ReferenceClaims } from '../../../ports/git.ts'
import { gitFailed } from '../failures.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from '../verbs/output-text.ts'
import { readReferences } from '../verbs/read-references.ts'
import { updateReferences } from '../verbs/update-references.ts'
import { claimAtRemote, releaseAtRemote } from './remote-claims.ts'

/** Claims are references to a blob that says whose they are: equal texts are equal blobs. */
export function createReferenceClaims(runner: GitRunner): ReferenceClaims {
  return {
    claimReference: (claim) => claimHere(runner, claim),
    async claimAtRemote(claim) {
      const blob = await blobOf(runner, claim)
      return blob.ok ? claimAtRemote(runner, claim, blob.value) : blob
    },
    async releaseReference(claim) {
      const blob = await blobOf(runner, claim)
      if (!blob.ok) return blob
      const { gitDirectory, name } = claim
      const released = await updateReferences(runner, gitDirectory, [{ name, to: null, from: blob.value }])
      if (!released.ok) return released
      return releaseAtRemote(runner, claim, blob.value)
    },
  }
}

async function claimHere(runner: GitRunner, claim: ReferenceClaim): GitResult<'ours' | 'taken'> {
  const { gitDirectory, name } = claim
  const blob = await blobOf(runner, claim)
  if (!blob.ok) return blob
  const made = await updateReferences(runner, gitDirectory, [{ name, to: blob.value, from: null }])
  if (!made.ok) return made
  if (made.value) return ok('ours')
  const there = await readReferences(runner, gitDirectory, [name])
  if (!there.ok) return there
  const holder = there.value.get(name)
  if (holder !== undefined) return ok(holder === blob.value ? 'ours' : 'taken')
  const remedy = 'Look for a lock left in that repository, then try again.'
  return {
    ok: false,
    error: gitFailed(`${name} could not be written in ${gitDirectory}; nothing was claimed.`, remedy),
  }
}

async function blobOf(runner: GitRunner, { gitDirectory, text }: ReferenceClaim): GitResult<string> {
  return outputText(
    await runner.run({
      args: ['hash-object', '-w', '--stdin', '--no-filters'],
      gitDirectory,
      config: [['core.fsync', 'loose-object']],
      input: text,
    }),
  )
}
