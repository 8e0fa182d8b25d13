import { describe, expect, it } from 'vitest'
import type { HostAgent } from '../../shared/contract/channels/host.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { RunId } from '../../shared/kernel/ids.ts'
import type { AwakeMeans } from '../ports/awake.ts'
import type { DiskSpace } from '../ports/disk.ts'
import { preflight } from './preflight.ts'

const now = 10_000_000_000
const gigabyte = 1024 ** 3

function agent(id: string, more: Partial<HostAgent> = {}): HostAgent {
  return {
    id,
    name: `The ${id}`,
    description: '',
    origin: 'catalogue',
    command: null,
    choices: { modes: [], models: [] },
    signIn: 'unknown',
    resumable: true,
    mode: null,
    model: null,
    provider: null,
    offline: false,
    price: null,
    state: { kind: 'ready', path: `/bin/${id}`, version: null },
    ...more,
  }
}

function run(id: string, more: object = {}, policy: object = {}) {
  const plan = { state: { kind: 'running' }, policy: { budget: {}, ...policy }, planner: null, ...more }
  return { id, project: 'p', goal: `Do ${id}\nand more`, plan }
}

function task(id: string, of: string, more: object = {}) {
  const spent = { tokens: 0, cost: null, workMs: 0 }
  return { id, run: of, state: { kind: 'active' }, agents: [{ kind: 'catalogue', id: 'steady' }], spent, ...more }
}

interface World {
  readonly runs?: readonly { readonly id: string }[]
  readonly tasks?: readonly { readonly id: string }[]
  readonly threads?: readonly { readonly id: string }[]
  readonly recoveries?: readonly { readonly id: string }[]
  readonly pool?: object
  readonly agents?: readonly HostAgent[]
  readonly means?: AwakeMeans
  readonly spaces?: Readonly<Record<string, DiskSpace>>
  readonly asks?: Readonly<Record<string, number>>
}

const table = (rows: readonly { readonly id: string; readonly run?: string }[] = []) =>
  Object.assign(new Map(rows.map((row) => [row.id, row])), {
    inRole: () => [],
    within: (run: string) => rows.filter((row) => row.run === run),
  })

async function checks(world: World, named?: readonly string[]) {
  const model = {
    run: table(world.runs),
    task: table(world.tasks),
    thread: table(world.threads),
    recovery: table(world.recoveries),
    project: table([{ id: 'p', root: '/home/me/shop' } as never]),
    pool: table([{ id: 'pool', ...world.pool }]),
  } as unknown as Model
  const spaces = world.spaces ?? { '/data': { freeBytes: 50 * gigabyte, fileSystem: '1' } }
  const found = await preflight(
    {
      model: () => model,
      clock: { now: () => now },
      agents: async () => world.agents ?? [agent('steady')],
      awake: { means: async () => world.means ?? { kind: 'ready', by: 'a program' } },
      disk: { spaceOf: async (folder) => spaces[folder] ?? spaces['/data'] ?? null },
      dataFolder: '/data',
      store: { readRecentEvents: async ({ instances: [one] }) => Array(world.asks?.[one?.id ?? ''] ?? 0).fill({}) },
    },
    named as readonly RunId[] | undefined,
  )
  for (const check of found) expect(check.state === 'ok').toBe(check.remedy === null)
  return found
}

/** Of one name, as `state: detail`. */
async function told(name: string, world: World, named?: readonly string[]) {
  return (await checks(world, named)).filter((check) => check.name === name).map((c) => `${c.state}: ${c.detail}`)
}

describe('before one leaves', () => {
  it('nothing is wrong where nothing is wrong', async () => {
    const found = await checks({ runs: [run('a')], tasks: [task('1', 'a')] })
    expect(found.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(new Set(found.map(({ name }) => name))).toEqual(
      new Set(['pool', 'steady', 'limits', 'permissions', 'budget', 'disk', 'awake']),
    )
  })

  it.each<[string, Partial<HostAgent>, string]>([
    ['not here', { state: { kind: 'missing', install: 'npm install it' } }, 'failed'],
    ['signed out', { signIn: 'needed' }, 'failed'],
    ['never opened', { choices: null }, 'warning'],
    ['without an account', { choices: null, offline: true }, 'ok'],
  ])('says of an agent that is %s', async (_, more, state) => {
    const world = { runs: [run('a')], tasks: [task('1', 'a')], agents: [agent('steady', more), agent('other')] }
    expect(await told('steady', world)).toEqual([expect.stringMatching(`^${state}: The steady`)])
    expect(await told('other', world)).toEqual([])
  })

  it('looks at every agent that is here where no run is open', async () => {
    const gone = agent('gone', { state: { kind: 'missing', install: 'x' } })
    const found = await checks({ agents: [agent('steady'), agent('other'), gone] })
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['steady', 'other']))
    expect(found.map(({ name }) => name)).not.toContain('gone')
  })

  it('tells a rate limit with its end, and one that was met lately', async () => {
    const reason = { code: 'rate-limit', retryAt: now + 60_000 }
    const limited = { id: 't', run: 'a', project: 'p', agent: { kind: 'catalogue', id: 'steady' }, since: 0 }
    const parked = { ...limited, state: { kind: 'parked', reason } }
    const running = { ...limited, state: { kind: 'running' } }
    const met = (at: number) => [{ id: 't', diagnoses: [{ class: 'rate-limit', at }] }]
    const runs = [run('a')]
    expect(await told('limits', { runs, threads: [parked] })).toEqual([expect.stringContaining('for another 1 min')])
    expect(await told('limits', { runs, threads: [running], recoveries: met(now - 1000) })).toEqual([
      expect.stringMatching(/^warning.*lately/),
    ])
    const old = met(now - 24 * 60 * 60 * 1000)
    expect(await told('limits', { runs, threads: [running], recoveries: old })).toEqual([expect.stringMatching(/^ok/)])
  })

  it('tells which agents have asked in this project, and in which mode', async () => {
    const thread = (id: string, project: string) =>
      ({
        id,
        run: 'a',
        project,
        agent: { kind: 'catalogue', id: 'steady' },
        state: { kind: 'ready' },
        since: 0,
      }) as const
    const world: World = {
      runs: [run('a')],
      tasks: [task('1', 'a')],
      agents: [agent('steady', { mode: 'default' })],
      threads: [thread('t1', 'p'), thread('t2', 'p'), thread('t3', 'elsewhere')],
      asks: { t1: 2, t2: 1, t3: 9 },
    }
    expect(await told('permissions', world)).toEqual([
      'warning: The steady asked for permission 3 times lately in its mode “default”, and waits until somebody answers.',
    ])
  })

  it('tells how much of each budget is used', async () => {
    const runs = [run('a', {}, { budget: { tokens: 100 } }), run('b', {}, { budget: { cost: 10 } })]
    const spent = (tokens: number, cost: number) => ({ spent: { tokens, cost, workMs: 0 } })
    const tasks = [task('1', 'a', spent(100, 1)), task('2', 'b', spent(5, 8.5))]
    expect(await told('budget', { runs, tasks })).toEqual([
      'failed: The budget of the run “Do a”: 100 of 100 tokens used.',
      'warning: The budget of the run “Do b”: $8.50 of $10.00 used.',
    ])
    expect(await told('budget', { runs, tasks }, ['b'])).toHaveLength(1)
    expect(await told('budget', { pool: { limits: { day: { tokens: 10 } } } })).toEqual([
      'ok: The budget of the day: 0 of 10 tokens used.',
    ])
  })

  it('tells runs that don’t run, and leaves out those that are over', async () => {
    const runs = [run('a', { state: { kind: 'draft' } }), run('b', { state: { kind: 'stopped' } }), run('c')]
    const over = [task('1', 'c', { state: { kind: 'landed' } })]
    expect(await told('run', { runs, tasks: over })).toEqual(['warning: The run “Do a” waits for its approval.'])
    expect(await told('run', { runs, tasks: over }, ['b'])).toEqual(['warning: The run “Do b” is stopped.'])
  })

  it('tells a freeze', async () => {
    expect(await told('pool', { pool: { frozenSince: 1 } })).toEqual([expect.stringMatching(/^failed/)])
  })

  it.each([
    [0.5, 'failed'],
    [5, 'warning'],
    [500, 'ok'],
  ])('tells that %d GB are free: %s', async (gigabytes, state) => {
    const spaces = { '/data': { freeBytes: gigabytes * gigabyte, fileSystem: '1' } }
    expect(await told('disk', { runs: [run('a')], spaces })).toEqual([expect.stringMatching(`^${state}`)])
  })

  it('tells each file system once', async () => {
    const spaces = {
      '/data': { freeBytes: 50 * gigabyte, fileSystem: '1' },
      '/home/me/shop': { freeBytes: gigabyte / 2, fileSystem: '2' },
    }
    expect(await told('disk', { runs: [run('a'), run('b')], spaces })).toEqual([
      'ok: 50.0 GB are free at /data.',
      'failed: 0.5 GB are free at /home/me/shop.',
    ])
  })

  it('tells where nothing keeps the machine awake', async () => {
    const means: AwakeMeans = { kind: 'none', why: 'No way.', remedy: 'Set it up.' }
    expect(await told('awake', { means })).toEqual(['warning: No way.'])
  })
})
