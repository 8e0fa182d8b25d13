import type { Engine } from '../../src/main/engine/engine.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import { dispatchPlan, fileOf } from '../lib/dispatch-plan.ts'
import { auditLimits, type LimitAudit } from '../lib/limit-audit.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { processorTime } from '../lib/processor-time.ts'
import { printAnswer, programInput } from '../lib/program-input.ts'

export interface SchedulingPlansInput {
  readonly dataFolder: string
  readonly runs: number
  readonly tasksOfRun: number
  readonly projects: number
  /** Limits: slots, slots of one project, tasks of one run. */
  readonly pool: number
  readonly project: number
  readonly parallel: number
}

export interface SchedulingPlansAnswer extends LimitAudit {
  /** Milliseconds of processor time of the whole process, all threads, from the first plan to the last landing. */
  readonly processor: number
  readonly elapsed: number
  readonly landed: number
  /** One for each task where nothing goes wrong. */
  readonly attempts: number
  readonly mostTurns: number
}

/** Resolves when so many tasks have landed; a task that is parked never does, and is told. */
function landedTasks(engine: Engine, wanted: number): Promise<void> {
  let landed = 0
  return new Promise((resolve, reject) => {
    const stop = engine.subscribe(({ events }) => {
      for (const { event } of events) {
        if (event.type === 'task.landed') landed += 1
        if (event.type === 'task.parked') reject(new Error(`${event.id} was parked: ${event.reason.message}`))
      }
      if (landed < wanted) return
      stop()
      resolve()
    })
  })
}

async function main(): Promise<void> {
  const { dataFolder, parallel, pool, project, projects, runs, tasksOfRun } = programInput<SchedulingPlansInput>()
  const repositories = Array.from({ length: projects }, (_, at) => `/project-${at}`)
  const scope = new Scope()
  const host = await openMemoryHost(
    {
      dataFolder,
      pool,
      repositories,
      limits: { project },
      script: ({ blocks: [brief], request, update }) => {
        const file = fileOf(brief?.kind === 'text' ? brief.text : '')
        host.git.write(request.folder, file, `written by ${request.owner}\n`)
        update({ kind: 'message', text: 'Done.' })
        return { kind: 'stopped', stopReason: 'end_turn' }
      },
    },
    scope,
  )
  const { agents, engine, store } = host
  const [before, started] = [processorTime(), performance.now()]
  const everyLanded = landedTasks(engine, runs * tasksOfRun)
  const plans = Array.from({ length: runs }, (_, number) => {
    const repository = repositories[number % projects] ?? ''
    return dispatchPlan(engine, { number, repository, parallel, tasks: tasksOfRun })
  })
  await Promise.all([...plans, everyLanded])
  const [processor, elapsed] = [processorTime() - before, performance.now() - started]
  const tasks = [...engine.model.task.values()]
  const answer: SchedulingPlansAnswer = {
    processor,
    elapsed,
    landed: tasks.filter(({ state }) => state.kind === 'landed').length,
    attempts: tasks.reduce((sum, { attempts }) => sum + attempts, 0),
    mostTurns: agents.mostTurns,
    ...(await auditLimits(store)),
  }
  await scope.close()
  printAnswer(answer)
}

await main()
