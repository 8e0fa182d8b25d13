import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { AcquireFailure, HostAddress, HostLock, HostLockPort, PublishFailure } from '../../ports/host-lock.ts'
import { draftPrefix, readLock, removeLock, replaceLock } from './lock-file.ts'
import type { LockRecord } from './lock-record.ts'
import { freshId, type LockSystem, seizeLock } from './seize-lock.ts'

const lockName = 'host.lock'

/** One lock file a data folder, which holds who owns it and where it listens. */
export function createHostLocks(system: LockSystem): HostLockPort {
  return {
    acquire: (folder) => acquire(folder, system),
    async owner(folder) {
      const found = await readIfPossible(join(folder, lockName))
      if (found?.kind !== 'record' || !system.processes.isAlive(found.record.identity)) return null
      return { identity: found.record.identity, address: found.record.address }
    },
  }
}

async function acquire(folder: string, system: LockSystem): Promise<Result<HostLock, AcquireFailure>> {
  const file = join(folder, lockName)
  const mine: LockRecord = { id: freshId(), identity: system.processes.own(), address: null }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const seized = await seizeLock(file, mine, system)
    if (seized.kind === 'owned') return err(hostRunning(folder, file, seized.owner))
    await removeLeftovers(folder, system)
    return ok(heldLock(folder, file, mine))
  } catch (error) {
    return err(unwritable(folder, systemCode(error)))
  }
}

function heldLock(folder: string, file: string, mine: LockRecord): HostLock {
  return {
    publish: (address) => publish(folder, file, { ...mine, address }),
    release: () => removeLock(file, mine.id),
  }
}

async function publish(
  folder: string,
  file: string,
  record: LockRecord & { readonly address: HostAddress },
): Promise<Result<void, PublishFailure>> {
  try {
    const found = await readLock(file)
    if (found.kind === 'none' || found.id !== record.id) return err(lockLost(folder, file))
    await replaceLock(file, record)
    return ok(undefined)
  } catch (error) {
    return err(unwritable(folder, systemCode(error)))
  }
}

/** What processes that died while they tried left behind. Claims end with the lock they were on. */
async function removeLeftovers(folder: string, { processes }: LockSystem): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${lockName}.`)) continue
    const [, pid, startTime] = /^(\d+)\.([0-9a-f]*)\.\w+$/.exec(name.slice(draftPrefix.length)) ?? []
    const isDraft = name.startsWith(draftPrefix) && pid !== undefined && startTime !== undefined
    const writer = { pid: Number(pid), startTime: Buffer.from(startTime ?? '', 'hex').toString() }
    if (isDraft && processes.isAlive(writer)) continue
    await rm(join(folder, name), { force: true })
  }
}

async function readIfPossible(file: string) {
  try {
    return await readLock(file)
  } catch (error) {
    systemCode(error)
    return null
  }
}

function hostRunning(folder: string, lockFile: string, owner: LockRecord): AcquireFailure {
  const url = owner.address?.url ?? null
  return failure('host-running', `Another host (process ${owner.identity.pid}) already serves ${folder}.`, {
    remedy: 'Use that host, stop it first, or choose another data folder.',
    facts: { folder, pid: owner.identity.pid, url, lockFile },
  })
}

function unwritable(
  folder: string,
  code: string,
): AcquireFailure & PublishFailure & { readonly code: 'data-unwritable' } {
  return {
    code: 'data-unwritable',
    message: `The data folder ${folder} cannot be written (${code}); nothing was changed.`,
    remedy: 'Choose another folder, or make it a folder that you may write and that has room.',
    facts: { folder, code },
  }
}

function lockLost(folder: string, lockFile: string): PublishFailure {
  return failure('host-lock-lost', `The lock of ${folder} was removed or replaced while this host ran.`, {
    remedy: 'Stop this host and start it again; do not remove the lock file by hand.',
    facts: { folder, lockFile },
  })
}
