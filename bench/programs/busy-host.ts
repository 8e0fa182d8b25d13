import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createAcpDriver } from '../../src/main/adapters/agents/acp/driver.ts'
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts'
import { createGitPort } from '../../src/main/adapters/git/git-port.ts'
import { createProcessPort } from '../../src/main/adapters/process/process-port.ts'
import { programs } from '../../src/main/shells/compose/programs.ts'
import { placeOf } from '../../src/shared/domain/worktree/queries.ts'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import { dispatch } from '../lib/dispatch.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { socketProcesses } from '../lib/socket-processes.ts'

/*
 * A host on real git that takes in what agents say while tasks are dispatched in a burst and a large diff is asked
 * for. Arguments: folder, socket file of the agents, number of agents, tasks in the burst, megabytes of the diff.
 */
const [folder = '', socketFile = '', agents = '0', burst = '0', megabytes = '0'] = process.argv.slice(2)
const talkers = Number(agents)
const scope = new Scope()

function makeRepository(): string {
  const repository = join(folder, 'project')
  mkdirSync(repository, { recursive: true })
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: repository })
  git('init', '-q', '-b', 'main')
  for (let file = 0; file < 200; file += 1) writeFileSync(join(repository, `file-${file}.txt`), `${file}\n`.repeat(500))
  git('add', '-A')
  git('commit', '-q', '-m', 'first')
  return repository
}

async function openHost() {
  const environment = { PATH: process.env.PATH ?? '', HOME: folder }
  const processes = scope.own(
    await createProcessPort({
      helperEntry: programs.spawnHelper,
      nodeFile: process.execPath,
      journalFile: join(folder, 'processes'),
      clock: systemClock,
    }),
    (port) => port.close(),
  )
  const git = scope.own(
    createGitPort({ processes, clock: systemClock, gitFile: 'git', homeFolder: folder, environment }),
    (port) => port.close(),
  )
  const driver = createAcpDriver({
    processes: socketProcesses(socketFile),
    clock: systemClock,
    journalFolder: join(folder, 'protocol'),
    initializeTimeoutMs: 60_000,
    hostEnvironment: {},
  })
  const script = () => ({ kind: 'stopped', stopReason: 'end_turn' }) as const
  const native = { git, worktrees: join(folder, 'worktrees') }
  mkdirSync(native.worktrees)
  const pool = talkers + Number(burst)
  return openMemoryHost({ dataFolder: join(folder, 'data'), pool, script, repositories: [], driver, native }, scope)
}

const repository = makeRepository()
const { adapters, engine } = await openHost()
const stateOf = (thread: string) => engine.model.thread.get(thread)?.state.kind
const all = (threads: readonly string[], state: string) =>
  engine.when(() => (threads.every((thread) => stateOf(thread) === state) ? true : undefined))

/** A thread whose checkpoint changes so many megabytes; its turn is over before anything is measured. */
async function makeLargeThread(): Promise<ThreadId> {
  const thread = await dispatch(engine, talkers, repository)
  await all([thread], 'ready')
  const place = engine.model.worktree.get(thread)?.place
  if (place == null) throw new Error('the thread has no worktree')
  const lines = Array.from({ length: 25_000 }, (_, line) => `line ${line} of a file that an agent made anew\n`).join('')
  for (let part = 0; part < Number(megabytes); part += 1) {
    writeFileSync(join(place.folder, `large-${part}.txt`), lines.slice(0, 2 ** 20))
  }
  const sent = await engine.submit({
    id: 'more' as never,
    actor: 'person',
    command: {
      type: 'thread.prompt',
      payload: {
        thread,
        prompt: 'more' as never,
        blocks: [{ kind: 'text', text: `task ${talkers}`, origin: 'person' }],
        attempt: 'again' as never,
      },
    },
  })
  if (!sent.ok) throw new Error(sent.error.message)
  await engine.when((model) =>
    model.thread.get(thread)?.turns === 2 && stateOf(thread) === 'ready' ? true : undefined,
  )
  return thread
}

/** As the host answers a client's question. */
function largeDiff() {
  const thread = engine.model.thread.get(large)
  const place = placeOf(engine.model, large)
  if (place === undefined || thread?.checkpoint == null) throw new Error('the large thread has no checkpoint')
  return adapters.git.diff(place, { from: thread.base.commit, to: thread.checkpoint.commit, maxBytes: 8_000_000 })
}

const large = await makeLargeThread()
process.stdout.write(`${JSON.stringify({ event: 'ready', url: '', token: '' })}\n`)
const talking = await Promise.all(Array.from({ length: talkers }, (_, task) => dispatch(engine, task, repository)))
await all(talking, 'running')
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
process.stdout.write('{"measuring":true}\n')
const tasks = Array.from({ length: Number(burst) }, (_, task) => dispatch(engine, talkers + 1 + task, repository))
const diff = await largeDiff()
const burstThreads = await Promise.all(tasks)
await all([...talking, ...burstThreads], 'ready')
const answer = {
  delay: delay.percentile(99.9) / 1e6,
  files: diff.ok ? diff.value.files.length : 0,
  patch: diff.ok ? diff.value.patch.length : 0,
  ready: [...engine.model.thread.values()].filter(({ state }) => state.kind === 'ready').length,
}
process.stdout.write(`${JSON.stringify(answer)}\n`)
await scope.close()
process.exit(0)
