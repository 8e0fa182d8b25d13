import { randomBytes } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { ProcessIdentities } from '../../ports/process-identities.ts'
import { createLock, readLock, removeLock, replaceLock } from './lock-file.ts'
import type { LockContent, LockRecord } from './lock-record.ts'

export interface LockSystem {
  readonly processes: ProcessIdentities
  readonly clock: Clock
}

export type Seizure = { readonly kind: 'seized' } | { readonly kind: 'owned'; readonly owner: LockRecord }

const lookAgainMs = 5
const patienceMs = 5000

export function freshId(): string {
  return randomBytes(8).toString('hex')
}

/**
 * Makes `mine` the content of the lock's file, unless a live process has it.
 *
 * A dead lock may be replaced by one process only: the one that holds the claim on it, which is a
 * lock of the same kind, named after the dead one's id. Since no id comes twice, whoever still
 * believes in a dead lock that has been replaced finds so after claiming it, and replaces nothing.
 * A claim whose holder died is itself taken over in this way.
 */
export async function seizeLock(file: string, mine: LockRecord, system: LockSystem): Promise<Seizure> {
  const patientUntil = system.clock.monotonic() + patienceMs
  for (;;) {
    const found = await readLock(file)
    if (found.kind === 'none') {
      if (await createLock(file, mine)) return { kind: 'seized' }
      continue
    }
    if (found.kind === 'record' && system.processes.isAlive(found.record.identity)) {
      return { kind: 'owned', owner: found.record }
    }
    const replaced = await replaceDead(file, { mine, found }, system)
    if (replaced.kind === 'seized') return replaced
    if (replaced.kind === 'owned' && system.clock.monotonic() > patientUntil) return replaced
    await new Promise<void>((resolve) => system.clock.after(lookAgainMs, resolve))
  }
}

/** `owned` means that another live process is about to replace it. */
async function replaceDead(
  file: string,
  { mine, found }: { readonly mine: LockRecord; readonly found: Exclude<LockContent, { kind: 'none' }> },
  system: LockSystem,
): Promise<Seizure | { readonly kind: 'changed' }> {
  const claim = `${file}.${found.id}`
  const claimRecord = { id: freshId(), identity: mine.identity, address: null }
  const claimed = await seizeLock(claim, claimRecord, system)
  if (claimed.kind === 'owned') return claimed
  try {
    const now = await readLock(file)
    if (now.kind === 'none' || now.id !== found.id) return { kind: 'changed' }
    await replaceLock(file, mine)
    return { kind: 'seized' }
  } finally {
    await removeLock(claim, claimRecord.id)
  }
}
