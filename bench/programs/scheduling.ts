import type { Engine } from '../../src/main/engine/engine.ts'
import type { StorePort } from '../../src/main/ports/store.ts'
import type { StoredEvent } from '../../src/shared/domain/event.ts'
import { MemoryModel } from '../../src/shared/domain/memory-model.ts'
import { aggregateOf, reduce } from '../../src/shared/domain/reduce.ts'
import { holdsSlot } from '../../src/shared/domain/thread/queries.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import { dispatch } from '../lib/dispatch.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { processorTime } from '../lib/processor-time.ts'
import { printAnswer, programInput } from '../lib/program-input.ts'

export interface SchedulingInput {
  readonly dataFolder: string
  readonly tasks: number
  readonly pool: number
  readonly projects: number
}

export interface SchedulingAnswer {
  /** Milliseconds of processor time of the whole process, all threads, from the first dispatch to the last end. */
  readonly processor: number
  readonly elapsed: number
  readonly ready: number
  readonly changed: number
  readonly mostTurns: number
  readonly mostSlots: number
  /** Threads of one project that got their slot before one that had waited longer. */
  readonly outOfOrder: number
}

type Audit = Pick<SchedulingAnswer, 'mostSlots' | 'outOfOrder'>

/** Follows the stored log event by event, so that no moment at which the limit was passed is missed. */
async function audit(store: StorePort): Promise<Audit> {
  const memory = new MemoryModel()
  const waiting = new Map<string, string[]>()
  const seen = { held: 0, mostSlots: 0, outOfOrder: 0 }
  const follow = (stored: StoredEvent) => {
    const { event } = stored
    const aggregate = aggregateOf(event)
    const before = memory.model.thread.get(event.id)
    memory.put(aggregate, event.id, reduce(memory.model[aggregate].get(event.id), event, stored))
    const thread = memory.model.thread.get(event.id)
    if (aggregate !== 'thread' || thread === undefined) return
    seen.held += Number(holdsSlot(thread)) - Number(before !== undefined && holdsSlot(before))
    seen.mostSlots = Math.max(seen.mostSlots, seen.held)
    const line = waiting.get(thread.project) ?? []
    waiting.set(thread.project, line)
    if (event.type === 'thread.dispatched') line.push(thread.id)
    else if (event.type === 'thread.slot-granted' && line.shift() !== thread.id) seen.outOfOrder += 1
  }
  for (let after = 0; ; ) {
    const page = await store.readEvents({ after, limit: 1000 })
    for (const stored of page) follow(stored)
    after = page.at(-1)?.sequence ?? after
    if (page.length === 0) return { mostSlots: seen.mostSlots, outOfOrder: seen.outOfOrder }
  }
}

/** Resolves when so many threads have become ready; looks at events only, so that waiting costs nothing. */
function readyThreads(engine: Engine, wanted: number): Promise<void> {
  let ready = 0
  return new Promise((resolve) => {
    const stop = engine.subscribe(({ events }) => {
      ready += events.filter(({ event }) => event.type === 'thread.readied').length
      if (ready < wanted) return
      stop()
      resolve()
    })
  })
}

async function main(): Promise<void> {
  const { dataFolder, pool, projects, tasks } = programInput<SchedulingInput>()
  const repositories = Array.from({ length: projects }, (_, at) => `/project-${at}`)
  const scope = new Scope()
  const host = await openMemoryHost(
    {
      dataFolder,
      pool,
      repositories,
      script: ({ intent, request, update }) => {
        host.git.write(request.folder, 'a.txt', `changed in turn ${intent.number} of ${request.owner}\n`)
        update({ kind: 'message', text: 'Done.' })
        return { kind: 'stopped', stopReason: 'end_turn' }
      },
    },
    scope,
  )
  const { agents, engine, store } = host
  const [before, started] = [processorTime(), performance.now()]
  const everyReady = readyThreads(engine, tasks)
  const numbers = Array.from({ length: tasks }, (_, task) => task)
  await Promise.all(numbers.map((task) => dispatch(engine, task, repositories[task % projects] ?? '')))
  await everyReady
  const [processor, elapsed] = [processorTime() - before, performance.now() - started]
  const threads = [...engine.model.thread.values()]
  const answer: SchedulingAnswer = {
    processor,
    elapsed,
    ready: threads.filter(({ state }) => state.kind === 'ready').length,
    changed: threads.filter(({ checkpoint }) => checkpoint?.files === 1).length,
    mostTurns: agents.mostTurns,
    ...(await audit(store)),
  }
  await scope.close()
  printAnswer(answer)
}

await main()
