import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { randomIds } from '../../src/main/adapters/ids/random-ids.ts'
import { re2Patterns } from '../../src/main/adapters/text-pattern/re2-patterns.ts'
import { AutomationService } from '../../src/main/automations/service.ts'
import type { TurnEnd } from '../../src/main/ports/agent.ts'
import type { MemoryTurn } from '../../src/main/ports/testing/memory-agents.ts'
import type { TriggerEvent } from '../../src/main/ports/trigger.ts'
import { openAutomations } from '../../src/main/shells/compose/automations.ts'
import type { Command } from '../../src/shared/domain/command.ts'
import type { CommandId } from '../../src/shared/kernel/ids.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import {
  automations as count,
  eventsOf,
  type Flood,
  fieldsOf,
  idOf,
  project,
  secret,
  serviceTrigger,
  turnCost,
  turnMsOf,
} from '../lib/automations/flood.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { serveMemoryHost } from '../lib/serve-memory-host.ts'

/*
 * A host whose automations are flooded with events. Arguments: folder of the data, folder of the project with the files
 * of the automations, and the flood as JSON. It measures from SIGUSR2 on, and tells events itself where they don't come
 * over the network: the second line says that all are told. At SIGTERM it comes to rest, and says what it measured.
 */
const [dataFolder = '', repository = '', given = '{}'] = process.argv.slice(2)
const flood = JSON.parse(given) as Flood
const scope = new Scope()

async function script({ over, update }: MemoryTurn): Promise<TurnEnd> {
  update({ kind: 'usage', used: 1000, size: 200_000, cost: turnCost })
  await pause(turnMsOf(flood), undefined, { signal: over }).catch(() => undefined)
  return { kind: 'stopped', stopReason: over.aborted ? 'cancelled' : 'end_turn' }
}

const host = await openMemoryHost(
  {
    dataFolder: join(dataFolder, 'host'),
    pool: 1000,
    repositories: [repository],
    script,
    automations: (parts) =>
      openAutomations({ ...parts, environment: { [secret.name]: secret.value }, host: 'flooded' }),
  },
  scope,
)
const { adapters, engine, store } = host
const { clock } = adapters
const server = await serveMemoryHost({ host, dataFolder, page: dataFolder, token: 'flooded' })
const ids = Array.from({ length: count }, (_, automation) => idOf(automation))

async function submit(command: Command): Promise<void> {
  const sent = await engine.submit({ id: randomIds.next() as CommandId, actor: 'person', command })
  if (!sent.ok) throw new Error(`${sent.error.message} ${sent.error.remedy}`)
}

async function switchOn(): Promise<void> {
  if (engine.model.project.get(project) === undefined) {
    await submit({ type: 'project.open', payload: { project, repository, initialize: false } })
  }
  const isDefined = () => ids.every((id) => engine.model.automation.get(id)?.definition != null)
  await engine.when(() => isDefined() || undefined)
  for (const automation of ids) await submit({ type: 'automation.switch', payload: { automation, on: true } })
}

function eventOf(automation: number, event: number): TriggerEvent {
  return {
    id: `${automation}/${event}`,
    source: { words: 'a flood', link: null, outside: true, reply: null },
    subject: `subject ${Math.floor(event / 4) % 20}`,
    fields: fieldsOf(automation, event),
  }
}

/** As a trigger that looks now and then: what is new is told together, with the cursor behind it. */
async function tell(service: AutomationService, automation: number): Promise<void> {
  const [id, most] = [idOf(automation), eventsOf(flood)]
  const stored = engine.model.automation.get(id)?.cursors[serviceTrigger]
  const first = typeof stored === 'number' ? stored : 0
  const begun = clock.monotonic() + (automation / count) * 1000
  for (let next = first; next < most; ) {
    await pause(1000 - ((clock.monotonic() - begun) % 1000))
    const due = first + Math.floor(((clock.monotonic() - begun) / flood.ms) * most)
    const events = Array.from({ length: Math.min(most, due) - next }, (_, at) => eventOf(automation, next + at))
    if (events.length === 0) continue
    const told = await service.fire(id, serviceTrigger, { events, cursor: next + events.length })
    if (told.ok) next += events.length
  }
}

function atRest(): boolean {
  const firings = [...engine.model.firing.values()]
  const moving = [...engine.model.automation.values()].some(({ underWay }) => underWay > 0)
  return !moving && firings.every(({ state }) => state.kind !== 'dispatching' && state.kind !== 'under-way')
}

/** After a collection, in MB. */
function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const delay = monitorEventLoopDelay({ resolution: 1 })
let before = 0
await switchOn()

process.once('SIGUSR2', async () => {
  before = heap()
  delay.enable()
  if (flood.way === 'webhook') return
  const service = new AutomationService({ engine, store, clock, ids: randomIds, patterns: re2Patterns })
  await Promise.all(ids.map((_, automation) => tell(service, automation)))
  say({ told: true })
})
process.once('SIGTERM', async () => {
  const measured = { delay: delay.percentile(99.9) / 1e6, longest: delay.max / 1e6 }
  await engine.when(() => atRest() || undefined)
  await engine.idle()
  const after = heap()
  await server.close()
  await scope.close()
  say({ ...measured, before, after, peak: process.resourceUsage().maxRSS / 1024 })
  process.exit(0)
})
say({ event: 'ready', url: server.url, token: server.token })
