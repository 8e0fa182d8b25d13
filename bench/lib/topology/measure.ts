import type { StorePort } from '../../../src/main/ports/store.ts'
import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import type { WorldAgents } from './agents.ts'
import { type Costs, tokensOf } from './costs.ts'
import type { Spent } from './spent.ts'
import type { World } from './world.ts'
import type { WorldRepository } from './world-repository.ts'

/** What one run came to. */
export interface Measured {
  /** Landings that were refused, and work that had to be done again when something landed was taken in. */
  readonly conflicts: number
  /** All that the store took in, those of the host too. */
  readonly messages: number
  readonly tokens: number
  /** Simulated, from the plan to the last landing. */
  readonly wallMs: number
  /** Threads that began; one for each task where nothing goes wrong. */
  readonly attempts: number
  readonly teams: number
  readonly serialized: number
  readonly spent: Spent
  /** What is wrong with it; empty where all is right. */
  readonly wrong: readonly string[]
}

export interface ToMeasure {
  readonly store: StorePort
  readonly agents: WorldAgents
  readonly world: World
  readonly costs: Costs
  readonly repository: WorldRepository
  readonly wallMs: number
}

export async function measureRun({ agents, costs, repository, store, wallMs, world }: ToMeasure): Promise<Measured> {
  const events = await allEvents(store)
  const count = (...types: readonly DomainEvent['type'][]) => events.filter(({ type }) => types.includes(type)).length
  const { spent } = agents
  return {
    conflicts: spent.conflicts,
    messages: count('message.sent'),
    tokens: tokensOf(spent, costs),
    wallMs,
    attempts: count('task.attempted'),
    teams: count('cluster.formed'),
    serialized: count('thread.put-behind'),
    spent,
    wrong: [...wrongFiles(world, repository), ...wrongAccounts(events, spent)],
  }
}

async function allEvents(store: StorePort): Promise<readonly DomainEvent[]> {
  const events: DomainEvent[] = []
  for (let after = 0; ; ) {
    const page = await store.readEvents({ after, limit: 1000 })
    events.push(...page.map(({ event }) => event))
    after = page.at(-1)?.sequence ?? after
    if (page.length === 0) return events
  }
}

/** Every edit of every task is on the branch exactly once, in its file, and nothing else is. */
function wrongFiles({ tasks }: World, { folder, tryGit }: WorldRepository): readonly string[] {
  const lines = tryGit(folder, 'grep', '-e', '// edit ', 'main') ?? ''
  const found = [...lines.matchAll(/^main:([^:]+):.*\/\/ edit (\S+)$/gm)].map(([, path, id]) => `${path} ${id}`)
  const planned = tasks.flatMap(({ edits }) => edits.map(({ id, path }) => `${path} ${id}`))
  const missing = planned.filter((name) => !found.includes(name))
  const surplus = found.filter((name, at) => !planned.includes(name) || found.indexOf(name) !== at)
  return [...missing.map((name) => `${name} is missing`), ...surplus.map((name) => `${name} is there too`)]
}

/** What agents say that they read and wrote is what the store says. */
function wrongAccounts(events: readonly DomainEvent[], spent: Spent): readonly string[] {
  const read = events.filter(({ type }) => type === 'message.read').length
  const texts = new Set(events.flatMap(ownText)).size
  return [
    ...(read === spent.read ? [] : [`agents read ${spent.read} messages, the store says ${read}`]),
    ...(texts === spent.written ? [] : [`agents wrote ${spent.written} texts, the store says ${texts}`]),
  ]
}

/** A name for each text that an agent wrote; copies of one share it, and notices of a contract are none. */
function ownText(event: DomainEvent): readonly string[] {
  if (event.type === 'contract.published') return [`${event.id} ${event.version}`]
  if (event.type !== 'message.sent' || event.from === null || event.kind === 'contract') return []
  return [event.broadcast ?? event.id]
}
