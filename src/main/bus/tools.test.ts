import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import { coordinatorLimit } from '../../shared/domain/run/coordinator-view.ts'
import type { NewTask } from '../../shared/domain/task/commands.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Proof } from '../../shared/domain/verification/state.ts'
import { failure } from '../../shared/kernel/failure.ts'
import type { CommandId, ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import type { Submission } from '../engine/engine.ts'
import { HostEngine } from '../engine/host-engine.ts'
import { dispatchFacts, idleHandlers } from '../engine/testing/effects.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import type { ToolBench } from '../ports/tools.ts'
import { toolBench } from './bench.ts'
import { busCapability } from './capability.ts'
import { Inbox } from './inbox.ts'
import type { BusServices, TestToTry } from './services.ts'

const agent = { kind: 'catalogue', id: 'scripted' } as const
const planner = 'planner' as ThreadId
const plain = 'plain' as ThreadId
const single = 'single' as ThreadId

let engine: HostEngine
let bench: ToolBench
let sent: Submission[]
let count: number

const submit = async (command: unknown) => {
  count += 1
  const answer = await engine.submit({ id: `p${count}` as CommandId, command: command as Command, actor: 'person' })
  expect(answer).toMatchObject({ ok: true })
}

const noTests: BusServices['tryTest'] = async () => err(failure('none', 'No test.', 'None.'))

function dispatch(thread: string, more: object = {}) {
  const ids = { run: `r-${thread}`, task: `t-${thread}`, thread, prompt: `p-${thread}`, project: 'project' }
  const blocks = [{ kind: 'text', text: 'Do it.', origin: 'person' }]
  return {
    type: 'run.dispatch',
    payload: { ...ids, repository: '/repository', initialize: false, agent, blocks, ...more },
  }
}

beforeEach(async () => {
  count = 0
  sent = []
  const problem = (message: string, error: unknown) => expect.fail(`${message}: ${String(error)}`)
  engine = await HostEngine.open({ store: new MemoryStore(), clock: createManualClock(), problem })
  const prepare = async () => ok({ ...dispatchFacts, gates: ['npm test'] })
  const watched: BusServices['engine'] = {
    submit: (submission) => {
      sent.push(submission)
      return engine.submit(submission)
    },
    subscribe: (listener) => engine.subscribe(listener),
    get model() {
      return engine.model
    },
  }
  const bus = busCapability({
    engine: watched,
    clock: createManualClock(),
    inbox: new Inbox(watched),
    agents: async () => ['scripted', 'other'],
    changed: async () => false,
    contractVersion: async () => null,
    tryTest: noTests,
  })
  const preparers = [
    { command: 'run.plan', prepare },
    { command: 'run.dispatch', prepare: async () => ok(dispatchFacts) },
  ] as const
  await engine.begin([{ reactors: idleHandlers, preparers: [...preparers] }, bus], 0)
  bench = toolBench(bus.tools ?? [], () => engine.model)
  const plan = {
    goal: 'All of it',
    topology: 'queue',
    effort: 'standard',
    gates: [],
    budget: {},
    limits: { parallel: null, review: null },
    tasks: [] as NewTask[],
  }
  const place = { run: 'run', project: 'project', repository: '/repository', initialize: false }
  const by = { thread: planner, task: 'plan', prompt: 'asked', agent }
  await submit({ type: 'run.plan', payload: { ...place, plan, autoLand: false, approve: false, planner: by } })
  await submit(dispatch(plain))
  await submit(dispatch(single, { gates: ['true'] }))
})

const task = (id: string, more: object = {}) => ({ id, brief: `Do ${id}`, ...more })
const written = (...tasks: readonly object[]) => ({ goal: 'All of it', tasks })

async function call(thread: ThreadId, name: string, ...[input, key = 'k1']: readonly [input: unknown, key?: string]) {
  return bench.call(thread, { name, input, key, signal: new AbortController().signal })
}

const namesFor = (thread: ThreadId) => bench.list(thread).map(({ name }) => name)

describe('what a thread is offered', () => {
  it('depends on its role and its run', () => {
    expect(namesFor(planner)).toEqual(['submit_plan', 'show_run'])
    expect(namesFor(plain)).toEqual(['publish_contract', 'read_contract'])
    expect(namesFor(single)).toEqual(['report', 'spawn_task', 'publish_contract', 'read_contract'])
    expect(namesFor('nobody' as ThreadId)).toEqual([])
  })

  it('is all that it can call', async () => {
    expect(await call(planner, 'spawn_task', task('a'))).toBe(null)
    expect(await call(single, 'submit_plan', written(task('a')))).toBe(null)
    expect(await call(single, 'submit_verdict', { outcome: 'stands', reasons: [] })).toBe(null)
    expect(await call('nobody' as ThreadId, 'report', { summary: 'x' })).toBe(null)
    expect(sent).toEqual([])
  })

  it('is described: an object with every field, none of them free', () => {
    for (const thread of [planner, single]) {
      for (const { description, inputSchema } of bench.list(thread)) {
        expect(description.length).toBeGreaterThan(50)
        expect(inputSchema).toMatchObject({ type: 'object', properties: {}, additionalProperties: false })
      }
    }
  })
})

describe('submit_plan', () => {
  const tasks = () => [...engine.model.task.values()].filter(({ run }) => run === 'run')

  it('takes a plan in, with the defaults of the project and the planner', async () => {
    const answer = await call(planner, 'submit_plan', written(task('a'), task('b', { after: ['a'] })))
    expect(answer).toEqual({ isError: false, text: 'Taken in for approval: 2 tasks (a, b).' })
    expect(tasks()).toMatchObject([
      { key: 'a', effort: 'standard', agents: [agent] },
      { key: 'b', effort: 'standard', agents: [agent] },
    ])
    expect(engine.model.run.get('run')?.plan).toMatchObject({
      state: { kind: 'draft' },
      policy: { gates: ['npm test'] },
    })
  })

  it('tells every problem with its place, and changes nothing', async () => {
    const bad = written(
      task('a', { after: ['b', 'x'] }),
      task('b', { after: ['a'], agent: 'othre' }),
      task('c'),
      task('c'),
    )
    const answer = await call(planner, 'submit_plan', bad)
    expect(answer?.isError).toBe(true)
    expect(answer?.text.split('\n')).toEqual([
      'Nothing was taken in: 4 problems. Correct and send it again.',
      expect.stringMatching(/^- tasks\[0\]\.after\[1\]: There is no task x\./),
      expect.stringMatching(/^- tasks\[3\]\.id: Two tasks are called c\./),
      expect.stringMatching(/^- tasks\[0\]\.after\[0\]: These tasks wait for each other: /),
      expect.stringMatching(/^- tasks\[1\]\.agent: There is no agent “othre”\. Did you mean other\?/),
    ])
    expect(sent).toEqual([])
  })

  it('stays readable, however much is wrong', async () => {
    const answer = await call(planner, 'submit_plan', written(...Array.from({ length: 400 }, () => ({ idd: 1 }))))
    expect(answer?.isError).toBe(true)
    expect(answer?.text.split('\n')).toHaveLength(32)
    expect(answer?.text).toContain('And 1170 more.')
  })

  it('joins a repeated call with the first, and takes another as another', async () => {
    const plan = written(task('a'))
    await call(planner, 'submit_plan', plan)
    const before = engine.sequence
    expect(await call(planner, 'submit_plan', plan)).toMatchObject({ isError: false })
    expect(engine.sequence).toBe(before)
    await call(planner, 'submit_plan', written(task('b')), 'k2')
    expect(tasks().filter(({ state }) => state.kind !== 'removed')).toMatchObject([{ key: 'b' }])
  })

  it('is refused once a person has approved', async () => {
    await call(planner, 'submit_plan', written(task('a')))
    await submit({ type: 'run.approve', payload: { run: 'run' } })
    const answer = await call(planner, 'submit_plan', written(task('b')), 'k2')
    expect(answer).toEqual({ isError: true, text: expect.stringMatching(/approved already.*Tell the person/) })
  })
})

describe('show_run', () => {
  it('shows a planner its plan as it stands, and stays small at its largest', async () => {
    const many = Array.from({ length: 200 }, (_, index) => task(`t${index}`, { title: 'x'.repeat(500) }))
    await call(planner, 'submit_plan', written(...many))
    const answer = await call(planner, 'show_run', {})
    expect(answer).toMatchObject({ isError: false, text: expect.stringContaining('- t0 [queued]') })
    expect(answer?.text.length).toBeLessThanOrEqual(coordinatorLimit)
    expect(await call(planner, 'show_run', { of: 'another' })).toMatchObject({ isError: true })
    expect(await call(single, 'show_run', {})).toBe(null)
  })
})

describe('the tools of who works', () => {
  it('hand over a report', async () => {
    const answer = await call(single, 'report', { summary: 'Done.', decisions: ['As it was.'], questions: null })
    expect(answer).toEqual({ isError: false, text: 'The report was taken in.' })
    expect(engine.model.task.get('t-single')?.report).toMatchObject({
      from: 'agent',
      summary: 'Done.',
      interfaces: [],
      decisions: ['As it was.'],
    })
  })

  it.each([
    [{}, '- summary is missing.'],
    [{ summary: 'x', more: 1 }, '- more is no known field.'],
    [{ summary: 'x'.repeat(2001) }, '- summary is too long. At most 2000.'],
    [{ summary: 'x', decisions: ['y'.repeat(501)] }, '- decisions[0] is too long.'],
    [JSON.parse('{"summary":"x","__proto__":{"a":1}}'), '__proto__'],
    ['text', 'must be an object'],
  ])('say what is wrong with %j', async (input, text) => {
    expect(await call(single, 'report', input)).toEqual({ isError: true, text: expect.stringContaining(text) })
    expect(sent).toEqual([])
  })

  it('propose a task', async () => {
    expect(await call(single, 'spawn_task', task('more'))).toMatchObject({ isError: false })
    const spawned = [...engine.model.task.values()].find(({ key }) => key === 'more')
    expect(spawned).toMatchObject({ run: 'r-single', spawned: { by: single }, agents: [agent] })
    const again = await call(single, 'spawn_task', task('more'), 'k2')
    expect(again).toMatchObject({ isError: true })
  })

  it('propose none for an agent that nobody knows', async () => {
    expect(await call(single, 'spawn_task', task('more', { agent: ['scripted', 'othre'] }))).toEqual({
      isError: true,
      text: expect.stringContaining('- agent[1]: There is no agent “othre”. Did you mean other?'),
    })
    expect(sent).toEqual([])
  })

  it('propose one that is to be planned first, and say what is wrong with such a wish', async () => {
    expect(await call(single, 'spawn_task', task('large', { plan: true }))).toMatchObject({ isError: false })
    const spawned = [...engine.model.task.values()].find(({ key }) => key === 'large')
    expect(spawned).toMatchObject({ state: { kind: 'proposed' }, expand: { planner: agent } })
    expect(await call(single, 'spawn_task', task('odd', { plan: 'yes' }), 'k2')).toMatchObject({ isError: true })
  })

  it('carry ids of the thread and the call, and the host as who sent them', async () => {
    await call(single, 'report', { summary: 'Done.' })
    await call(single, 'report', { summary: 'Done.' }, 'k2')
    expect(sent.map(({ actor, id }) => `${actor} ${id}`)).toEqual(['host tool/single/k1', 'host tool/single/k2'])
  })
})

describe('submit_test', () => {
  const about = 'worker' as ThreadId
  const verifier = { id: 'verifier', role: 'verifier', about } as unknown as Thread
  const test = { claim: 'It fails', path: 'a.test', content: 'x', command: 'sh a.test' }
  const proof = { outcome: 'failed', exit: 1, excerpt: 'expected 1' } as Proof

  function offered(tryTest: BusServices['tryTest']) {
    const submitted: Submission[] = []
    const fake: BusServices['engine'] = {
      submit: async (submission) => {
        submitted.push(submission)
        return ok({ command: submission.id, sequence: 1 })
      },
      subscribe: () => () => undefined,
      model: engine.model,
    }
    const inbox = new Inbox(fake)
    const clock = createManualClock()
    const bus = busCapability({
      engine: fake,
      clock,
      inbox,
      agents: async () => [],
      changed: async () => true,
      contractVersion: async () => null,
      tryTest,
    })
    const tool = bus.tools?.find(({ name }) => name === 'submit_test')
    const ask = (input: unknown = test, key = 'k1') =>
      tool?.call({ thread: verifier, model: engine.model, input, key, signal: new AbortController().signal }) ??
      expect.fail('no tool')
    return { submitted, ask }
  }

  it('refutes with what the host saw fail', async () => {
    const tried: TestToTry[] = []
    const { ask, submitted } = offered(async (one) => {
      tried.push(one)
      return ok(proof)
    })
    expect(await ask()).toMatchObject({ isError: false, text: expect.stringContaining('refuted') })
    expect(tried).toEqual([
      { thread: 'verifier', about, entry: 'test-k1', path: 'a.test', content: 'x', command: 'sh a.test' },
    ])
    expect(submitted).toMatchObject([
      {
        command: {
          type: 'verification.report-verdict',
          payload: { by: 'verifier', verdict: { outcome: 'refuted', kind: 'proven', proof } },
        },
      },
    ])
  })

  it.each([
    [{ ...proof, outcome: 'passed', exit: 0 } as const, false, 'refutes nothing'],
    [{ ...proof, exit: 127 }, true, 'could not be run'],
    [{ ...proof, outcome: 'timed-out', exit: null } as const, true, 'timed-out'],
  ])('records nothing where it proves nothing: %j', async (seen, isError, text) => {
    const { ask, submitted } = offered(async () => ok(seen))
    expect(await ask()).toEqual({ isError, text: expect.stringContaining(text) })
    expect(submitted).toEqual([])
  })

  it('runs one at a time, and a repeated call once', async () => {
    const end = Promise.withResolvers<void>()
    let runs = 0
    const { ask } = offered(async () => {
      runs += 1
      await end.promise
      return ok(proof)
    })
    const first = ask()
    const again = ask()
    expect(await ask(test, 'k2')).toMatchObject({ isError: true, text: expect.stringContaining('is running') })
    end.resolve()
    expect(await again).toEqual(await first)
    expect(runs).toBe(1)
  })
})
