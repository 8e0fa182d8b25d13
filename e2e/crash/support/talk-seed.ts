import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import type { NegotiationId, ProjectId, RunId, TaskId, ThreadId } from '../../../src/shared/kernel/ids.ts'
import { checkLog } from './check-log.ts'
import { checkTalk } from './check-talk.ts'
import { type CrashRun, crashRun } from './crash-run.ts'
import type { KillPoint } from './kill-points.ts'
import type { Person } from './person.ts'
import { Task } from './plans.ts'
import { processesAbout } from './processes.ts'
import { type Random, randomFrom } from './random.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'
import { atRest, type SeedReport, trouble } from './seed-run.ts'

const pool = 3
const patienceMs = 90_000
const run = 'talk' as RunId
const negotiation = 'exchange' as NegotiationId

/** Event types worth dying at, with how many of them there are at the least. */
const types: readonly (readonly [DomainEvent['type'], number])[] = [
  ['message.sent', 6],
  ['mailbox.took', 6],
  ['message.placed', 4],
  ['message.delivered', 4],
  ['message.read', 4],
  ['mailbox.emptied', 3],
  ['mailbox.woke', 2],
  ['negotiation.opened', 1],
  ['negotiation.spoke', 2],
  ['negotiation.settled', 1],
  ['item.claimed', 1],
  ['contract.published', 1],
  ['thread.put-behind', 1],
  ['landing.completed', 2],
]

function killPoint(random: Random): KillPoint {
  const [type, most] = random.pick(types)
  const victims = random.below(3) === 0 ? 'machine' : 'host'
  return { at: { kind: 'event', type, count: 1 + random.below(most) }, victims }
}

/** A team that talks, under one seed's kill points; everything that is wrong once all of it has landed. */
export async function talkSeed(seed: number): Promise<SeedReport> {
  const random = randomFrom(seed)
  const points = Array.from({ length: 1 + (seed % 2) }, () => killPoint(random))
  const sandbox = makeSandbox(`talk-${seed}`)
  const report = (reached: number, problems: readonly string[]): SeedReport => {
    if (problems.length === 0) sandbox.remove()
    return { points, reached, problems, folder: sandbox.folder }
  }
  let done: CrashRun
  try {
    done = await crashRun({
      ...{ sandbox, points, pool, patienceMs },
      work: (person) => follow(person, sandbox, random),
      atRest: (person, host) => atRest(sandbox, person, host),
    })
  } catch (error) {
    return report(0, [error instanceof Error ? (error.stack ?? error.message) : String(error)])
  }
  return report(done.reached, [
    ...done.problems,
    ...done.errors.filter((text) => text !== ''),
    ...checkLog(sandbox, done.person),
    ...checkTalk(done.person),
    ...trouble(done.person),
    ...processesAbout(sandbox.folder).map((seen) => `still running: ${seen.pid} ${seen.command}`),
  ])
}

const tool = (name: string, args: object) => ({
  mcp: { server: 'switchyard', tool: name, args, save: 'told', error: 'any' },
})
const say = (to: string, ...texts: readonly string[]) => texts.map((text) => tool('send_message', { to, text }))
/** Of the entry that was just added. */
const claim = {
  mcp: { server: 'switchyard', tool: 'task_claim', args: { item: `$${'{told.item}'}` }, save: 'mine', error: 'any' },
}

/** What each does in its first turn, and in the second, which it has because somebody wrote to it. */
const scripts: Readonly<Record<string, readonly [first: readonly object[], second: readonly object[]]>> = {
  a: [
    [...say('b', 'a1', 'a2'), tool('publish_contract', { name: 'api', text: 'one', note: 'New.' })],
    [...say('c', 'a3'), tool('broadcast', { text: 'a4' })],
  ],
  b: [[{ sleep: 150 }, ...say('a', 'b1'), ...say('c', 'b2')], say('a', 'b3')],
  c: [[tool('task_add', { title: 'Something' }), claim, ...say('b', 'c1', 'c2')], say('a', 'c3')],
}

function planned() {
  return Object.entries(scripts).map(([key, [first, second]]) => {
    const steps = [
      { write: { path: `${key}.txt`, content: key } },
      ...first,
      { onTurn: { 2: second, '*': [{ say: 'Read.' }] } },
    ]
    return {
      ...{ id: key as TaskId, key, title: `Task ${key}`, effort: 'quick' as const },
      brief: `\`\`\`steps\n${steps.map((step) => `- ${JSON.stringify(step)}`).join('\n')}\n\`\`\`\n`,
      ...{ after: [], paths: [], gates: [], priority: 0, candidates: 1, budget: {} },
      agents: [{ kind: 'catalogue' as const, id: 'scripted' }],
    }
  })
}

/** Has them talk, ends what they settle with one behind the other, and lands them all. */
async function follow(person: Person, sandbox: Sandbox, random: Random): Promise<void> {
  await accepted(person, {
    type: 'run.plan',
    payload: {
      ...{ run, project: 'p' as ProjectId, repository: sandbox.repository, initialize: false },
      ...{ autoLand: false, approve: true },
      plan: {
        ...{ goal: 'All of it', topology: 'team', effort: 'quick', gates: [], budget: {} },
        limits: { parallel: null, review: null },
        tasks: planned(),
      },
    },
  })
  const threadOf = (key: string) => person.when(({ task }) => task.get(key as TaskId)?.threads.at(-1)?.thread)
  const [a, b, c] = [await threadOf('a'), await threadOf('b'), await threadOf('c')]
  const parties: readonly ThreadId[] = [a, b]
  const payload = { negotiation, topic: 'Who is first', parties: [...parties], because: 'Both write.' }
  await accepted(person, { type: 'negotiation.open', payload })
  await allReady(person)
  const ruling = { kind: 'serialize', first: a } as const
  await accepted(person, { type: 'negotiation.settle', payload: { negotiation, ruling } })
  for (const thread of [a, b, c]) {
    const task = new Task({ person, sandbox, random, inventories: new Map() }, thread)
    await task.ready()
    await person.when((model) => {
      const now = model.thread.get(thread)
      return now?.state.kind === 'ready' && now.behind === undefined ? true : undefined
    })
    await task.land()
  }
}

function allReady(person: Person): Promise<true> {
  return person.when(({ thread }) =>
    [...thread.values()].every(({ state }) => state.kind === 'ready') ? true : undefined,
  )
}

async function accepted(person: Person, command: PublicCommand): Promise<void> {
  const refused = await person.send(command)
  if (refused !== null) throw new Error(`${command.type} was refused: ${refused.message}`)
}
