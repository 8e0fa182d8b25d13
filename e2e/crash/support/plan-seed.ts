import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { canMove, taskView } from '../../../src/shared/domain/run/progress.ts'
import { exceeded, type Held, heldIn } from '../../../src/shared/domain/testing/limits.ts'
import type { ProjectId, RunId, TaskId } from '../../../src/shared/kernel/ids.ts'
import { checkLog, eachStored } from './check-log.ts'
import { checkRepository, checkWorktrees, takeBefore } from './check-repository.ts'
import { type CrashRun, crashRun } from './crash-run.ts'
import type { HostProcess } from './host.ts'
import type { Person } from './person.ts'
import { planKillPoints } from './plan-kill-points.ts'
import { addedTask, expectedEnds, plannedTasks } from './planned-tasks.ts'
import { processesAbout } from './processes.ts'
import { type Random, randomFrom } from './random.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'
import { atRest, type SeedReport } from './seed-run.ts'

const pool = 4
const patienceMs = 200_000
const run = 'plan' as RunId

/** A plan under one seed's kill points, hands off; everything that is wrong afterwards. */
export async function planSeed(seed: number): Promise<SeedReport> {
  const random = randomFrom(seed)
  const points = planKillPoints(random, seed)
  const sandbox = makeSandbox(`plan-${seed}`)
  const before = takeBefore(sandbox)
  const report = (reached: number, problems: readonly string[]): SeedReport => {
    if (problems.length === 0) sandbox.remove()
    return { points, reached, problems, folder: sandbox.folder }
  }
  let done: CrashRun
  try {
    done = await crashRun({
      sandbox,
      points,
      pool,
      patienceMs,
      work: (person) => follow(person, sandbox, random),
      atRest: async (person, host) => restOfPlan(sandbox, person, host),
    })
  } catch (error) {
    return report(0, [error instanceof Error ? (error.stack ?? error.message) : String(error)])
  }
  const { model } = done.person
  const nameOf = ({ task }: { readonly task: TaskId }) => model.task.get(task)?.key ?? task
  return report(done.reached, [
    ...done.problems,
    ...done.errors.filter((text) => text !== ''),
    ...checkLog(sandbox, done.person),
    ...checkRepository(sandbox, before, { model, nameOf }),
    ...checkWorktrees(sandbox, model, new Map()),
    ...otherEnds(model),
    ...overAnyLimit(sandbox),
    ...(points.every(({ victims }) => victims === 'host') ? unfounded(done.person) : []),
    ...processesAbout(sandbox.folder).map((seen) => `still running: ${seen.pid} ${seen.command}`),
  ])
}

/** Hands the plan over, adds a task to it while it is under way, and does nothing more. */
async function follow(person: Person, sandbox: Sandbox, random: Random): Promise<void> {
  const landedBefore = random.below(4)
  await accepted(person, {
    type: 'run.plan',
    payload: {
      run,
      project: 'p' as ProjectId,
      repository: sandbox.repository,
      initialize: false,
      autoLand: true,
      approve: true,
      plan: {
        goal: 'All of it',
        topology: 'queue',
        effort: 'standard',
        gates: [': gate; test -e .gitignore'],
        budget: {},
        limits: { parallel: 3, review: null },
        tasks: plannedTasks(),
      },
    },
  })
  await person.when(({ task }) => {
    const landed = [...task.values()].filter(({ state }) => state.kind === 'landed')
    return landed.length >= landedBefore ? true : undefined
  })
  await accepted(person, { type: 'task.add', payload: { run, task: addedTask } })
  await accepted(person, { type: 'task.edit', payload: { task: 'last' as TaskId, patch: { priority: 5 } } })
  await rested(person)
}

async function accepted(person: Person, command: PublicCommand): Promise<void> {
  const refused = await person.send(command)
  if (refused !== null) throw new Error(`${command.type} was refused: ${refused.message}`)
}

function rested(person: Person): Promise<true> {
  return person.when((model) => (isOver(model) ? true : undefined))
}

function isOver(model: Model): boolean {
  const plan = model.run.get(run)
  return plan !== undefined && !canMove(model, plan)
}

/** Between two events of one decision a plan may look as if it were over. */
async function restOfPlan(sandbox: Sandbox, person: Person, host: HostProcess): Promise<void> {
  do {
    await rested(person)
    await atRest(sandbox, person, host)
  } while (!isOver(person.model))
}

/** Each task landed, or is parked with the true reason. */
function otherEnds(model: Model): readonly string[] {
  return Object.entries(expectedEnds).flatMap(([key, expected]) => {
    const task = model.task.get(key as TaskId)
    if (task === undefined) return [`${key} is not in the plan`]
    const { message, reason, state } = taskView(model, task)
    const end = reason === null ? state : `${state}: ${reason}`
    return end === expected ? [] : [`${key} ended as ${end}, not as ${expected}: ${message}`]
  })
}

function overAnyLimit(sandbox: Sandbox): readonly string[] {
  const found: string[] = []
  let held: Held = new Map()
  eachStored(sandbox, (model, { sequence }) => {
    found.push(...exceeded(model, held).map((text) => `${sequence}: ${text}`))
    held = heldIn(model)
  })
  return found
}

const troubled: readonly string[] = ['crash', 'limited', 'never', 'behind']

/** A host that is killed alone gives no task trouble that it didn't have by itself. */
function unfounded({ model, shown }: Person): readonly string[] {
  return shown.flatMap(({ event, sequence }) => {
    if (event.type === 'landing.refused') return [`${sequence}: ${event.id} ${JSON.stringify(event.failure)}`]
    if (event.type !== 'thread.parked') return []
    const key = model.task.get(model.thread.get(event.id)?.task ?? ('' as TaskId))?.key ?? ''
    return troubled.includes(key) ? [] : [`${sequence}: ${key} ${JSON.stringify(event.reason)}`]
  })
}
