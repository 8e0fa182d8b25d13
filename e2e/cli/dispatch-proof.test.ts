import { describe, expect, it } from 'vitest'
import type { ThreadDetail } from '../../src/main/shells/answers/views.ts'
import { defaultSettings } from '../../src/shared/settings/settings.ts'
import { testMachine } from './kit/machine.ts'
import { planFile, plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const timeout = 120_000
const mended = steps(write('work.txt', 'wrong\n'), { onTurn: { 2: [write('work.txt', 'right\n')] } })

interface Waited {
  readonly thread: string
  readonly run: string
  readonly state: string
  readonly reason: string | null
}

describe('one task with gates or recovery', { timeout }, () => {
  it('is ready once its gates pass', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const done = await machine.dispatch(
      repository,
      mended,
      '--gate',
      'grep -q right work.txt',
      '--gate',
      'true',
      '--wait',
    )
    expect(done.state).toBe('ready')
    const detail = await machine.ok<ThreadDetail>('show', done.thread)
    expect(detail.turns).toBe(2)
    const { tasks } = await plansOn(machine, repository).show(done.run)
    expect(Object.values(tasks)).toMatchObject([{ state: 'ready', thread: done.thread, attempts: 2 }])
  })

  it('is waited for until another thread that took it over is at its end too', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const prompt = steps(write('work.txt', 'wrong\n'))
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', prompt]
    const ended = await machine.cli([...args, '--gate', 'grep -q right work.txt', '--recover', '--wait'], {
      patienceMs: timeout,
    })
    expect(ended.code).toBe(1)
    const { reason, run, state, thread } = JSON.parse(ended.stdout) as Waited
    expect({ reason, state }).toEqual({ reason: 'gate-failed', state: 'parked' })
    const [task] = Object.values((await plansOn(machine, repository).show(run)).tasks)
    expect(task).toMatchObject({ thread, state: 'parked', reason: 'gate-failed' })
    expect(task?.attempts).toBeGreaterThan(2)
    const { threads } = await machine.ok<{ threads: readonly { id: string; run: string }[] }>('threads')
    expect(threads.map(({ id }) => id)).toContain(thread)
    expect(threads).toHaveLength(2)
  })

  it('is sent again after a crash where that was asked for, and otherwise not', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const prompt = steps({ if: { file: 'met', exists: false, steps: [write('met', ''), { crash: 3 }] } })
    expect((await machine.dispatch(repository, prompt, '--recover', '--wait')).state).toBe('ready')
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', prompt, '--wait']
    const plain = await machine.cli(args)
    expect(plain.code).toBe(1)
    expect(JSON.parse(plain.stdout)).toMatchObject({ state: 'parked', reason: 'crash' })
  })

  it('is tried by several side by side', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const done = await machine.dispatch(repository, steps(write('b.txt', 'b\n')), '--candidates', '3', '--wait')
    expect(done.state).toBe('ready')
    const { threads } = await machine.ok<{ threads: readonly { run: string; state: string }[] }>('threads')
    expect(threads.map(({ run, state }) => [run, state])).toEqual(Array(3).fill([done.run, 'ready']))
  })

  it('keeps to a budget', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const spends = { repeat: { times: 30, everyMs: 300, steps: [{ usage: { used: 20_000, size: 200_000 } }] } }
    const prompt = steps(write('b.txt', 'b\n'), { usage: { used: 12_000, size: 200_000 } }, spends)
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', prompt, '--wait']
    const ended = await machine.cli([...args, '--budget-tokens', '10000'])
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.stdout)).toMatchObject({ state: 'parked', reason: 'budget' })
  })

  it.each([
    ['--effort', 'much'],
    ['--candidates', '0'],
    ['--candidates', '9'],
    ['--budget-minutes', '0'],
    ['--budget-cost', '-1'],
    ['--budget-tokens', 'many'],
  ])('refuses %s %s', async (option, value) => {
    const machine = testMachine()
    const args = ['dispatch', '--repo', '.', '--agent', 'scripted', '--prompt', 'x', option, value]
    expect(await machine.cli(args)).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('a goal that an agent plans', { timeout }, () => {
  it('is done hands off where what it proposes is approved beforehand', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const tasks = [
      { id: 'one', brief: 'echo 1 > one.txt' },
      { id: 'two', brief: 'cat one.txt > two.txt', after: ['one'] },
    ]
    const goal = steps({ mcp: { server: 'switchyard', tool: 'submit_plan', args: { goal: 'Two files', tasks } } })
    const args = ['plan', '--goal', goal, '--repo', repository.folder, '--agent', 'scripted']
    const more = ['--approve', '--auto-land', '--wait', '--json']
    const done = await machine.cli([...args, ...more], { patienceMs: timeout, text: true })
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' })
    const { run } = JSON.parse(done.stdout) as { run: string }
    expect(states(await plansOn(machine, repository).show(run))).toEqual({ one: 'landed', two: 'landed' })
    expect(repository.read('two.txt')).toBe('1\n')
  })

  it('says where no plan came of it', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const args = ['plan', '--repo', repository.folder, '--agent', 'scripted', '--wait', '--goal']
    const silent = await machine.cli([...args, steps({ say: 'I have no idea.' })])
    expect(silent).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(silent.stdout)).toMatchObject({ state: 'planning', tasks: [], reason: null })
    const failed = await machine.cli([...args, steps({ fail: { class: 'auth', message: 'sign in' } })])
    expect(failed).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(failed.stdout)).toMatchObject({ state: 'planning', tasks: [], reason: 'auth' })
  })
})

describe('a plan of very many tasks', { timeout }, () => {
  it('starts only once its estimate was confirmed', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.ok('settings', 'set', 'limits', JSON.stringify({ ...defaultSettings.limits, fanOut: 2 }))
    const tasks = ['one', 'two', 'three'].map((id) => ({ id, brief: 'true' }))
    const file = planFile(machine, { tasks })
    const args = ['plan', file, '--repo', repository.folder, '--approve']
    const early = await machine.refused(...args)
    expect(early.code).toBe('confirm-estimate')
    expect(await machine.ok(...args, '--confirm')).toMatchObject({ state: 'running' })
  })
})
