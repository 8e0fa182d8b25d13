import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { connectHost } from '../../src/main/shells/attach/host-client.ts'
import { HostSession } from '../../src/main/shells/attach/host-session.ts'
import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../src/shared/kernel/ids.ts'
import { type Machine, type ServedHost, testMachine } from './kit/machine.ts'
import { openFiles } from './kit/processes.ts'
import type { Repository } from './kit/repository.ts'
import { slotUse } from './kit/slots.ts'
import { steps, write } from './kit/steps.ts'
import { until } from './kit/until.ts'

const pool = 8
const projects = ['one', 'two'] as const
const perProject = 50
/** Sessions without a turn that a host keeps open for a quick next prompt. */
const idleSessions = 4

async function connect(host: ServedHost): Promise<HostSession> {
  const connected = await connectHost(host)
  if (!connected.ok) throw new Error(connected.error.message)
  const session = await HostSession.open(connected.value)
  onTestFinished(() => session.close())
  return session
}

/** Dispatches like the command line does, but without a process for each. */
async function dispatchAll(
  session: HostSession,
  repositories: readonly Repository[],
  { name, each }: { readonly name: string; readonly each: number },
): Promise<readonly ThreadId[]> {
  const sent: ThreadId[] = []
  for (let number = 0; number < each * repositories.length; number += 1) {
    const repository = repositories[Math.floor(number / each)]
    if (repository === undefined) throw new Error('no repository')
    const thread = `thread-${name}-${number}` as ThreadId
    const gate = name === 'all' && number < pool ? [{ run: 'while [ ! -e "$HOME/go" ]; do sleep 0.05; done' }] : []
    const text = steps(...gate, { say: `I am ${number}.` }, write(`made/${number}.txt`, `${number}\n`))
    await session.send({
      type: 'run.dispatch',
      payload: {
        ...{
          run: `run-${name}-${number}` as RunId,
          thread,
          task: `task-${name}-${number}` as TaskId,
          prompt: `prompt-${name}-${number}` as PromptId,
        },
        ...{ project: `project-${name}-${number}` as ProjectId, repository: repository.folder, initialize: false },
        agent: { kind: 'catalogue', id: 'scripted' },
        blocks: [{ kind: 'text', text, origin: 'person' }],
        title: `Task ${number}`,
      },
    })
    sent.push(thread)
  }
  return sent
}

/** What a thread may leave behind: its worktree, and nothing that runs, locks or waits. */
async function expectNothingLeft(machine: Machine, host: ServedHost, threads: number): Promise<void> {
  const repositories = projects.map((name) => machine.repository(undefined, name))
  const worktrees = readdirSync(path.join(machine.data, 'worktrees')).filter((name) => !name.endsWith('.ledger'))
  expect(worktrees).toHaveLength(threads)
  const folders = [...repositories.map(({ folder }) => folder), path.join(machine.data, 'worktrees')]
  expect(folders.flatMap((folder) => locksIn(folder))).toEqual([])
  for (const repository of repositories) {
    const branches = repository.git('for-each-ref', '--format=%(refname)', 'refs/heads/sy').split('\n')
    expect(branches).toHaveLength(threads / projects.length)
  }
  expect(await host.process.end()).toBe(0)
  await machine.deserted()
  const database = new DatabaseSync(path.join(machine.data, 'switchyard.db'), { readOnly: true })
  expect(database.prepare('SELECT kind, payload FROM effects').all()).toEqual([])
  database.close()
}

/** Open files of the host once all sessions but the few idle ones are closed. */
async function filesAtRest(machine: Machine, host: ServedHost): Promise<number> {
  const agents = () => machine.processes().filter(({ command }) => command.includes('scripted-agent'))
  await until('the sessions beyond the limit are closed', () => agents().length === idleSessions)
  return openFiles(host.pid)
}

function locksIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.lock'))
}

it('a hundred threads at once through a pool of eight: fair, never more, nothing left', {
  timeout: 240_000,
}, async () => {
  const machine = testMachine()
  const repositories = projects.map((name) => machine.repository({ 'a.txt': `${name}\n` }, name))
  const before = repositories.map((repository) => repository.state())
  const host = await machine.serve('--pool', String(pool))
  const session = await connect(host)
  const events = machine.follow()
  // What a host opens once for a project, and for its few idle sessions, is open from here on.
  const first = await dispatchAll(session, repositories, { name: 'first', each: 4 })
  for (const thread of first) await events.event('thread.readied', thread)
  const filesBefore = await filesAtRest(machine, host)
  const threads = await dispatchAll(session, repositories, { name: 'all', each: perProject })
  repositories[0]?.write({ '../home/go': '' })
  for (const thread of threads) await events.event('thread.readied', thread)

  const { granted, most, unfair } = slotUse(events.events)
  expect({ most, unfair }).toEqual({ most: pool, unfair: [] })
  for (const half of [threads.slice(0, perProject), threads.slice(perProject)]) {
    expect(granted.filter((thread) => half.includes(thread as ThreadId))).toEqual(half)
  }
  for (const [number, thread] of threads.entries()) {
    const known = session.model.thread.get(thread)
    expect(known).toMatchObject({ state: { kind: 'ready' }, turns: 1, checkpoint: { files: 1, additions: 1 } })
    if (number % 25 !== 0) continue
    const { patch } = await machine.ok<{ patch: string }>('diff', thread)
    expect(patch).toContain(`+++ b/made/${number}.txt`)
  }
  expect(repositories.map((repository) => repository.state())).toEqual(before)
  expect(await filesAtRest(machine, host)).toBeLessThanOrEqual(filesBefore + 2)
  await expectNothingLeft(machine, host, first.length + threads.length)
})
