import type { Model } from '../../../shared/domain/model.ts'
import { placeOf } from '../../../shared/domain/worktree/queries.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Scope } from '../../../shared/kernel/scope.ts'
import { serveTools } from '../../adapters/mcp/serve-tools.ts'
import { toolBench } from '../../bus/bench.ts'
import { busCapability } from '../../bus/capability.ts'
import { mailBeside } from '../../bus/handed-over.ts'
import { Inbox } from '../../bus/inbox.ts'
import type { BusServices } from '../../bus/services.ts'
import type { Capability } from '../../engine/capability.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Gates } from '../../gates/gates.ts'
import { peersOf } from '../../history/peers.ts'
import type { AgentCatalogue } from '../../ports/agent.ts'
import type { Clock } from '../../ports/clock.ts'
import type { GitPort } from '../../ports/git.ts'
import type { StorePort } from '../../ports/store.ts'
import type { ToolGrant } from '../../ports/tools.ts'
import { version } from './version.ts'

/** What the server of the host's tools is called in agents. */
const serverName = 'switchyard'

interface AgentToolParts {
  readonly engine: Pick<Engine, 'submit' | 'subscribe' | 'model'>
  readonly catalogue: AgentCatalogue
  /** Runs the tests that verifiers submit. */
  readonly gates: Pick<Gates, 'tryTest'>
  readonly git: Pick<GitPort, 'worktreeTree' | 'diff'>
  readonly clock: Clock
  readonly store: StorePort
  readonly problem: (message: string, error: unknown) => void
}

export interface AgentTools {
  readonly capability: Capability
  /** Access for one session of the thread, until it is revoked or the host ends; null where it may do nothing. */
  readonly toolsFor: (thread: ThreadId) => ToolGrant | null
  /** Names which tools a thread is offered now. */
  readonly toolSetOf: (thread: ThreadId) => string
  /** Whether the host works on a call of the thread. */
  readonly callsHost: (thread: ThreadId) => boolean
}

/** The tools that agents are offered, and the door through which they reach them. */
export async function openAgentTools(
  { catalogue, clock, engine, gates, git, problem, store }: AgentToolParts,
  scope: Scope,
): Promise<Result<AgentTools, Failure>> {
  const agents = async () => (await catalogue.list()).map(({ id }) => id)
  const model = () => engine.model
  const changed = changedIn(git, model)
  const inbox = new Inbox(engine)
  const { contractVersion } = peersOf(store)
  const tryTest = tryTestWith(gates, model)
  const capability = busCapability({ engine, clock, inbox, agents, changed, contractVersion, tryTest })
  const bench = toolBench(capability.tools ?? [], model, mailBeside(engine, inbox))
  const served = await serveTools({ bench, name: serverName, version, clock, problem })
  if (!served.ok) return served
  const server = scope.own(served.value, (opened) => opened.close())
  const toolSetOf = (thread: ThreadId) => bench.names(thread).join()
  const toolsFor = (thread: ThreadId) => (bench.names(thread).length === 0 ? null : server.grant(thread))
  return ok({ capability, toolsFor, toolSetOf, callsHost: bench.working })
}

/** As the files lie there now, in the middle of a turn. */
function changedIn(git: AgentToolParts['git'], model: () => Model): BusServices['changed'] {
  return async (thread) => {
    const place = placeOf(model(), thread)
    const from = model().thread.get(thread)?.base.commit
    if (place === undefined || from === undefined) return undefined
    const tree = await git.worktreeTree(place)
    if (!tree.ok) return undefined
    const found = await git.diff(place, { from, to: tree.value, maxBytes: 0 })
    return found.ok ? found.value.files.length > 0 : undefined
  }
}

/** A test is about the work as it was handed in, wherever its worker has got to since. */
function tryTestWith(gates: AgentToolParts['gates'], model: () => Model): BusServices['tryTest'] {
  return async ({ about, command, content, entry, path, thread }) => {
    const { project: projects, thread: threads, verification } = model()
    const checked = verification.get(about)
    const worker = threads.get(about)
    const project = worker === undefined ? undefined : projects.get(worker.project)
    if (checked === undefined || project === undefined) return err(gone)
    const { gitDirectory: repository, prefix } = project
    const { commit, round } = checked
    const worktree = placeOf(model(), about)
    return gates.tryTest({ thread, entry, round, repository, commit, worktree, prefix, path, content, command })
  }
}

const gone = failure(
  'nothing-to-judge',
  'The work this thread looks at is not there any more; the test was not run.',
  'End the turn.',
)
