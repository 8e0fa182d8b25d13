import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import { aggregates } from '../../shared/domain/model.ts'
import { sessionReport } from '../../shared/domain/testing/outside.ts'
import type { Simulation } from '../../shared/domain/testing/simulation.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { StoredEffect } from '../ports/store.ts'
import type { Acknowledgment } from './engine.ts'
import { EngineWorld } from './testing/engine-world.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300)
/** The same runs every time, since they must meet everything that is expected to happen; others by choice. */
const seed = Number(globalThis.process?.env.FAST_CHECK_SEED ?? 20)

type Step = readonly [action: number, which: number, choice: number, apart: boolean]

const steps = fc.array(fc.tuple(fc.nat(22), fc.nat(4), fc.nat(1000), fc.boolean()), {
  minLength: 30,
  maxLength: 150,
  size: 'max',
})
const setting = fc.record({
  limit: fc.integer({ min: 1, max: 3 }),
  choices: fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
  steps,
})

interface Sent {
  readonly id: CommandId
  readonly command: Command
  readonly host: number
  answer: Result<Acknowledgment, Refusal> | null
}

const text = { kind: 'text', text: 'Go on', origin: 'person' }

function dispatch(thread: string): Command {
  return {
    type: 'run.dispatch',
    payload: {
      run: `r-${thread}`,
      task: `k-${thread}`,
      thread,
      prompt: `m-${thread}`,
      project: 'p1',
      repository: '/repository',
      initialize: false,
      agent: { kind: 'catalogue', id: 'scripted' },
      blocks: [text],
    },
  } as unknown as Command
}

function commandOf(world: EngineWorld, [action, which, choice]: Step): Command {
  const thread = `t${which}`
  const { model } = world.engine
  const landings = [...model.landing.values()]
  const payloads: readonly (readonly [string, object])[] = [
    ['thread.prompt', { thread, prompt: `m${choice}`, blocks: [text], attempt: `a${choice}` }],
    ['thread.steer', { thread, prompt: `s${choice}`, blocks: [text] }],
    ['thread.answer', { thread, request: model.thread.get(thread)?.requests[0]?.id ?? 'none', answer: 'allow' }],
    [choice % 2 === 0 ? 'thread.interrupt' : 'thread.stop', { thread }],
    ['thread.land', { thread, landing: `l${choice}`, strategy: 'squash' }],
    ['thread.discard', { thread }],
    ['thread.restore', { thread }],
    ['landing.undo', { landing: landings[choice % Math.max(1, landings.length)]?.id ?? 'none' }],
  ]
  const chosen = payloads[action - 3]
  return chosen === undefined ? dispatch(thread) : ({ type: chosen[0], payload: chosen[1] } as unknown as Command)
}

/** Plays the steps of one run against a world and keeps what was answered. */
class Play {
  readonly world: EngineWorld
  readonly sent: Sent[] = []

  constructor(world: EngineWorld) {
    this.world = world
  }

  async step(step: Step): Promise<void> {
    const [action, which, choice, apart] = step
    if (action <= 10) this.send(`c${this.sent.length}`, commandOf(this.world, step))
    else if (action === 11) this.#again(choice, (earlier) => earlier.command)
    else if (action === 12) this.#again(choice, (earlier) => this.#other(earlier.command))
    else if (action === 13) this.world.memory.failNextWrite(failure('store-full', 'The disk is full.', 'Free some.'))
    else if (action === 14) await this.world.crash()
    else if (action === 15) this.world.clock.advance(600)
    else if (action <= 18) this.world.openGate(choice)
    else this.#report(which, choice)
    if (apart) await this.look()
  }

  send(id: string, command: Command): void {
    const sent: Sent = { id: id as CommandId, command, host: this.world.hosts, answer: null }
    this.sent.push(sent)
    const submitted = this.world.engine.submit({ id: sent.id, command, actor: 'person' })
    submitted.then(
      (answer) => {
        sent.answer = answer
      },
      // A store that was closed under it, by the death of its host: nobody hears the answer.
      () => undefined,
    )
  }

  /** What must hold between any two steps. */
  async look(): Promise<void> {
    await this.world.round()
    const { engine, memory } = this.world
    const stored = await memory.load()
    expect(engine.sequence, 'the model is behind or ahead of the store').toBe(stored.sequence)
    const live = aggregates.flatMap((aggregate) =>
      [...engine.model[aggregate].values()].map((state) => JSON.parse(JSON.stringify({ aggregate, state }))),
    )
    const rows = stored.states.map(({ aggregate, state }) => ({ aggregate, state }))
    expect(sorted(live)).toEqual(sorted(rows))
    if (this.world.begun) this.#interruptingHaveStarted(stored.effects)
  }

  #interruptingHaveStarted(unsettled: readonly StoredEffect[]): void {
    const started = new Set(
      this.world.performances.filter(({ host }) => host === this.world.hosts).map(({ key }) => key),
    )
    const late = unsettled.filter((effect) => effect.interrupting && !started.has(effect.key))
    expect(late, 'interrupting effects wait').toEqual([])
  }

  #again(choice: number, command: (earlier: Sent) => Command): void {
    const earlier = this.sent[choice % Math.max(1, this.sent.length)]
    if (earlier !== undefined) this.send(earlier.id, command(earlier))
  }

  #other(command: Command): Command {
    return { type: 'thread.stop', payload: { thread: `other-${command.type}` } } as unknown as Command
  }

  #report(which: number, choice: number): void {
    const { engine } = this.world
    const simulated = { thread: (id: string) => engine.model.thread.get(id) } as unknown as Simulation
    const command = sessionReport(simulated, `t${which}` as never, choice)
    if (command === null) return
    engine.report({ id: `report-${choice}`, command }).catch(() => undefined)
  }
}

function sorted(rows: readonly { readonly aggregate: string; readonly state: object }[]) {
  const name = (row: (typeof rows)[number]) => `${row.aggregate} ${(row.state as { id: string }).id}`
  return [...rows].sort((one, other) => (name(one) < name(other) ? -1 : 1))
}

async function play({ limit, choices, steps: sequence }: { limit: number; choices: number[]; steps: Step[] }) {
  const world = new EngineWorld(limit)
  world.choose(choices)
  await world.start()
  await world.round()
  const played = new Play(world)
  for (const step of sequence) await played.step(step)
  await world.crash()
  await world.quiesce()
  await played.look()
  return played
}

/** One answer an id: what was acknowledged stands, under whichever host it is asked again. */
async function answersHold({ sent, world }: Play): Promise<void> {
  const events = await world.memory.readEvents({ after: 0, limit: 1_000_000 })
  for (const id of new Set(sent.map((one) => one.id))) {
    const answers = sent.filter((one) => one.id === id)
    const granted = answers.filter((one) => one.answer?.ok === true)
    const [first] = granted
    if (first === undefined) continue
    const [receipt] = await world.memory.findReceipts([id])
    for (const one of granted) {
      expect(one.answer?.ok && one.answer.value).toEqual({ command: id, sequence: receipt?.sequence })
      expect(JSON.stringify(one.command)).toBe(JSON.stringify(first.command))
    }
    const own = events.filter((event) => event.command === id)
    if (own.length > 0) expect(own.at(-1)?.sequence).toBe(receipt?.sequence)
    expect(new Set(own.map((event) => event.at)).size, 'carried out more than once').toBeLessThanOrEqual(1)
  }
}

/** Effects of a lane follow each other; each is asked for at most once a host, and settled once. */
function effectsHold({ world }: Play): void {
  const { performances, settledTimes, stored } = world
  for (const effect of stored) expect(settledTimes.get(effect.key), `${effect.key} ${effect.kind}`).toBe(1)
  const order = new Map(stored.map((effect, at) => [effect.key, { at, effect }]))
  for (let host = 1; host <= world.hosts; host += 1) {
    const own = performances.filter((performance) => performance.host === host)
    expect(new Set(own.map(({ key }) => key)).size).toBe(own.length)
    const last = new Map<string, number>()
    for (const { key } of own) {
      const known = order.get(key)
      if (known === undefined || known.effect.interrupting) continue
      expect(known.at, `${key} overtook its lane`).toBeGreaterThan(last.get(known.effect.lane) ?? -1)
      last.set(known.effect.lane, known.at)
    }
  }
}

/** What was intended is never done again: the next host asks how it ended. */
function intentsHold({ world }: Play): void {
  const intended = new Set<string>()
  for (const { key, how, intended: noted } of world.performances) {
    if (intended.has(key)) expect(how, `${key} was done again`).toBe('resolve')
    if (noted) intended.add(key)
  }
}

/** Broken handlers are told of, and their effects end all the same. */
function brokenHaveOutcomes({ world }: Play): void {
  const broken = world.performances.filter((performance) => performance.broke)
  expect(world.problems.length).toBe(broken.length)
  for (const { key } of broken) expect(world.settledTimes.get(key)).toBe(1)
}

const expectedToHappen = ['granted', 'refused', 'command-id-reused', 'store-full', 'resolve', 'broke', 'ran twice']

function* happened({ sent, world }: Play): Iterable<string> {
  for (const { answer } of sent) {
    if (answer?.ok) yield 'granted'
    else if (answer !== null) yield expectedToHappen.includes(answer.error.code) ? answer.error.code : 'refused'
  }
  const seen = new Set<string>()
  for (const { key, how, broke } of world.performances) {
    if (how === 'resolve') yield how
    if (broke) yield 'broke'
    if (seen.has(key)) yield 'ran twice'
    seen.add(key)
  }
}

describe('the engine under failing writes, deaths and broken handlers', () => {
  it('loses no acknowledged command, answers an id once, and settles every effect once', async () => {
    const coverage = new Map(expectedToHappen.map((name) => [name, 0]))
    await fc.assert(
      fc.asyncProperty(setting, async (given) => {
        const played = await play({ limit: given.limit, choices: given.choices, steps: given.steps })
        await answersHold(played)
        effectsHold(played)
        intentsHold(played)
        brokenHaveOutcomes(played)
        for (const name of happened(played)) coverage.set(name, (coverage.get(name) ?? 0) + 1)
      }),
      { numRuns: runs, seed },
    )
    // A run that never met one of these would prove nothing about it.
    for (const name of expectedToHappen) expect(coverage.get(name), name).toBeGreaterThan(0)
  }, 120_000)
})
