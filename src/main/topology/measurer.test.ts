import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import { ok } from '../../shared/kernel/result.ts'
import { Scope } from '../../shared/kernel/scope.ts'
import type { CommittedBatch, Engine, HostCommand } from '../engine/engine.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryGit } from '../ports/testing/memory-git.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { beginTopology } from './begin-topology.ts'
import { estimateWork } from './estimate.ts'
import { Histories } from './histories.ts'

const files = { 'src/a.ts': "import './b.ts'\n", 'src/b.ts': '1\n2\n3\n', 'docs/c.md': 'c\n' }

type Report = Extract<HostCommand['command'], { type: 'coupling.report' }>['payload']

/** A project with threads whose files are written here, and a host that measures them when told of events. */
async function begun() {
  const git = new MemoryGit()
  git.addRepository('/r', files)
  const facts = await git.inspect('/r')
  const base = facts.ok && facts.value.head.kind === 'branch' ? facts.value.head.oid : ''
  const memory = new MemoryModel()
  const project = { id: 'p', root: '/r', gitDirectory: facts.ok ? facts.value.gitDirectory : '', prefix: '' }
  memory.put('project', 'p', project as never)
  const reports: Report[] = []
  const problems: string[] = []
  const reported: ((report: Report) => void)[] = []
  let listener: (batch: CommittedBatch) => void = () => undefined
  const engine = {
    model: memory.model,
    readOnly: null,
    subscribe: (heard: typeof listener) => {
      listener = heard
      return () => undefined
    },
    report: async ({ command }: HostCommand) => {
      if (command.type === 'coupling.report') reports.push(command.payload)
      reported.shift()?.(command.payload as Report)
      return ok(undefined)
    },
  } as unknown as Engine
  const clock = createManualClock()
  const scope = new Scope()
  const store = new MemoryStore()
  const problem = (message: string) => void problems.push(message)
  const histories = new Histories({ git, store, problem })
  let count = 0
  let created = 0
  const tell = (type: string, id: string, more: object = {}) =>
    listener({ events: [{ event: { type, id, ...more } } as never], sequence: 1 })
  const put = (id: string, state: object) => {
    const known = memory.model.thread.get(id) ?? {
      id,
      project: 'p',
      run: `run-${id}`,
      task: `task-${id}`,
      archived: false,
    }
    memory.put('thread', id, { createdAt: created, base: { ref: 'main', commit: base }, ...known, ...state } as never)
  }
  return {
    clock,
    git,
    histories,
    memory,
    problems,
    reports,
    scope,
    start: () => beginTopology({ engine, git, clock, histories, problem, ids: { next: () => `i${++count}` } }, scope),
    tell,
    put,
    async thread(id: string) {
      created += 1
      const place = { folder: `/w/${id}`, ledger: `/l/${id}`, branch: `sy/${id}`, base }
      await git.createWorktree({ thread: id, repository: project.gitDirectory, ...place })
      memory.put('worktree', id, { id, place } as never)
      put(id, { state: { kind: 'running' } })
      tell('thread.dispatched', id)
    },
    async save(id: string) {
      const place = memory.model.worktree.get(id)?.place
      if (place == null) throw new Error('no place')
      const at = { thread: id, repository: project.gitDirectory, ...place }
      const saved = await git.checkpoint(at, { previous: null, message: 'saved', timestampMs: 1 })
      put(id, { checkpoint: saved.ok ? { commit: saved.value.commit, tree: saved.value.tree } : null })
      tell('thread.checkpointed', id)
    },
    /** The next report after so long. */
    after(milliseconds: number): Promise<Report> {
      const next = new Promise<Report>((resolve) => reported.push(resolve))
      clock.advance(milliseconds)
      return next
    },
  }
}

const kindsOf = (report: Report) => report.pairs.map(({ evidence }) => evidence.map(({ kind }) => kind))

describe('measuring a project', () => {
  it('costs nothing until a second thread is there', async () => {
    const world = await begun()
    world.start()
    await world.thread('one')
    world.clock.advance(10_000)
    await world.scope.close()
    expect(world.reports).toEqual([])
  })

  it('finds what two have in common, and measures only what has changed', async () => {
    const world = await begun()
    world.start()
    for (const id of ['one', 'two', 'three']) await world.thread(id)
    expect(kindsOf(await world.after(300))).toEqual([[], [], []])
    world.git.write('/w/one', 'src/b.ts', '1\nTWO\n3\n')
    await world.save('one')
    expect(kindsOf(await world.after(300))).toEqual([[], []])
    world.git.write('/w/two', 'src/b.ts', '1\ntwo\n3\n')
    await world.save('two')
    const report = await world.after(300)
    expect(report.touched).toEqual([{ thread: 'two', paths: ['src/b.ts'] }])
    expect(report.ids).toHaveLength(4)
    expect(report.pairs.map(({ members }) => members.map(({ task }) => task))).toEqual([
      ['task-one', 'task-two'],
      ['task-two', 'task-three'],
    ])
    const lines = { from: 2, to: 2 }
    expect(report.pairs[0]?.evidence).toMatchObject([
      { kind: 'overlap', value: 1, spots: [{ path: 'src/b.ts', lines }] },
      { kind: 'conflict', value: 0.9, spots: [{ path: 'src/b.ts', lines }] },
    ])
    await world.scope.close()
    expect([world.problems, world.clock.pending()]).toEqual([[], 0])
  })

  it('looks into a worktree while an edit goes on, and finds what uses what', async () => {
    const world = await begun()
    world.start()
    for (const id of ['one', 'two']) await world.thread(id)
    await world.after(300)
    world.git.write('/w/one', 'src/a.ts', "import './b.ts'\nmore\n")
    world.tell('thread.activity-changed', 'one', { activity: { kind: 'editing' } })
    expect((await world.after(3_000)).touched).toEqual([{ thread: 'one', paths: ['src/a.ts'] }])
    world.git.write('/w/two', 'src/b.ts', 'else\n')
    await world.save('two')
    expect((await world.after(300)).pairs[0]?.evidence).toMatchObject([
      { kind: 'reach', details: ['src/a.ts uses src/b.ts.'] },
    ])
    await world.scope.close()
  })

  it('measures the rest where a thread goes meanwhile, and tells only what fails again and again', async () => {
    const world = await begun()
    world.start()
    for (const id of ['one', 'two', 'three']) {
      await world.thread(id)
      world.git.write(`/w/${id}`, 'src/b.ts', `${id}\n`)
      await world.save(id)
    }
    const merge = world.git.mergeTrees.bind(world.git)
    world.git.mergeTrees = async (pairs) =>
      pairs.some(({ ours, theirs }) => [ours.ledger, theirs.ledger].includes('/l/three'))
        ? { ok: false, error: { code: 'git-failed', message: 'It is gone.', remedy: 'Look again.' } }
        : merge(pairs)
    const conflicts = (report: Report) =>
      report.pairs.map(({ evidence }) => evidence.some(({ kind }) => kind === 'conflict'))
    for (let at = 0; at < 4; at += 1) expect(conflicts(await world.after(3_000))).toEqual([true])
    await world.scope.close()
    expect(world.problems).toEqual(['what threads have in common could not be measured'])
    expect(world.clock.pending()).toBe(0)
  })

  it('takes ready tasks by the paths they name, and leaves out who is over', async () => {
    const world = await begun()
    for (let at = 0; at < 4; at += 1) {
      world.git.write('/r', 'src/a.ts', `a${at}\n`)
      world.git.write('/r', 'src/b.ts', `b${at}\n`)
      await world.git.commitFiles('/r', { message: 'both' })
    }
    const brief = 'Make it fit src/b.ts.'
    const known = { id: 'ready', run: 'run', project: 'p', paths: ['src/a.ts'], brief, threads: [] }
    const task = { ...known, state: { kind: 'ready' } }
    world.memory.put('task', 'ready', { ...task, candidates: 1, since: 0 } as never)
    await world.thread('one')
    await world.thread('gone')
    world.put('gone', { state: { kind: 'landed' } })
    const tip = await world.git.branchTip('/r/.git', 'main')
    const commit = tip.ok ? tip.value : null
    world.put('one', { base: { ref: 'main', commit } })
    world.git.write('/w/one', 'src/b.ts', 'mine\n')
    await world.save('one')
    world.start()
    const report = await world.after(300)
    expect(report.pairs.map(({ members }) => members.map((member) => member.task))).toEqual([['task-one', 'ready']])
    expect(report.pairs[0]?.evidence).toMatchObject([
      { kind: 'declared', details: ['One has changed src/b.ts, which the brief of the other names.'] },
      { kind: 'history' },
      { kind: 'reach' },
    ])
    await world.scope.close()
  })
})

describe('an estimate', () => {
  it('rests on the paths that work names, and on what changed with them', async () => {
    const world = await begun()
    for (let at = 0; at < 4; at += 1) {
      world.git.write('/r', 'src/a.ts', `a${at}\n`)
      world.git.write('/r', 'src/b.ts', `b${at}\n`)
      await world.git.commitFiles('/r', { message: 'both' })
    }
    const work = [
      { brief: 'Change how `./src/a.ts` begins, and/or its tests.', paths: [] },
      { brief: 'Nothing named.', paths: ['src/b.ts'] },
      { brief: 'Write c.md anew.', paths: [] },
      { brief: 'Also a.ts, please.', paths: [] },
    ]
    const parts = { git: world.git, histories: world.histories, model: world.memory.model }
    const estimated = await estimateWork(parts, { repository: '/r', work })
    if (!estimated.ok) throw new Error(estimated.error.message)
    const { pairs, topology, commits } = estimated.value
    expect({ topology, commits }).toEqual({ topology: 'adaptive', commits: 5 })
    const named = pairs.map(({ other, parts: found, work: one }) => [one, other, found.map(({ kind }) => kind)])
    expect(named).toEqual([
      [0, { kind: 'asked', work: 3 }, ['declared']],
      [0, { kind: 'asked', work: 1 }, ['history']],
      [1, { kind: 'asked', work: 3 }, ['history']],
    ])
    expect((await estimateWork(parts, { repository: '/none', work })).ok).toBe(false)
  })
})
