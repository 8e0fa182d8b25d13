import type { ThreadDiff } from '../../../shared/contract/channels/review.ts'
import { beside } from '../../../shared/domain/beside.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { placeOf } from '../../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { err, type Result } from '../../../shared/kernel/result.ts'
import { recallThread } from '../../engine/recall.ts'
import type { DiffQuery, HostServices } from '../../gateway/host-services.ts'
import type { GitPort } from '../../ports/git.ts'
import type { StorePort } from '../../ports/store.ts'
import type { Adapters } from './adapters.ts'
import { examine } from './doctor.ts'

export interface ServiceParts {
  readonly identity: HostServices['identity']
  readonly adapters: Pick<Adapters, 'git' | 'catalogue'>
  readonly store: StorePort
  readonly model: () => Model
  readonly readOnly: () => Failure | null
  readonly shutdown: () => void
}

/** What clients ask the host beyond commands and the model. */
export function hostServices(parts: ServiceParts): HostServices {
  const { adapters, identity, store } = parts
  return {
    identity,
    doctor: () =>
      examine({
        ...adapters,
        dataFolder: identity.dataFolder,
        readOnly: parts.readOnly(),
        platform: process.platform,
        nodeVersion: process.versions.node,
      }),
    agents: () => adapters.catalogue.list(),
    diff: async (query) => {
      const live = parts.model()
      const known = live.thread.get(query.thread) !== undefined
      const model = known ? live : beside(live, await recallThread(store, query.thread))
      return threadDiff(adapters.git, model, query)
    },
    recall: (thread) => recallThread(store, thread),
    readEvents: (query) => store.readEvents(query),
    readTranscript: (thread, page) => store.readTranscript(thread, page),
    shutdown: parts.shutdown,
  }
}

/** What the newest checkpoint of a thread changes against where it started. */
async function threadDiff(git: GitPort, model: Model, query: DiffQuery): Promise<Result<ThreadDiff, Failure>> {
  const thread = model.thread.get(query.thread)
  if (thread === undefined) {
    return err({
      code: 'thread-unknown',
      message: `There is no thread ${query.thread}.`,
      remedy: 'List the threads to see their ids.',
    })
  }
  const place = placeOf(model, thread.id)
  if (place === undefined || thread.checkpoint === null)
    return { ok: true, value: { files: [], patch: '', truncated: false } }
  const range = { from: thread.base.commit, to: thread.checkpoint.commit, maxBytes: query.maxBytes }
  return git.diff(place, query.path === undefined ? range : { ...range, path: query.path })
}
