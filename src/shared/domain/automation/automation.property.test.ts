import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AutomationId, ClaimId, FiringId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { StoredEvent } from '../event.ts'
import { unfollowed, wrongCounts } from '../testing/automation-checks.ts'
import {
  automation,
  claimed,
  definitionWith,
  deliveryOf,
  handOver,
  project,
  reportFile,
  withAutomation,
} from '../testing/automations.ts'
import { lots } from '../testing/orchestrate.ts'
import { outcomeOf, sessionReport } from '../testing/outside.ts'
import { Simulation } from '../testing/simulation.ts'
import type { Delivery } from './commands.ts'
import type { AutomationDefinition } from './definition.ts'
import { dueAt } from './due.ts'
import { lookedAtOnce } from './release.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 200)
const other = 'p1:own:other' as AutomationId
const hour = 3_600_000

type Draw = (below: number) => number

function pick<Value>(draw: Draw, ...values: readonly [Value, ...Value[]]): Value {
  return values[draw(values.length)] ?? values[0]
}

function randomDefinition(draw: Draw): AutomationDefinition {
  const on = pick<AutomationDefinition['on']>(
    draw,
    { manual: {} },
    { manual: {}, issue: {} },
    { schedule: { at: draw(3) } },
  )
  const limits = {
    parallel: pick(draw, null, 0, 1, 2, 3),
    cooldownMs: pick(draw, null, null, hour),
    cost: pick(draw, null, 0.1, 0.7),
    costPerDay: pick(draw, null, 0.3, 2),
    quiet: pick(draw, null, null, { from: '22:00', to: '07:00', zone: 'UTC' }),
    quietThen: pick(draw, 'hold', 'skip'),
  } as const
  return definitionWith(limits, { on, afterwards: pick(draw, [], [{ kind: 'comment' }]) })
}

function changeFile(simulation: Simulation, draw: Draw): void {
  const by = pick(draw, 'file', 'person')
  const of = pick(draw, { id: automation }, { id: other, scope: 'own' } as const)
  if (draw(4) > 0) {
    reportFile(simulation, randomDefinition(draw), { ...of, by })
    return
  }
  const problem = { code: 'x', message: 'Wrong.', remedy: 'Mend it.', line: 1, column: 1 }
  const file = pick(draw, { kind: 'gone' } as const, { kind: 'broken', problems: [problem] } as const)
  const payload = { automation: of.id, project, name: 'look', scope: 'project', by, file } as const
  simulation.send({ type: 'automation.report-file', payload })
}

/** Few ids, keys and subjects, so that the same comes again. */
function randomDelivery(draw: Draw, of: AutomationId): Delivery {
  const id = `${of === other ? 'o' : 'f'}${draw(60)}`
  const subject = pick(draw, null, '#1', '#2', `#${draw(9)}`)
  const verdicts = draw(9) === 0 ? [{ words: 'label is question', passed: false }] : []
  const chain = draw(15) === 0 ? [of] : []
  const more = { subject, verdicts, chain }
  return draw(3) === 0 ? deliveryOf(id, more) : claimed(id, `${of}#${draw(8)}` as ClaimId, more)
}

function burst(simulation: Simulation, draw: Draw): void {
  const of = pick(draw, automation, automation, other)
  const deliveries = Array.from({ length: 1 + draw(8) }, () => randomDelivery(draw, of))
  const payload = { automation: of, trigger: 'issue', deliveries, cursor: draw(5) }
  simulation.send({ type: 'automation.fire', payload })
}

function byPerson(simulation: Simulation, draw: Draw): Command {
  const firings = [...simulation.model.firing.values()]
  const firing = firings[draw(Math.max(1, firings.length))]?.id ?? ('none' as FiringId)
  const thread = anyThread(simulation, draw)
  const text = { kind: 'text', text: 'Go on', origin: 'person' } as const
  const prompt = `m-${simulation.events.length}` as PromptId
  const attempt = `a-${simulation.events.length}` as ThreadId
  const proposed = simulation.model.automation.get(automation)?.proposed?.revision ?? ''
  return pick<Command>(
    draw,
    { type: 'automation.switch', payload: { automation, on: draw(3) > 0 } },
    { type: 'automation.accept', payload: { automation, revision: proposed } },
    { type: 'automation.pause', payload: { project, paused: draw(3) === 0 } },
    { type: 'firing.release', payload: { firing } },
    { type: 'firing.drop', payload: { firing } },
    { type: 'thread.prompt', payload: { thread, prompt, attempt, blocks: [text] } },
    { type: 'thread.land', payload: { thread, landing: `l-${thread}` as never, strategy: 'squash' } },
    { type: 'thread.discard', payload: { thread } },
    { type: 'thread.restore', payload: { thread } },
    { type: 'thread.stop', payload: { thread } },
    ...(draw(6) === 0 ? [{ type: 'automation.stop-all', payload: { project } } as const] : []),
  )
}

function anyThread({ model }: Simulation, draw: Draw): ThreadId {
  const threads = [...model.thread.values()]
  return threads[draw(Math.max(1, threads.length))]?.id ?? ('none' as ThreadId)
}

/** The host does the next thing that it was asked for, or an agent tells something. */
function advance(simulation: Simulation, draw: Draw): void {
  const runnable = simulation.runnable()
  const pending = runnable[draw(Math.max(1, runnable.length))]
  if (pending === undefined || draw(3) === 0) {
    const thread = anyThread(simulation, draw)
    const report = draw(4) === 0 ? usage(simulation, thread, draw) : sessionReport(simulation, thread, draw(1000))
    if (report !== null) simulation.send(report)
    return
  }
  const { effect } = pending
  if (effect.kind !== 'firing.dispatch') simulation.settle(pending, outcomeOf(simulation, pending, draw(1000)))
  else if (draw(9) > 0) simulation.settle(pending, handOver(simulation, effect.payload.firing, draw(7) === 0))
  else {
    const failure = { code: 'claimed', message: 'Another host has it.', remedy: 'Look there.' }
    const payload = { firing: effect.payload.firing, code: 'elsewhere', failure } as const
    simulation.settle(pending, [{ type: 'firing.report-undispatched', payload }])
  }
}

function usage(simulation: Simulation, thread: ThreadId, draw: Draw): Command {
  const known = simulation.thread(thread)
  const cost = (known?.usage?.cost ?? 0) + draw(3) / 10
  const told = { used: (known?.usage?.used ?? 0) + draw(100), size: 1_000, cost }
  return { type: 'usage.report', payload: { thread, generation: known?.session.generation ?? 0, usage: told } }
}

type Step = readonly [action: number, choice: number]

function perform(simulation: Simulation, [action, choice]: Step): void {
  const draw = lots(choice)
  // Nobody's clock is to be relied on.
  if (action === 0) simulation.now += pick(draw, -30, -3, 1, 5, 26, 400) * hour
  else if (action === 1) changeFile(simulation, draw)
  else if (action === 2) simulation.send({ type: 'pool.start', payload: { limit: 3 } })
  else if (action <= 4) simulation.send(byPerson(simulation, draw), undefined, 'person')
  else if (action === 5) simulation.send({ type: 'automation.check', payload: {} })
  else if (action <= 9) burst(simulation, draw)
  else advance(simulation, draw)
}

/** What was known of limits before each event: what no later state shows. */
class Watch {
  readonly #underWay = new Map<string, number>()
  readonly #parallel = new Map<string, number | null>()
  #paused = false

  /** What the event does that nothing may. */
  see({ event }: StoredEvent, byHand: boolean): string | null {
    switch (event.type) {
      case 'project.automations-paused':
        this.#paused = event.paused
        return null
      case 'automation.defined':
        this.#parallel.set(event.id, event.definition.limits.parallel)
        return null
      case 'automation.settled':
        this.#add(event.id, event.underWay)
        return null
      case 'automation.counted':
        return event.as === 'dispatched' ? this.#dispatched(event.id, byHand) : null
      default:
        return null
    }
  }

  #dispatched(id: string, byHand: boolean): string | null {
    const before = this.#underWay.get(id) ?? 0
    const limit = this.#parallel.get(id) ?? Number.POSITIVE_INFINITY
    this.#add(id, 1)
    if (byHand) return null
    if (this.#paused) return `${id} dispatches while its project is paused`
    return before < limit ? null : `${id} dispatches beside ${before}, and ${limit} may be under way`
  }

  #add(id: string, change: number): void {
    this.#underWay.set(id, (this.#underWay.get(id) ?? 0) + change)
  }
}

/** Each firing was recorded once, and nothing stays set aside for what is not under way. */
function wrongRecords({ events, model }: Simulation): readonly string[] {
  const recorded = events.flatMap(({ event }) => (event.type === 'firing.recorded' ? [event.id] : []))
  const twice = recorded.length === new Set(recorded).size ? [] : ['a firing was recorded twice']
  const aside = [...model.automation.values()].filter(({ spent, underWay }) => underWay === 0 && spent.reserved !== 0)
  return [...twice, ...aside.map(({ id, spent }) => `${spent.reserved} stays set aside for ${id}`)]
}

/** Nothing that could go on waits for the next check, unless more do than one decision looks at. */
function idleNow({ model, now }: Simulation): readonly string[] {
  const due = dueAt(model, now)
  const many = [...model.automation.values()].some(({ held }) => held > lookedAtOnce / 2)
  return due === null || due > now || many ? [] : ['something is held by nothing']
}

const steps = fc.array(fc.tuple(fc.nat(24), fc.nat(1_000_000)), { minLength: 30, maxLength: 150, size: 'max' })

it('keeps to every limit, records every delivery once and counts right, whatever happens in whatever order', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const simulation = withAutomation({ parallel: 2 })
      const watch = new Watch()
      let seen = 0
      let asked = true
      for (const step of [[1, 1] as const, ...sequence]) {
        perform(simulation, step)
        const byHand = simulation.events
          .slice(seen)
          .some(({ event }) => event.type === 'firing.released' && event.reason === 'you sent it on')
        const broken = simulation.events.slice(seen).flatMap((stored) => watch.see(stored, byHand) ?? [])
        seen = simulation.events.length
        // Whatever ends a hold lets go in the same decision; only a clock needs asking.
        if (step[0] === 0 || step[0] === 5) asked = step[0] === 5
        const idle = asked ? idleNow(simulation) : []
        const wrong = [...wrongCounts(simulation), ...wrongRecords(simulation), ...unfollowed(simulation)]
        expect([...broken, ...wrong, ...idle]).toEqual([])
      }
      // What may go on does, in as many checks as it takes, and then nothing is due any more.
      for (
        let checks = 0;
        (dueAt(simulation.model, simulation.now + 1) ?? Number.POSITIVE_INFINITY) <= simulation.now + 1;
        checks += 1
      ) {
        expect(checks).toBeLessThan(20)
        simulation.send({ type: 'automation.check', payload: {} })
      }
    }),
    { numRuns: runs },
  )
})

it('is rebuilt the same from its events', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const simulation = withAutomation({ parallel: 2 })
      for (const step of sequence) perform(simulation, step)
      const again = new Simulation()
      again.replay(simulation.events)
      for (const table of ['automation', 'firing', 'claim'] as const) {
        expect([...again.model[table].values()]).toEqual([...simulation.model[table].values()])
      }
    }),
    { numRuns: Math.ceil(runs / 10) },
  )
})
