import { basename } from 'node:path'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { ReadOnlyReason, StoreFailure } from '../../ports/store.ts'

const kept = 'Nothing of the file was changed.'

export function damaged(file: string, detail: string): ReadOnlyReason & Failure<'store-damaged'> {
  return failure(
    'store-damaged',
    `The store ${file} is damaged (${detail}). ${kept} What can still be read is shown.`,
    {
      remedy: `Stop Switchyard, move ${basename(file)} with its -wal and -shm files to a safe place and start again, or put a copy back first. Branches and checkpoints are still in the repositories.`,
      facts: { file, detail },
    },
  )
}

export function newer(file: string, found: number, known: number): ReadOnlyReason {
  return failure(
    'store-newer',
    `The store ${file} was written by a newer Switchyard (format ${found}; this one knows ${known}). ${kept}`,
    { remedy: 'Start the newer Switchyard again, or use another data folder.', facts: { file, found, known } },
  )
}

export function notMigrated(file: string, from: number, detail: string): ReadOnlyReason {
  return failure(
    'store-not-migrated',
    `The store ${file} has format ${from} and could not be brought up to date (${detail}). It was left as it was.`,
    {
      remedy: `Make sure there is room for a copy of the file beside it, then start again.`,
      facts: { file, from, detail },
    },
  )
}

export function unwritable(file: string, detail: string): Failure<'store-unwritable'> {
  return failure('store-unwritable', `The store ${file} cannot be written (${detail}). Nothing was changed.`, {
    remedy: 'Make the data folder a folder this user may write to, or name another one.',
    facts: { file, detail },
  })
}

export function notOwned(file: string): ReadOnlyReason {
  return failure('store-not-owned', `The store ${file} was opened only to read it.`, {
    remedy: 'Send commands to the host that owns the data folder.',
    facts: { file },
  })
}

export function locked(file: string): Failure<'store-locked'> {
  return failure('store-locked', `Another process holds the store ${file} locked. Nothing was changed.`, {
    remedy: 'End the other process that has the file open, then try again.',
    facts: { file },
  })
}

export function full(file: string): StoreFailure {
  return failure(
    'store-full',
    `There is no room left to write to the store ${file}. Nothing of this write was kept, everything before it was.`,
    { remedy: 'Make room on the disk that holds the data folder, then try again.', facts: { file } },
  )
}

export function failed(file: string, detail: string): StoreFailure {
  return failure(
    'store-failed',
    `The store ${file} refused a write (${detail}). Nothing of it was kept, everything before it was.`,
    { remedy: 'Try again; if it happens again, restart Switchyard and report it.', facts: { file, detail } },
  )
}

export function readOnly(reason: ReadOnlyReason): StoreFailure {
  return failure('store-read-only', `Nothing was stored. ${reason.message}`, {
    remedy: reason.remedy,
    facts: { reason: reason.code, ...reason.facts },
  })
}

export function closed(file: string): StoreFailure {
  return failure('store-failed', `The store ${file} is closed. Nothing of this write was kept.`, {
    remedy: 'Start Switchyard again.',
    facts: { file },
  })
}
