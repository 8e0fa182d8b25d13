import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import { definitionWith } from '../../../shared/domain/testing/automations.ts'
import type { AutomationId } from '../../../shared/kernel/ids.ts'
import { cronerCron } from '../../adapters/cron/croner-cron.ts'
import { AutomationWorld } from '../../automations/testing/automation-world.ts'
import { Fuse } from '../../automations/testing/fuse.ts'
import { runTriggers } from '../../automations/trigger-runner.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { scheduleTrigger } from '../../triggers/schedule.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

interface Rule {
  readonly cron: string
  readonly zone: string
  readonly missed: 'skip' | 'once' | 'all'
}

/** A host with a schedule, on a clock that a test moves. */
class ScheduledHost {
  readonly world = new AutomationWorld()
  readonly #rule: Rule
  /** The latest time that its clock showed. */
  latest: number
  #name = '' as AutomationId

  constructor(rule: Rule, from: number) {
    this.#rule = rule
    this.latest = from
    this.world.clock = createManualClock(from)
  }

  async start(): Promise<void> {
    await this.world.start()
    await this.world.open()
    this.#watch()
    const schedule = { ...this.#rule }
    this.#name = await this.world.define('nightly', definitionWith({}, { on: { schedule } }))
    await this.world.settle()
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= Math.min(left, minuteMs / 2)) {
      this.world.clock.advance(Math.min(left, minuteMs / 2))
      await this.world.settle()
      this.latest = Math.max(this.latest, this.world.clock.now())
    }
  }

  /** Starts the next host, which ends at that call to what is outside it; then there is none for a while. */
  async die({ call, minutes }: { readonly call: number; readonly minutes: number }): Promise<void> {
    const fuse = new Fuse(call)
    fuse.disarm()
    await this.#next(fuse)
    fuse.arm()
    await this.pass(2 * minuteMs)
    this.world.clock.jump(minutes * minuteMs)
    await this.#next(new Fuse())
    await this.pass(2 * minuteMs)
  }

  async #next(fuse: Fuse): Promise<void> {
    this.world.memory = this.world.memory.reopen()
    await this.world.start(fuse)
    this.#watch()
  }

  get automation(): Automation | undefined {
    return this.world.engine.model.automation.get(this.#name)
  }

  /** The times that were dispatched, each as often as there is a run of it. */
  async dispatched(): Promise<readonly string[]> {
    const { engine, memory } = this.world
    const times: string[] = []
    for (const { automation } of engine.model.run.values()) {
      const payload = automation === undefined ? null : await memory.readPayload(automation.firing)
      times.push(String(payload?.time))
    }
    return times.toSorted()
  }

  async close(): Promise<void> {
    await this.world.close()
  }

  #watch(): void {
    const { clock, engine, ids, problems, scope, service } = this.world
    const problem = (message: string, error: unknown) => void problems.push(`${message}: ${error}`)
    const schedule = scheduleTrigger({ clock, cron: cronerCron, problem })
    runTriggers({ clock, engine, ids, service, problem, triggers: new Map([['schedule', schedule]]) }, scope)
  }
}

describe('a schedule in a host', () => {
  it.each([
    ['forward', '2026-03-28T12:00:00Z', ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']],
    ['back', '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']],
  ])('has one run a night when the clocks are put %s', async (_, from, expected) => {
    const host = new ScheduledHost({ cron: '30 2 * * *', zone: 'Europe/Berlin', missed: 'once' }, Date.parse(from))
    await host.start()
    await host.pass(2 * dayMs)
    expect(await host.dispatched()).toEqual(expected)
    expect(host.automation).toMatchObject({ counts: { fired: 2, dispatched: 2, skipped: 0 }, held: 0 })
    await host.close()
  })

  it('has one run for what the machine slept through, and none again when the clock is put back', async () => {
    const host = new ScheduledHost(
      { cron: '30 2 * * *', zone: 'Europe/Berlin', missed: 'once' },
      Date.parse('2026-03-26T12:00:00Z'),
    )
    await host.start()
    // Three nights, in one of which the clocks are put forward.
    host.world.clock.jump(3 * dayMs)
    await host.pass(10 * minuteMs)
    expect(await host.dispatched()).toEqual(['2026-03-29T01:00:00.000Z'])
    host.world.clock.jump(-12 * 60 * minuteMs)
    await host.pass(25 * 60 * minuteMs)
    await host.die({ call: 3, minutes: 5 })
    expect(await host.dispatched()).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'])
    await host.close()
  })

  it('dispatches each time once, whatever becomes of the machine and the host', async () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
    const crons = fc.constantFrom('*/15 * * * *', '30 2 * * *', '0 */3 * * *', '5 0,2,3 * * *')
    const beginnings = fc.constantFrom('2026-03-07T23:00:30Z', '2026-03-28T23:00:00Z', '2026-10-24T23:10:00Z')
    const rules = fc.constantFrom<Rule['missed']>('skip', 'once', 'all')
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('pass', 'sleep', 'die', 'back'),
        minutes: fc.integer({ min: 1, max: 150 }),
        call: fc.integer({ min: 1, max: 25 }),
      }),
      { minLength: 2, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.record({ cron: crons, zone: zones, missed: rules }),
        beginnings,
        steps,
        async (rule, begun, life) => {
          const from = Date.parse(begun)
          const host = new ScheduledHost(rule, from)
          await host.start()
          for (const step of life) await live(host, step)
          const dispatched = await host.dispatched()
          const fired = host.automation?.counts
          const latest = host.latest
          await host.close()
          const times = cronerCron.parse(rule.cron, rule.zone)
          if (!times.ok) throw new Error(times.error.message)
          const due = times.value.between(from, latest, 10_000).map((at) => new Date(at).toISOString())
          expect(dispatched).toEqual(due.filter((time) => dispatched.includes(time)))
          if (rule.missed === 'all') expect(dispatched).toEqual(due)
          expect(fired).toMatchObject({ fired: dispatched.length, dispatched: dispatched.length, skipped: 0 })
        },
      ),
      { numRuns: 40 },
    )
  })
})

interface Step {
  readonly kind: 'pass' | 'sleep' | 'die' | 'back'
  readonly minutes: number
  readonly call: number
}

async function live(host: ScheduledHost, step: Step): Promise<void> {
  const { clock } = host.world
  if (step.kind === 'die') return host.die(step)
  if (step.kind === 'sleep') clock.jump(step.minutes * minuteMs)
  if (step.kind === 'back') clock.jump(-step.minutes * minuteMs)
  await host.pass(step.kind === 'pass' ? step.minutes * minuteMs : 2 * minuteMs)
}
