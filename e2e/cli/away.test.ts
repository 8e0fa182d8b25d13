import { expect, it } from 'vitest'
import type { HostCheck } from '../../src/shared/contract/channels/host.ts'
import type { Digest } from '../../src/shared/domain/supervision/digest.ts'
import { testMachine } from './kit/machine.ts'
import { plansOn } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const timeout = 120_000

it('says before one leaves what may stop a run, and after one came back what became of it', { timeout }, async () => {
  const machine = testMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  await machine.serve()
  const plans = plansOn(machine, repository)
  const plan = {
    budget: { tokens: 1000 },
    tasks: [
      { id: 'good', brief: steps(write('good.txt', 'good\n')) },
      { id: 'bad', brief: steps({ stop: 'refusal' }, { crash: 3 }), after: ['good'] },
    ],
  }
  const draft = await plans.start(plan)
  const { checks } = await machine.ok<{ checks: readonly HostCheck[] }>('away', draft.run)
  const named = new Map(checks.map((check) => [check.name, check]))
  expect([...named.keys()]).toEqual(
    expect.arrayContaining(['pool', 'scripted', 'limits', 'permissions', 'run', 'budget', 'disk', 'awake']),
  )
  expect(named.get('scripted')).toMatchObject({ state: 'ok', detail: 'Scripted needs no account.' })
  expect(named.get('run')).toMatchObject({ state: 'warning', remedy: 'Approve the plan.' })
  expect(named.get('budget')?.detail).toContain('0 of 1,000 tokens used')
  await machine.ok('freeze')
  const frozen = await machine.ok<{ checks: readonly HostCheck[] }>('away')
  expect(frozen.checks[0]).toMatchObject({ name: 'pool', state: 'failed' })
  expect(await machine.refused('away', 'no-such-run')).toMatchObject({ code: 'run-unknown' })
  await machine.ok('thaw')
  const done = await plans.run({ tasks: [{ id: 'good', brief: steps(write('good.txt', 'good\n')) }] }, '--auto-land')
  expect(done.tasks.good?.state).toBe('landed')
  const digest = await machine.ok<Digest>('digest', '--since', '1h')
  expect(digest.landed).toMatchObject([{ into: 'main', thread: done.tasks.good?.thread }])
  expect(digest.moved).toMatchObject([{ into: 'main', landings: 1 }])
  expect(digest.waiting.map(({ kind }) => kind)).toContain('plan')
  const wrong = await machine.cli(['digest', '--since', 'yesterday'])
  expect(wrong.code).toBe(2)
})

it('answers without a host too, as text for a person', { timeout }, async () => {
  const machine = testMachine()
  const away = await machine.cli(['away'], { text: true })
  expect(away.code).toBe(0)
  expect(away.stdout).toMatch(/^ok +pool/)
  const digest = await machine.cli(['digest'], { text: true })
  expect(digest.stdout).toContain('Nothing landed, nothing failed, nothing waits for you.')
})
