import { beside } from '../../../shared/domain/beside.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { KeptValues } from '../../engine/kept-values.ts'
import { recallRun, recallThread } from '../../engine/recall.ts'
import type { AgentMemory } from '../../executors/agent-memory.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import { noAutomations } from '../../gateway/no-automations.ts'
import { historyOf } from '../../history/history.ts'
import { peersOf } from '../../history/peers.ts'
import type { StorePort } from '../../ports/store.ts'
import { threadDiff, threadFile } from '../../review/thread-review.ts'
import { estimateWork } from '../../topology/estimate.ts'
import { Histories } from '../../topology/histories.ts'
import type { Adapters } from './adapters.ts'
import { awayServices } from './away-services.ts'
import { examine } from './doctor.ts'
import { hostAgents } from './host-agents.ts'
import { planServices } from './plan-services.ts'
import { repositoryServices } from './repository-services.ts'

export interface ServiceParts {
  readonly identity: HostServices['identity']
  readonly adapters: Pick<Adapters, 'git' | 'catalogue' | 'folders' | 'clock' | 'settings' | 'awake' | 'disk'>
  readonly store: StorePort
  readonly memory: AgentMemory
  /** Absent: this host has none. */
  readonly automations?: HostServices['automations']
  /** Those that the host goes on with; its own where absent. */
  readonly histories?: Histories
  readonly model: () => Model
  readonly readOnly: () => Failure | null
  readonly shutdown: () => void
}

/** What clients ask the host beyond commands and the model. */
export function hostServices(parts: ServiceParts): HostServices {
  const { adapters, identity, store } = parts
  const histories = parts.histories ?? new Histories({ git: adapters.git, store, problem: () => undefined })
  const withThread = async (thread: ThreadId): Promise<Model> => {
    const live = parts.model()
    return live.thread.get(thread) === undefined ? beside(live, await recallThread(store, thread)) : live
  }
  return {
    identity,
    doctor: () =>
      examine({
        ...adapters,
        trouble: adapters.settings.trouble,
        dataFolder: identity.dataFolder,
        readOnly: parts.readOnly(),
        platform: process.platform,
        nodeVersion: process.versions.node,
      }),
    agents: (how) => hostAgents({ catalogue: adapters.catalogue, memory: parts.memory }, how),
    diff: async (query) => threadDiff(adapters.git, await withThread(query.thread), query),
    file: async (query) => threadFile(adapters.git, await withThread(query.thread), query),
    recall: (thread) => recallThread(store, thread),
    recallRun: (run) => recallRun(store, run),
    readEvents: (query) => store.readEvents(query),
    history: historyOf(store, parts.model),
    peers: peersOf(store),
    estimate: (query) => estimateWork({ git: adapters.git, histories, model: parts.model() }, query),
    readTranscript: (thread, page) => store.readTranscript(thread, page),
    repositories: repositoryServices(adapters),
    plans: planServices(parts),
    away: awayServices(parts),
    automations: parts.automations ?? noAutomations,
    settings: adapters.settings,
    kept: new KeptValues(store, 'screens'),
    shutdown: parts.shutdown,
  }
}
