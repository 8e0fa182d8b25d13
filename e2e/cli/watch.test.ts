import { describe, expect, it } from 'vitest'
import type { DomainEvent } from '../../src/shared/domain/event.ts'
import { fileMachine, type Machine } from './kit/machine.ts'
import { plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

/** So short that a test needs no minutes; a slow machine's own pauses must stay below it. */
const quiet = { SWITCHYARD_QUIET_MS: '2500' }
const timeout = 170_000

const task = (id: string, ...list: readonly object[]) => ({ id, brief: steps(...list) })
const landing = (id: string, ...list: readonly object[]) => task(id, ...list, write(`${id}.txt`, `${id}\n`))

/** What was believed to be wrong and what was done about it, in order. */
async function diagnoses(machine: Machine): Promise<readonly string[]> {
  const { stdout } = await machine.cli(['events'])
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DomainEvent)
  return events.flatMap((event) =>
    event.type === 'recovery.diagnosed' ? [`${event.diagnosis.class}: ${event.diagnosis.step.kind}`] : [],
  )
}

// Most of each is waiting, so they wait side by side, each on a host of its own.
describe.concurrent('a silent agent', { timeout }, () => {
  const [slow, hanging, circling] = [fileMachine(quiet), fileMachine(quiet), fileMachine(quiet)]

  it('agents that are slow but alive are left alone and land, each at its first attempt', async () => {
    const repository = slow.repository({ 'a.txt': 'one\n' })
    const done = await plansOn(slow, repository).run(
      {
        limits: { parallel: 4 },
        tasks: [
          landing('computes', { spin: 9000 }),
          landing('sleeps', { run: 'sleep 9' }),
          landing('prints', { repeat: { times: 6, everyMs: 1500, steps: [{ say: 'at it' }] } }),
          landing('writes', { run: 'for i in 1 2 3 4 5; do echo $i >> log.tmp; sleep 1.8; done; rm log.tmp' }),
        ],
      },
      '--auto-land',
    )
    expect(states(done)).toEqual({ computes: 'landed', sleeps: 'landed', prints: 'landed', writes: 'landed' })
    expect(Object.values(done.tasks).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1])
    expect(await diagnoses(slow)).toEqual([])
  })

  it('one that hangs is ended and sent again, and parked with what was tried where it hangs on', async () => {
    const repository = hanging.repository({ 'a.txt': 'one\n' })
    const mark = [{ if: { file: 'met', exists: false, steps: [write('met', ''), { hang: true }] } }, { delete: 'met' }]
    const done = await plansOn(hanging, repository).run(
      { limits: { parallel: 2 }, tasks: [landing('once', ...mark), task('ever', { hang: true })] },
      '--auto-land',
    )
    expect(states(done)).toEqual({ once: 'landed', ever: 'parked: hang' })
    expect(done.tasks.once?.attempts).toBe(2)
    expect(done.tasks.ever?.attempts).toBeLessThanOrEqual(6)
    expect(done.tasks.ever?.message).not.toBe(null)
    const found = await diagnoses(hanging)
    expect(found.slice(0, 2)).toEqual(['tool-hang: interrupt', 'tool-hang: interrupt'])
    expect(found).toContain('tool-hang: fresh')
    expect(found.at(-1)).toBe('tool-hang: ask')
  })

  it('one that goes around in circles gets one hint, then another thread takes over', async () => {
    const repository = circling.repository({ 'a.txt': 'one\n' })
    const circle = {
      repeat: { times: 400, everyMs: 20, steps: [{ run: { command: 'echo same; false', expect: 'any' } }] },
    }
    const done = await plansOn(circling, repository).run({ tasks: [task('circles', circle)] }, '--auto-land')
    expect(done.tasks.circles?.state).toBe('parked')
    expect(done.tasks.circles?.attempts).toBeGreaterThan(1)
    expect(done.tasks.circles?.attempts).toBeLessThanOrEqual(9)
    // The hint is no step for this agent: its turn ends without a change, and that is no way out of a circle.
    expect((await diagnoses(circling)).slice(0, 2)).toEqual(['loop: steer', 'nothing-changed: fresh'])
  })
})
