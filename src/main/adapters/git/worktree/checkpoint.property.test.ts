import { chmodSync, cpSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Checkpoint } from '../../../ports/git.ts'
import { makeWorktreeFixture, options, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

type Kind = 'write' | 'same-size' | 'delete' | 'link' | 'executable' | 'ignore' | 'commit'
interface Action {
  readonly kind: Kind
  readonly path: string
  readonly text: string
}

const names = ['a', 'b', 'dir', 'dir/a', 'dir/b', 'dir/deep/c', 'ü é', 'x.log', '-option', '.gitattributes']
const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom<Kind>('write', 'write', 'same-size', 'delete', 'link', 'executable', 'ignore', 'commit'),
  path: fc.constantFrom(...names),
  text: fc.constantFrom('one\n', 'two\n', 'three\r\n', '* text=auto\n', ''),
})

/** What an agent may do to its files, careless of what stood there before. */
function perform(fixture: WorktreeFixture, folder: string, { kind, path: name, text }: Action): void {
  const target = path.join(folder, name)
  if (kind === 'commit') {
    fixture.gitIn(folder, 'add', '-A')
    fixture.gitIn(folder, 'commit', '-q', '--allow-empty', '-m', 'own')
    return
  }
  if (kind === 'ignore') {
    writeFileSync(path.join(folder, '.gitignore'), `${name}\n*.log\n`)
    return
  }
  const parents = name.split('/').slice(0, -1)
  for (const [depth] of parents.entries()) {
    const above = path.join(folder, ...parents.slice(0, depth + 1))
    if (lstatSync(above, { throwIfNoEntry: false })?.isDirectory() !== true) rmSync(above, { force: true })
    mkdirSync(above, { recursive: true })
  }
  rmSync(target, { recursive: true, force: true })
  if (kind !== 'delete') make(target, { kind, text })
}

function make(target: string, { kind, text }: Pick<Action, 'kind' | 'text'>): void {
  if (kind === 'link') symlinkSync('b', target)
  else writeFileSync(target, kind === 'same-size' ? '1234' : text)
  if (kind === 'executable') chmodSync(target, 0o755)
}

/** The tree that git's own `add -A` makes of a folder, from a fresh start. */
function expectedTree(fixture: WorktreeFixture, folder: string): string {
  const copy = path.join(fixture.sandbox, 'copy')
  rmSync(copy, { recursive: true, force: true })
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  fixture.gitIn(copy, 'read-tree', 'refs/heads/sy/fix-1-previous')
  fixture.gitIn(copy, 'add', '-A')
  return fixture.gitIn(copy, 'write-tree')
}

it('stores the tree that git itself would, after whatever the agent did', async () => {
  const steps = fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(steps, async (rounds) => {
      const fixture = makeWorktreeFixture({ files: { a: 'one\n', 'dir/a': 'two\n', 'x.log': 'kept\n' } })
      try {
        const place = await fixture.create()
        let previous: string | null = null
        for (const round of rounds) {
          for (const each of round) perform(fixture, place.folder, each)
          const known = previous ?? place.base ?? ''
          writeFileSync(path.join(place.folder, '.git/refs/heads/sy/fix-1-previous'), `${known}\n`)
          const expected = expectedTree(fixture, place.folder)
          const stored: Checkpoint = valueIn(await fixture.port.checkpoint(place, options(previous)))
          expect(stored.tree).toBe(expected)
          previous = stored.commit
        }
      } finally {
        await fixture.port.close()
        fixture.dispose()
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
