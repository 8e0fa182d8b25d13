import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { Machine } from './machine.ts'
import type { Repository } from './repository.ts'

export interface TaskAnswer {
  readonly id: string
  readonly state: string
  readonly thread: string | null
  readonly attempts: number
  readonly reason: string | null
  readonly message: string | null
}

export interface RunAnswer {
  readonly code: number | null
  readonly run: string
  readonly state: string
  readonly tasks: Readonly<Record<string, TaskAnswer>>
}

/** How long a whole plan may take, in milliseconds. */
export const planPatienceMs = 150_000

/** A plan file, JSON being YAML. */
export function planFile(machine: Machine, plan: object, name = 'plan.yaml'): string {
  const file = path.join(machine.folder, name)
  writeFileSync(file, JSON.stringify({ goal: 'Try it', agent: 'scripted', ...plan }, null, 2))
  return file
}

/** Plans on one repository of a machine. */
export function plansOn(machine: Machine, repository: Repository) {
  const call = (plan: object, more: readonly string[]) => [
    'plan',
    // Named after the repository, so that plans on several of them don't meet.
    planFile(machine, plan, `${path.basename(repository.folder)}.yaml`),
    '--repo',
    repository.folder,
    ...more,
  ]
  return {
    /** Approved, until nothing can move without a person. */
    run: async (plan: object, ...more: readonly string[]): Promise<RunAnswer> =>
      answerIn(await machine.cli(call(plan, ['--approve', '--wait', ...more]), { patienceMs: planPatienceMs })),
    /** The same without waiting, and without an approval unless it is given. */
    start: async (plan: object, ...more: readonly string[]): Promise<RunAnswer> =>
      answerIn(await machine.cli(call(plan, more), { patienceMs: planPatienceMs })),
    wait: async (run: string): Promise<RunAnswer> =>
      answerIn(await machine.cli(['run', run, '--wait'], { patienceMs: planPatienceMs })),
    show: async (run: string): Promise<RunAnswer> =>
      answerIn(await machine.cli(['run', run], { patienceMs: planPatienceMs })),
  }
}

function answerIn({ code, stderr, stdout }: { code: number | null; stderr: string; stdout: string }): RunAnswer {
  expect(stderr).toBe('')
  const { run, state, tasks, error } = JSON.parse(stdout) as {
    readonly run: string
    readonly state: string
    readonly tasks: readonly TaskAnswer[]
    readonly error?: object
  }
  expect(error).toBeUndefined()
  return { code, run, state, tasks: Object.fromEntries(tasks.map((task) => [task.id, task])) }
}

/** Of each task its state, and its reason where it has one. */
export function states({ tasks }: RunAnswer): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(tasks).map(({ id, reason, state }) => [id, reason === null ? state : `${state}: ${reason}`]),
  )
}
