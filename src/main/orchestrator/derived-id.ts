import { createHash } from 'node:crypto'
import type { EffectKey } from '../../shared/kernel/ids.ts'

/**
 * The same for the same effect, so that one that runs again makes nothing twice. `salt` is an id of this host's, since
 * ids become names of branches in a repository that other hosts use too.
 */
export function derivedId<Id extends string>(key: EffectKey, salt: string, part: string): Id {
  const digest = createHash('sha256').update(`${salt}\n${key}\n${part}`).digest('hex')
  const short = BigInt(`0x${digest.slice(0, 20)}`)
    .toString(36)
    .padStart(16, '0')
  // A letter first, since ids name branches and folders.
  return `t${short.slice(0, 15)}` as Id
}
