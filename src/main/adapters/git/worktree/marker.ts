import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitResult, WorktreePlace } from '../../../ports/git.ts'

const FILE = 'switchyard.json'
/** All that a host leaves that dies while it writes the first marker. */
const DRAFT = `${FILE}.next`

interface Marker {
  readonly thread: string
  readonly folder: string
  readonly state: 'creating' | 'ready'
  readonly notices: readonly string[]
}

export type Claim = { readonly kind: 'claimed' } | { readonly kind: 'ready'; readonly notices: readonly string[] }

/**
 * Makes a place ours before anything is put there. What an unfinished earlier try of the same thread left is
 * removed; anything else that is there already is somebody else's, and the claim is refused.
 */
export async function claimPlace(place: WorktreePlace): GitResult<Claim> {
  const marker = await readMarker(place.ledger)
  if (marker === null) {
    const taken = await occupant(place)
    if (taken !== null) return err(occupied(taken))
  } else {
    if (!isOf(marker, place)) return err(occupied(place.ledger))
    if (marker.state === 'ready') {
      return (await exists(place.folder)) ? ok({ kind: 'ready', notices: marker.notices }) : err(worktreeMissing(place))
    }
    await rm(place.folder, { recursive: true, force: true })
    await removeUnfinished(place.ledger)
  }
  await mkdir(place.ledger, { recursive: true })
  await writeMarker(place, { state: 'creating', notices: [] })
  return ok({ kind: 'claimed' })
}

/** Removes what is ours of a place, the marker last; what is somebody else's stays. */
export async function releasePlace(place: WorktreePlace): Promise<void> {
  const marker = await readMarker(place.ledger)
  if (marker === null ? !(await isFree(place.ledger, [DRAFT])) : !isOf(marker, place)) return
  if (marker !== null) {
    await rm(place.folder, { recursive: true, force: true })
    await removeUnfinished(place.ledger)
  }
  await rm(place.ledger, { recursive: true, force: true })
}

/** The marker stays: broken off here, the next try still knows whose the rest is. */
async function removeUnfinished(ledger: string): Promise<void> {
  const unfinished = (await readdir(ledger)).filter((name) => name !== FILE)
  for (const name of unfinished) await rm(join(ledger, name), { recursive: true, force: true })
}

export async function writeMarker(place: WorktreePlace, state: Pick<Marker, 'state' | 'notices'>): Promise<void> {
  const marker: Marker = { thread: place.thread, folder: place.folder, ...state }
  const next = join(place.ledger, DRAFT)
  await writeFile(next, `${JSON.stringify(marker)}\n`, { flush: true })
  await rename(next, join(place.ledger, FILE))
}

/** True when this ledger was made for this thread and folder. */
export async function ownsLedger(place: WorktreePlace, ledger: string): Promise<boolean> {
  const marker = await readMarker(ledger)
  return marker !== null && isOf(marker, place)
}

/** True when the worktree was created to the end; one that wasn't lacks files that nobody deleted. */
export async function isReady(place: WorktreePlace): Promise<boolean> {
  return (await ownsLedger(place, place.ledger)) && (await readMarker(place.ledger))?.state === 'ready'
}

async function readMarker(ledger: string): Promise<Marker | null> {
  try {
    return JSON.parse(await readFile(join(ledger, FILE), 'utf8')) as Marker
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** What holds something of somebody else's, if anything. */
async function occupant(place: WorktreePlace): Promise<string | null> {
  if (!(await isFree(place.ledger, [DRAFT]))) return place.ledger
  return (await isFree(place.folder)) ? null : place.folder
}

function isOf(marker: Marker, place: WorktreePlace): boolean {
  return marker.thread === place.thread && marker.folder === place.folder
}

async function isFree(folder: string, besides: readonly string[] = []): Promise<boolean> {
  try {
    return (await readdir(folder)).every((name) => besides.includes(name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw error
  }
}

async function exists(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => null)) !== null
}

export function worktreeMissing(place: WorktreePlace): GitFailure {
  return failure('worktree-missing', `The worktree ${place.folder} is gone; its last checkpoint is kept.`, {
    remedy: 'Discard the thread, or continue its work from its branch in a new one.',
    facts: { folder: place.folder, branch: place.branch },
  })
}

function occupied(folder: string): GitFailure {
  return failure('folder-occupied', `${folder} holds something that is not this thread's; it was left alone.`, {
    remedy: 'Move it away, then try again.',
    facts: { folder },
  })
}
