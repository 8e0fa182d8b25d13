import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WorktreePlace } from '../../../ports/git.ts'
import { claimPlace, isReady, releasePlace, writeMarker } from './marker.ts'

let folder = ''
let place: WorktreePlace

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sy-marker-'))
  place = {
    thread: 't1',
    repository: join(folder, 'repo/.git'),
    folder: join(folder, 't1'),
    ledger: join(folder, 't1.ledger'),
    branch: 'sy/t1',
    base: null,
  }
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the place of a worktree', () => {
  it('is claimed again after a death before its first marker stood', async () => {
    await mkdir(place.ledger)
    await writeFile(join(place.ledger, 'switchyard.json.next'), '{"thr')
    expect(await claimPlace(place)).toEqual({ ok: true, value: { kind: 'claimed' } })
    expect(await readdir(place.ledger)).toEqual(['switchyard.json'])
  })

  it('is claimed again after a death during the making, with nothing of it left', async () => {
    await claimPlace(place)
    await mkdir(place.folder)
    await writeFile(join(place.folder, 'half'), '')
    await writeFile(join(place.ledger, 'HEAD'), '')
    expect(await claimPlace(place)).toEqual({ ok: true, value: { kind: 'claimed' } })
    expect(await readdir(folder)).toEqual(['t1.ledger'])
    expect(await readdir(place.ledger)).toEqual(['switchyard.json'])
    expect(await isReady(place)).toBe(false)
  })

  it('is refused where somebody else has something, in the ledger or in the folder', async () => {
    await mkdir(place.ledger)
    await writeFile(join(place.ledger, 'mine'), '')
    expect(await claimPlace(place)).toMatchObject({ ok: false, error: { code: 'folder-occupied' } })
    await rm(place.ledger, { recursive: true })
    await mkdir(place.folder)
    await writeFile(join(place.folder, 'switchyard.json.next'), '')
    expect(await claimPlace(place)).toMatchObject({ ok: false, error: { code: 'folder-occupied' } })
    expect(await readdir(place.folder)).toEqual(['switchyard.json.next'])
  })

  it('is kept as it is once it is ready', async () => {
    await claimPlace(place)
    await mkdir(place.folder)
    await writeMarker(place, { state: 'ready', notices: ['note'] })
    expect(await claimPlace(place)).toEqual({ ok: true, value: { kind: 'ready', notices: ['note'] } })
  })
})

describe('a place that is released', () => {
  it('is gone however far its making came, and stays where it is somebody else’s', async () => {
    await mkdir(place.ledger)
    await writeFile(join(place.ledger, 'switchyard.json.next'), '{"thr')
    await releasePlace(place)
    expect(await readdir(folder)).toEqual([])
    await claimPlace(place)
    await mkdir(place.folder)
    await writeFile(join(place.ledger, 'HEAD'), '')
    await releasePlace({ ...place, thread: 't2' })
    expect(await readdir(folder)).toEqual(['t1', 't1.ledger'])
    await releasePlace(place)
    expect(await readdir(folder)).toEqual([])
  })
})
