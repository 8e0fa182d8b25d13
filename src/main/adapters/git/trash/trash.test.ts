import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { WorktreePlace } from '../../../ports/git.ts'
import { writeFiles } from '../testing/repository.ts'
import { codeOf, makeWorktreeFixture, options, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})

/** A worktree with everything that must survive: own commits, ignored, nested, untracked, links, odd names. */
async function start() {
  const fixture = makeWorktreeFixture({ files: { 'a.txt': 'a\n', '.gitignore': 'out/\n' } })
  opened.push(fixture)
  const place = await fixture.create()
  writeFiles(place.folder, { 'out/big': 'ignored', 'nested/file': 'nested', 'a.txt': 'own\n' })
  fixture.gitIn(path.join(place.folder, 'nested'), 'init', '-q')
  fixture.gitIn(place.folder, 'commit', '-qam', 'own')
  symlinkSync('nowhere', path.join(place.folder, 'link'))
  writeFileSync(Buffer.from([...Buffer.from(`${place.folder}/`), 0xff]), 'odd')
  const stored = valueIn(await fixture.port.checkpoint(place, options()))
  writeFiles(place.folder, { late: 'after the checkpoint' })
  return { fixture, place, stored, references: () => fixture.git('for-each-ref', '--format=%(refname) %(objectname)') }
}

/** Names, modes, times, links and bytes of everything below the folder and the ledger. */
function everything(place: WorktreePlace): string {
  return [place.folder, place.ledger]
    .map((cwd) =>
      execFileSync(
        'sh',
        [
          '-c',
          "find . -printf '%p %M %T@ %l\\n' | LC_ALL=C sort; find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum",
        ],
        { cwd },
      ),
    )
    .map((output) => output.toString('latin1').replace(/^\. .*$/m, ''))
    .join()
}

describe('moveToTrash', () => {
  it('frees folder, ledger and branch, and keeps the work reachable', async () => {
    const { fixture, place, stored, references } = await start()
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    expect([place.folder, place.ledger].map((each) => existsSync(each))).toEqual([false, false])
    expect(references().split('\n')).toEqual([
      `refs/heads/main ${place.base}`,
      `refs/switchyard/trash/t1/base ${place.base}`,
      `refs/switchyard/trash/t1/branch ${stored.commit}`,
      `refs/switchyard/trash/t1/checkpoint ${stored.commit}`,
      `refs/switchyard/trash/t1/head ${stored.head}`,
    ])
    fixture.git('reflog', 'expire', '--expire=now', '--all')
    fixture.git('gc', '-q', '--prune=now')
    expect(fixture.git('show', `${stored.head}:a.txt`)).toBe('own')
  })

  it('can be called again', async () => {
    const { fixture, place, references } = await start()
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    const before = references()
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    expect(references()).toBe(before)
  })

  it('leaves a branch that the user moved or has checked out', async () => {
    const { fixture, place, stored } = await start()
    fixture.git('checkout', '-q', 'sy/fix-1')
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(stored.commit)
    expect(fixture.git('status', '--porcelain')).toBe('')
    valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
    fixture.git('checkout', '-q', 'main')
    fixture.git('branch', '-f', 'sy/fix-1', 'main')
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(place.base)
  })

  it('moves what is left of a worktree whose folder is gone', async () => {
    const { fixture, place, stored } = await start()
    rmSync(place.folder, { recursive: true, force: true })
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    expect(fixture.git('rev-parse', 'refs/switchyard/trash/t1/checkpoint')).toBe(stored.commit)
  })

  it('moves the worktree of a repository that is gone, whole, and back once that is there again', async () => {
    const { fixture, place, references } = await start()
    const before = [everything(place), references()]
    const away = `${place.repository}.away`
    renameSync(place.repository, away)
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    expect([place.folder, place.ledger].map((each) => existsSync(each))).toEqual([false, false])
    expect(existsSync(path.join(fixture.trash, 'folder', 'late'))).toBe(true)
    expect(codeOf(await fixture.port.restoreFromTrash(place, fixture.trash))).toBe('folder-missing')
    renameSync(away, place.repository)
    valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
    expect([everything(place), references()]).toEqual(before)
  })

  it('never moves a folder whose ledger says it is another thread’s', async () => {
    const { fixture, place } = await start()
    expect(codeOf(await fixture.port.moveToTrash({ ...place, thread: 't2' }, fixture.trash))).toBe('worktree-missing')
    expect(existsSync(path.join(place.folder, 'late'))).toBe(true)
  })
})

describe('restoreFromTrash', () => {
  it('brings everything back byte for byte', async () => {
    const { fixture, place, references } = await start()
    const before = [everything(place), references()]
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
    expect([everything(place), references()]).toEqual(before)
    expect(existsSync(fixture.trash)).toBe(false)
    const again = valueIn(await fixture.port.checkpoint(place, options()))
    expect(fixture.git('ls-tree', '--name-only', again.commit)).toContain('late')
  })

  it('can be called again, and the worktree discarded again', async () => {
    const { fixture, place, references } = await start()
    const before = [everything(place), references()]
    for (let n = 0; n < 2; n += 1) {
      valueIn(await fixture.port.moveToTrash(place, fixture.trash))
      valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
      valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
    }
    expect([everything(place), references()]).toEqual(before)
  })

  it('continues from every point where it, or the discarding, was broken off', async () => {
    const { fixture, place, references } = await start()
    const before = [everything(place), references()]
    mkdirSync(fixture.trash)
    // The references moved back, the folder in the trash, the ledger not yet.
    renameSync(place.folder, path.join(fixture.trash, 'folder'))
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    renameSync(path.join(fixture.trash, 'folder'), place.folder)
    valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
    expect([everything(place), references()]).toEqual(before)
  })

  it('leaves alone what stands in its place', async () => {
    const { fixture, place } = await start()
    valueIn(await fixture.port.moveToTrash(place, fixture.trash))
    writeFiles(place.folder, { mine: 'mine' })
    fixture.git('branch', 'sy/fix-1', 'main')
    expect(codeOf(await fixture.port.restoreFromTrash(place, fixture.trash))).toBe('folder-occupied')
    expect(existsSync(path.join(place.folder, 'mine'))).toBe(true)
    rmSync(place.folder, { recursive: true, force: true })
    valueIn(await fixture.port.restoreFromTrash(place, fixture.trash))
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(place.base)
    expect(existsSync(path.join(place.folder, 'late'))).toBe(true)
  })

  it('says when there is nothing to restore', async () => {
    const fixture = makeWorktreeFixture({ files: { a: 'a' } })
    opened.push(fixture)
    expect(codeOf(await fixture.port.restoreFromTrash(fixture.place(), fixture.trash))).toBe('worktree-missing')
  })
})
