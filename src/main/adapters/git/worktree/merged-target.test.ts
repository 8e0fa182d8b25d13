import { afterEach, describe, expect, it } from 'vitest'
import type { Checkpoint, WorktreePlace } from '../../../ports/git.ts'
import { type TestRepositoryOptions, writeFiles } from '../testing/repository.ts'
import { codeOf, makeWorktreeFixture, options, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})

const files = { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'b\n' }

async function start(repository: TestRepositoryOptions = { files, branch: 'main' }) {
  const fixture = makeWorktreeFixture(repository)
  opened.push(fixture)
  let place = await fixture.create()
  let last: Checkpoint | null = null
  const agent = (...args: readonly string[]) => fixture.gitIn(place.folder, ...args)
  /** As the host does it: what a checkpoint says about the base holds for the next. */
  const take = async (target: string | null = 'main'): Promise<Checkpoint> => {
    const state = { ...options(last?.commit ?? null), target }
    last = valueIn(await fixture.port.checkpoint(place, state))
    place = { ...place, base: last.base ?? place.base }
    return last
  }
  const land = async () => {
    const request = {
      place,
      commit: last?.commit ?? '',
      into: 'main',
      message: 'Land\n',
      timestampMs: 1_770_000_000_000,
    }
    const prepared = await fixture.port.prepareLanding(request)
    if (!prepared.ok) return prepared
    const { before, commit: after, checkouts } = prepared.value
    const move = { branch: 'main', before, after }
    valueIn(await fixture.port.moveReference(place.repository, { ...move, reason: 'land' }))
    for (const checkout of checkouts) valueIn(await fixture.port.followCheckout(checkout, move))
    return prepared
  }
  const patch = async (checkpoint: Checkpoint) => {
    const range = { from: place.base, to: checkpoint.commit, maxBytes: 100_000 }
    return valueIn(await fixture.port.diff(place, range)).patch
  }
  return { fixture, agent, take, land, patch, place: (): WorktreePlace => place }
}

/** Both sides changed the same line, and the agent was told so. */
async function conflicting() {
  const world = await start()
  const { fixture, agent, take, land, place } = world
  const base = place().base
  writeFiles(place().folder, { 'a.txt': 'one\nagent\nthree\n' })
  const first = await take()
  expect(first.base).toBeUndefined()
  const tip = fixture.commit({ 'a.txt': 'one\nperson\nthree\n', 'c.txt': 'from the person\n' }, 'meanwhile')
  expect(codeOf(await land())).toBe('landing-conflict')
  agent('add', '-A')
  agent('commit', '-q', '-m', 'work')
  return { ...world, base, first, tip }
}

const resolved = { 'a.txt': 'one\nperson and agent\nthree\n' }

async function merged() {
  const world = await conflicting()
  expect(() => world.agent('merge', '-q', world.tip)).toThrow()
  writeFiles(world.place().folder, resolved)
  world.agent('commit', '-q', '-a', '-m', 'merged')
  return world
}

describe('an agent that merged the target', () => {
  it('lands one commit with the resolved difference alone, which can be undone', async () => {
    const { fixture, take, land, patch, place, tip, first } = await merged()
    const saved = await take()
    expect(saved).toMatchObject({ base: tip, changes: { files: 1, additions: 1, deletions: 1 } })
    expect(saved.notices).toBeUndefined()
    expect(fixture.git('log', '-1', '--format=%P', saved.commit)).toBe(`${first.commit} ${tip}`)
    const names = ['refs/switchyard/base/t1', 'sy/fix-1']
    expect(names.map((name) => fixture.git('rev-parse', name))).toEqual([tip, saved.commit])
    expect(await patch(saved)).toContain('-person\n+person and agent\n')
    const landed = valueIn(await land())
    expect(fixture.git('log', '-1', '--format=%P', 'main')).toBe(tip)
    expect(fixture.git('diff', '--name-only', tip, 'main')).toBe('a.txt')
    expect(fixture.git('show', 'main:a.txt')).toBe('one\nperson and agent\nthree')
    const undo = { gitDirectory: place().repository, ledger: place().ledger, into: 'main', landed: landed.commit }
    const plan = await fixture.port.prepareUndo({ ...undo, before: tip, message: 'undo', timestampMs: 1 })
    expect(valueIn(plan)).toMatchObject({ before: landed.commit, commit: tip })
  })

  it('is told apart once: saving again moves nothing, and a host that died before it knew finds the same', async () => {
    const { fixture, take, place, base, tip, first } = await merged()
    const before = place()
    const saved = await take()
    expect(await take()).toEqual({ ...saved, base: undefined })
    const again = await fixture.port.checkpoint(before, { ...options(first.commit), target: 'main' })
    expect([before.base, valueIn(again)]).toEqual([base, saved])
    expect(fixture.git('rev-parse', 'refs/switchyard/base/t1')).toBe(tip)
    const listed = valueIn(await fixture.port.checkpoints(place(), saved.commit))
    expect(listed).toEqual([saved.commit, first.commit])
  })

  it('conflicts again, and can merge again, where the target has moved once more', async () => {
    const { fixture, agent, take, land, place } = await merged()
    await take()
    const next = fixture.commit({ 'a.txt': 'one\nperson again\nthree\n' }, 'later')
    const refused = await land()
    expect(refused).toMatchObject({ ok: false, error: { code: 'landing-conflict', facts: { into: 'main' } } })
    expect(() => agent('merge', '-q', next)).toThrow()
    writeFiles(place().folder, resolved)
    agent('commit', '-q', '-a', '-m', 'merged again')
    expect(await take()).toMatchObject({ base: next })
    expect(codeOf(await land())).toBe('ok')
  })

  it('never goes back: what it takes out of the target afterwards is a change', async () => {
    const { agent, take, patch, place, base, tip } = await merged()
    await take()
    agent('reset', '-q', '--hard', base ?? '')
    const saved = await take()
    expect([saved.base, place().base]).toEqual([undefined, tip])
    expect(await patch(saved)).toContain('-from the person')
  })

  it('counts as having merged on a detached HEAD and after a rebase', async () => {
    const { agent, take, land, place, tip } = await conflicting()
    agent('checkout', '-q', '--detach')
    expect(() => agent('rebase', '-q', tip)).toThrow()
    writeFiles(place().folder, resolved)
    agent('add', '-A')
    agent('-c', 'core.editor=true', 'rebase', '--continue')
    expect(await take()).toMatchObject({ base: tip, changes: { files: 1 } })
    expect(codeOf(await land())).toBe('ok')
  })

  it('before its first checkpoint starts the chain on both', async () => {
    const { fixture, agent, take, land, place } = await start()
    const base = place().base
    const tip = fixture.commit({ 'c.txt': 'c\n' }, 'meanwhile')
    agent('merge', '-q', tip)
    const same = await take()
    expect(same).toMatchObject({ base: tip, changes: { files: 0 } })
    expect(fixture.git('log', '-1', '--format=%P', same.commit)).toBe(`${base} ${tip}`)
    writeFiles(place().folder, { 'b.txt': 'mine\n' })
    expect((await take()).changes.files).toBe(1)
    expect(codeOf(await land())).toBe('ok')
    expect(fixture.git('diff', '--name-only', tip, 'main')).toBe('b.txt')
  })
})

describe('what only looks like a merge', () => {
  it('shows what it takes out of the target: files kept as they were, or a commit made by hand', async () => {
    for (const forge of ['ours', 'by hand'] as const) {
      const { agent, take, patch, tip } = await conflicting()
      if (forge === 'ours') agent('merge', '-q', '-s', 'ours', '-m', 'merged', tip)
      else {
        const head = agent('commit-tree', 'HEAD^{tree}', '-p', tip, '-m', 'nothing to see')
        agent('update-ref', 'HEAD', head)
      }
      const saved = await take()
      expect(saved).toMatchObject({ base: tip, changes: { files: 2 } })
      expect(await patch(saved)).toContain('-person\n+agent\n')
      expect(await patch(saved)).toContain('-from the person')
    }
  })

  it('moves nothing for another branch, for a commit that is nowhere, or without a target', async () => {
    const { fixture, agent, take, place, base, tip } = await conflicting()
    fixture.git('checkout', '-q', '-b', 'other', base ?? '')
    const other = fixture.commit({ 'd.txt': 'd\n' }, 'elsewhere')
    agent('merge', '-q', other)
    expect((await take()).base).toBeUndefined()
    agent('commit', '-q', '--allow-empty', '-m', 'mine')
    expect((await take()).base).toBeUndefined()
    agent('merge', '-q', '-s', 'ours', '-m', 'merged', tip)
    expect((await take(null)).base).toBeUndefined()
    expect((await take('gone')).base).toBeUndefined()
    expect(place().base).toBe(base)
    expect((await take()).base).toBe(tip)
  })

  it('moves nothing where the target was rewritten: the base is no longer on it', async () => {
    const { fixture, agent, take, place, base } = await conflicting()
    fixture.git('checkout', '-q', '--orphan', 'anew')
    const anew = fixture.commit({ 'a.txt': 'anew\n' }, 'anew')
    fixture.git('branch', '-f', 'main', anew)
    agent('merge', '-q', '-s', 'ours', '--allow-unrelated-histories', '-m', 'merged', anew)
    expect((await take()).base).toBeUndefined()
    expect(place().base).toBe(base)
  })
})

it('takes the target’s first commit as the base of a thread that began without one', async () => {
  const { fixture, agent, take, land, place } = await start({ branch: 'main' })
  writeFiles(place().folder, { 'a.txt': 'agent\n' })
  expect((await take()).base).toBeUndefined()
  const tip = fixture.commit({ 'a.txt': 'person\n' }, 'first')
  expect(codeOf(await land())).toBe('landing-conflict')
  agent('add', '-A')
  agent('commit', '-q', '-m', 'work')
  expect(() => agent('merge', '-q', '--allow-unrelated-histories', tip)).toThrow()
  writeFiles(place().folder, { 'a.txt': 'both\n' })
  agent('commit', '-q', '-a', '-m', 'merged')
  expect(await take()).toMatchObject({ base: tip, changes: { files: 1, additions: 1, deletions: 1 } })
  expect(codeOf(await land())).toBe('ok')
  expect(fixture.git('show', 'main:a.txt')).toBe('both')
})
