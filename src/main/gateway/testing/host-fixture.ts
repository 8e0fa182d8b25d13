import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Command } from '../../../shared/domain/command.ts'
import { digestOf } from '../../../shared/domain/supervision/digest.ts'
import type { CommandId, ThreadId } from '../../../shared/kernel/ids.ts'
import { ok } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { HostEngine } from '../../engine/host-engine.ts'
import { KeptValues } from '../../engine/kept-values.ts'
import { recallRun, recallThread } from '../../engine/recall.ts'
import { dispatchFacts, idleHandlers } from '../../engine/testing/effects.ts'
import { Transcripts } from '../../engine/transcripts.ts'
import { historyOf } from '../../history/history.ts'
import { peersOf } from '../../history/peers.ts'
import type { Clock } from '../../ports/clock.ts'
import { MemorySettings } from '../../ports/testing/memory-settings.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import type { AutomationServices } from '../automation-services.ts'
import { createGateway } from '../gateway.ts'
import type { HostServices } from '../host-services.ts'
import type { GatewayLimits } from '../limits.ts'
import { noAutomations } from '../no-automations.ts'
import type { TerminalServices } from '../terminal-services.ts'
import { noTerminals } from './no-terminals.ts'

export interface HostFixtureOptions {
  readonly clock: Clock
  readonly limits?: Partial<GatewayLimits>
  /** How many threads may run at once; with 0 nothing ever starts. */
  readonly pool?: number
  /** None are there when absent. */
  readonly terminals?: TerminalServices
  /** None are there when absent. */
  readonly automations?: AutomationServices
}

const plans: HostServices['plans'] = {
  parse: async () => ok({ kind: 'problems', problems: [] }),
  export: async (run) =>
    run === 'gone'
      ? { ok: false, error: { code: 'run-unknown', message: 'It is not there.', remedy: 'Look again.' } }
      : ok('goal: Do it.\n'),
}

/** A real engine over a store without a disk, and a gateway on it. */
export async function hostFixture(options: HostFixtureOptions) {
  const { automations = noAutomations, clock, limits = {}, pool = 0, terminals = noTerminals } = options
  const store = new MemoryStore()
  const scope = new Scope()
  const problems: string[] = []
  const problem = (message: string, error: unknown) => void problems.push(`${message}: ${String(error)}`)
  const engine = await HostEngine.open({ store, clock, problem })
  const prepareDispatch = { command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const
  const prepareOpen = { command: 'project.open', prepare: async () => ok(dispatchFacts) } as const
  await engine.begin([{ reactors: idleHandlers, preparers: [prepareDispatch, prepareOpen] }], pool)
  const transcripts = new Transcripts({ store, clock, problem: (refusal) => void problems.push(refusal.message) })
  const settings = new MemorySettings(['known'])
  const ending = Promise.withResolvers<string>()
  const gateway = createGateway({
    engine,
    transcripts,
    clock,
    problem,
    limits,
    terminals,
    services: {
      identity: { version: '0.0.0', host: 'log-1', pid: 1, dataFolder: '/data' },
      doctor: async () => [{ name: 'git', state: 'warning', detail: 'Git is old.', remedy: 'Install a newer one.' }],
      agents: async () => [],
      diff: async ({ thread, maxBytes }) =>
        thread === 'missing'
          ? { ok: false, error: { code: 'thread-unknown', message: 'There is no thread.', remedy: 'Look again.' } }
          : ok({ files: [], patch: 'x'.repeat(Math.min(maxBytes, 10)), truncated: false, from: null, to: null }),
      file: async ({ path }) => ok({ kind: 'text', text: path, blob: 'b'.repeat(40), bytes: path.length }),
      recall: (thread) => recallThread(store, thread),
      recallRun: (run) => recallRun(store, run),
      readEvents: (query) => store.readEvents(query),
      history: historyOf(store, () => engine.model),
      peers: peersOf(store),
      estimate: async () => ok({ topology: 'queue', score: 0, reasons: [], pairs: [], commits: 0 }),
      readTranscript: (thread, page) => store.readTranscript(thread, page),
      settings,
      kept: new KeptValues(store, 'screens'),
      repositories: {
        inspect: async (folder) =>
          folder === '/missing'
            ? { ok: false, error: { code: 'folder-missing', message: 'It is not there.', remedy: 'Look again.' } }
            : ok({ kind: 'folder', root: folder, name: 'shop' }),
        folders: async (path = '/home') => ok({ path, parent: '/', folders: [], truncated: false }),
        makeSample: async () => ok({ repository: '/home/sample', tasks: [{ title: 'One', prompt: 'Do it.' }] }),
      },
      automations,
      away: {
        preflight: async () => [],
        digest: async (since) => digestOf(engine.model, [], { since, now: clock.now() }),
      },
      plans,
      shutdown: () => ending.resolve('asked to end'),
    },
  })
  scope.own(gateway, (opened) => opened.close())

  let count = 0
  const report = async (command: Command) => {
    count += 1
    const answer = await engine.report({ id: `report-${count}`, command })
    if (!answer.ok) throw new Error(answer.error.message)
  }
  const submit = (command: PublicCommand) => {
    count += 1
    return engine.submit({ id: `test-${count}` as CommandId, command: command as Command, actor: 'person' })
  }
  return { engine, gateway, transcripts, store, settings, scope, problems, ending: ending.promise, report, submit }
}

export type HostFixture = Awaited<ReturnType<typeof hostFixture>>

export function dispatchOf(name: string, text = 'Do it.'): Extract<PublicCommand, { type: 'run.dispatch' }> {
  return {
    type: 'run.dispatch',
    payload: {
      run: `run-${name}`,
      task: `task-${name}`,
      thread: name,
      prompt: `prompt-${name}`,
      project: 'project-1',
      repository: '/repository',
      initialize: false,
      agent: { kind: 'catalogue', id: 'scripted' },
      title: `Task ${name}`,
      blocks: [{ kind: 'text', text, origin: 'person' }],
    },
  }
}

export function promptOf(thread: string, name: string, text = 'And this.'): PublicCommand {
  const blocks = [{ kind: 'text', text, origin: 'person' }] as const
  return { type: 'thread.prompt', payload: { thread, prompt: name, blocks: [...blocks], attempt: `attempt-${name}` } }
}

export function threadId(name: string): ThreadId {
  return name as ThreadId
}
