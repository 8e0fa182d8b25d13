import { describe, expect, it } from 'vitest'
import { checkLog } from './support/check-log.ts'
import { checkRepository, checkWorktrees, takeBefore } from './support/check-repository.ts'
import { crashRun } from './support/crash-run.ts'
import { GitGate } from './support/git-gate.ts'
import { type Inventories, Task } from './support/plans.ts'
import { processesAbout } from './support/processes.ts'
import { randomFrom } from './support/random.ts'
import { makeSandbox } from './support/sandbox.ts'
import { atRest, trouble } from './support/seed-run.ts'

interface Operation {
  readonly prepare: (task: Task) => Promise<unknown>
  readonly act: (task: Task) => Promise<unknown>
  readonly ends: string
  /** The calls of git that it is broken off at, counted from its start. */
  readonly calls: readonly number[]
}

const ready = async (task: Task) => {
  await task.dispatch([task.write()])
  await task.ready()
}

const operations: Readonly<Record<string, Operation>> = {
  'making a worktree': { prepare: async () => undefined, act: ready, ends: 'ready', calls: [2, 6, 10, 14] },
  'a checkpoint': {
    prepare: ready,
    act: async (task) => {
      await task.prompt([task.write('second.txt')])
      await task.ready()
    },
    ends: 'ready',
    calls: [1, 3, 5, 8],
  },
  'a checkpoint of a merge': {
    prepare: async (task) => {
      await ready(task)
      const other = new Task(task.setting, 'other')
      await ready(other)
      await other.land()
    },
    act: async (task) => {
      const tip = task.setting.sandbox.git('rev-parse', 'main').trim()
      await task.prompt([`run: "git add -A; git commit -qm work; git merge -qm merged ${tip}"`])
      await task.ready()
      const base = await task.when(({ base: { commit } }) => commit ?? '')
      if (base !== tip || task.place().base !== tip) throw new Error(`the base is ${base}, not ${tip}`)
    },
    ends: 'ready',
    calls: [6, 8, 10, 12, 14],
  },
  'an edit': {
    prepare: ready,
    act: (task) => task.edit('land.txt', 'by a person\n'),
    ends: 'ready',
    calls: [1, 2, 3, 4, 6, 8],
  },
  'a landing': { prepare: ready, act: (task) => task.land(), ends: 'landed', calls: [6, 9, 12, 15, 18, 21] },
  'an undo': {
    prepare: async (task) => {
      await ready(task)
      await task.land()
    },
    act: (task) => task.undo('l1-land' as never),
    ends: 'ready',
    calls: [1, 4, 7, 10],
  },
  'a discard': { prepare: ready, act: (task) => task.discard(), ends: 'discarded', calls: [1, 2] },
  'a restore': {
    prepare: async (task) => {
      await ready(task)
      await task.discard()
    },
    act: async (task) => {
      await task.send('thread.restore')
      await task.when(({ state }) => (state.kind === 'discarded' ? undefined : true))
    },
    ends: 'ready',
    calls: [1, 2],
  },
}

const cases = Object.entries(operations).flatMap(([name, operation]) =>
  operation.calls.map(
    (call, at) => ({ name, operation, call, moment: at % 2 === 0 ? 'after' : 'before', late: false }) as const,
  ),
)

/** A git that outlives its host and does its part when the next one has done it already. */
const lateCases = [
  ...[12, 15, 18, 21].map((call) => ({ name: 'a landing', call })),
  ...[4, 8].map((call) => ({ name: 'an undo', call })),
].flatMap(({ name, call }) => {
  const operation = operations[name]
  return operation === undefined ? [] : [{ name, operation, call, moment: 'before', late: true } as const]
})

describe('a host that is killed between two steps of git', () => {
  it.concurrent.each([...cases, ...lateCases])(
    'finishes $name broken off $moment call $call, which comes late: $late',
    async ({ operation, call, moment, late }) => {
      const sandbox = makeSandbox('step')
      const before = takeBefore(sandbox)
      const gate = new GitGate(sandbox)
      const inventories: Inventories = new Map()
      let stopped: string | null = null
      const run = await crashRun({
        sandbox,
        programs: gate.programs,
        points: [{ at: { kind: 'told' }, victims: late ? 'host' : 'machine' }],
        pool: 2,
        patienceMs: 30_000,
        work: async (person, killNow) => {
          const task = new Task({ person, sandbox, random: randomFrom(call), inventories }, 'land')
          await operation.prepare(task)
          let over = false
          gate.arm(call, moment)
          const acting = operation.act(task).finally(() => {
            over = true
          })
          stopped = await gate.stopped(() => over)
          killNow()
          await acting
        },
        atRest: async (person, host) => {
          if (late) await gate.release()
          await atRest(sandbox, person, host)
        },
      })
      const { model } = run.person
      const problems = [
        ...run.problems.filter((text) => !late || !text.startsWith('outlived')),
        ...checkLog(sandbox, run.person),
        ...checkRepository(sandbox, before, run.person),
        ...checkWorktrees(sandbox, model, inventories),
        ...trouble(run.person),
        ...processesAbout(sandbox.folder).map((seen) => `still running: ${seen.pid} ${seen.command}`),
      ]
      expect(problems, `stopped at ${stopped}, kept in ${sandbox.folder}`).toEqual([])
      expect(model.thread.get('land')?.state.kind).toBe(operation.ends)
      expect(stopped, 'the operation has fewer calls').not.toBe(null)
      sandbox.remove()
    },
  )
})

describe('a turn that its host never survives', () => {
  it('is sent three times, then parked with what it did', async () => {
    const sandbox = makeSandbox('thrice')
    const started = { at: { kind: 'event', type: 'thread.turn-started', count: 1 }, victims: 'host' } as const
    const run = await crashRun({
      sandbox,
      points: [started, started, started],
      pool: 1,
      patienceMs: 30_000,
      work: async (person) => {
        const task = new Task({ person, sandbox, random: randomFrom(0), inventories: new Map() }, 'turn')
        await task.dispatch([task.write(), 'sleep: 60000'])
        await task.when(({ state }) => (state.kind === 'parked' ? true : undefined))
      },
      atRest: (person, host) => atRest(sandbox, person, host),
    })
    const thread = run.person.model.thread.get('turn')
    const sends = run.person.shown.flatMap(({ event }) => (event.type === 'thread.slot-granted' ? [event.sends] : []))
    expect(sends).toEqual([1, 2, 3])
    expect(thread?.state).toMatchObject({ kind: 'parked', reason: { code: 'crash' } })
    expect(thread?.checkpoint).not.toBe(null)
    expect([...run.problems, ...checkLog(sandbox, run.person)]).toEqual([])
    sandbox.remove()
  })
})
