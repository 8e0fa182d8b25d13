import { beforeAll, describe, expect, it } from 'vitest'
import type { ThreadDetail } from '../../src/main/shells/answers/views.ts'
import { defaultSettings } from '../../src/shared/settings/settings.ts'
import { fileMachine, testMachine } from './kit/machine.ts'
import { planFile, plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const timeout = 120_000
/** For a command that waits for a whole task. */
const patient = { patienceMs: 100_000 }
const mended = steps(write('work.txt', 'wrong\n'), { onTurn: { 2: [write('work.txt', 'right\n')] } })

interface Waited {
  readonly thread: string
  readonly run: string
  readonly state: string
  readonly reason: string | null
}

// Most of each is waiting, so one host waits for all of them.
const machine = fileMachine()
beforeAll(async () => {
  await machine.serve('--pool', '8')
})

interface Listed {
  readonly id: string
  readonly run: string
  readonly state: string
}

async function threadsOf(run: string): Promise<readonly Listed[]> {
  const { threads } = await machine.ok<{ threads: readonly Listed[] }>('threads')
  return threads.filter((thread) => thread.run === run)
}

describe.concurrent('one task with gates or recovery', { timeout }, () => {
  it('is ready once its gates pass', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'gates')
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
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'taken over')
    const prompt = steps(write('work.txt', 'wrong\n'))
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', prompt]
    const ended = await machine.cli([...args, '--gate', 'grep -q right work.txt', '--recover', '--wait'], patient)
    expect(ended.code).toBe(1)
    const { reason, run, state, thread } = JSON.parse(ended.stdout) as Waited
    expect({ reason, state }).toEqual({ reason: 'gate-failed', state: 'parked' })
    const [task] = Object.values((await plansOn(machine, repository).show(run)).tasks)
    expect(task).toMatchObject({ thread, state: 'parked', reason: 'gate-failed' })
    expect(task?.attempts).toBeGreaterThan(2)
    const threads = await threadsOf(run)
    expect(threads.map(({ id }) => id)).toContain(thread)
    expect(threads).toHaveLength(2)
  })

  it('is sent again after a crash where that was asked for, and otherwise not', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'crash')
    const prompt = steps({ if: { file: 'met', exists: false, steps: [write('met', ''), { crash: 3 }] } })
    expect((await machine.dispatch(repository, prompt, '--recover', '--wait')).state).toBe('ready')
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', prompt, '--wait']
    const plain = await machine.cli(args, patient)
    expect(plain.code).toBe(1)
    expect(JSON.parse(plain.stdout)).toMatchObject({ state: 'parked', reason: 'crash' })
  })

  it('is tried by several side by side', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'several')
    const done = await machine.dispatch(repository, steps(write('b.txt', 'b\n')), '--candidates', '3', '--wait')
    expect(done.state).toBe('ready')
    expect((await threadsOf(done.run)).map(({ state }) => state)).toEqual(Array(3).fill('ready'))
  })

  it('keeps to a budget', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'budget')
    const spends = { repeat: { times: 30, everyMs: 300, steps: [{ usage: { used: 20_000, size: 200_000 } }] } }
    const prompt = steps(write('b.txt', 'b\n'), { usage: { used: 12_000, size: 200_000 } }, spends)
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', prompt, '--wait']
    const ended = await machine.cli([...args, '--budget-tokens', '10000'], patient)
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
    const args = ['dispatch', '--repo', '.', '--agent', 'scripted', '--prompt', 'x', option, value]
    expect(await machine.cli(args)).toMatchObject({ code: 2, stdout: '' })
  })
})

describe.concurrent('a goal that an agent plans', { timeout }, () => {
  it('is done hands off where what it proposes is approved beforehand', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'hands off')
    const tasks = [
      { id: 'one', brief: 'echo 1 > one.txt' },
      { id: 'two', brief: 'cat one.txt > two.txt', after: ['one'] },
    ]
    const goal = steps({ mcp: { server: 'switchyard', tool: 'submit_plan', args: { goal: 'Two files', tasks } } })
    const args = ['plan', '--goal', goal, '--repo', repository.folder, '--agent', 'scripted']
    const more = ['--approve', '--auto-land', '--wait', '--json']
    const done = await machine.cli([...args, ...more], { ...patient, text: true })
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' })
    const { run } = JSON.parse(done.stdout) as { run: string }
    expect(states(await plansOn(machine, repository).show(run))).toEqual({ one: 'landed', two: 'landed' })
    expect(repository.read('two.txt')).toBe('1\n')
  })

  it('says where no plan came of it', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'no plan')
    const args = ['plan', '--repo', repository.folder, '--agent', 'scripted', '--wait', '--goal']
    const silent = await machine.cli([...args, steps({ say: 'I have no idea.' })], patient)
    expect(silent).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(silent.stdout)).toMatchObject({ state: 'planning', tasks: [], reason: null })
    const failed = await machine.cli([...args, steps({ fail: { class: 'auth', message: 'sign in' } })], patient)
    expect(failed).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(failed.stdout)).toMatchObject({ state: 'planning', tasks: [], reason: 'auth' })
  })
})

describe('a plan of very many tasks', { timeout }, () => {
  it('starts only once its estimate was confirmed', async () => {
    const own = testMachine()
    const repository = own.repository({ 'a.txt': 'one\n' })
    await own.ok('settings', 'set', 'limits', JSON.stringify({ ...defaultSettings.limits, fanOut: 2 }))
    const tasks = ['one', 'two', 'three'].map((id) => ({ id, brief: 'true' }))
    const file = planFile(own, { tasks })
    const args = ['plan', file, '--repo', repository.folder, '--approve']
    const early = await own.refused(...args)
    expect(early.code).toBe('confirm-estimate')
    expect(await own.ok(...args, '--confirm')).toMatchObject({ state: 'running' })
  })
})
