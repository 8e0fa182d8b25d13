import { stat } from 'node:fs/promises'
import type { HostAgent, HostCheck } from '../../../shared/contract/channels/host.ts'
import type { ThreadDiff } from '../../../shared/contract/channels/review.ts'
import { beside } from '../../../shared/domain/beside.ts'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Digest } from '../../../shared/domain/supervision/digest.ts'
import type { RunId, ThreadId } from '../../../shared/kernel/ids.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { openSqliteStoreReadOnly } from '../../adapters/store-sqlite/open-sqlite-store-read-only.ts'
import { LiveModel } from '../../engine/live-model.ts'
import { recallRun, recallThread } from '../../engine/recall.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import type { StorePort } from '../../ports/store.ts'
import { failedCall } from '../attach/failed-call.ts'
import { Refused, refuse } from '../attach/failure-exit.ts'
import { findHost, type Place } from '../attach/host-access.ts'
import type { HostClient } from '../attach/host-client.ts'
import { HostSession } from '../attach/host-session.ts'
import { orRefused } from '../attach/or-refused.ts'
import { recalled, recalledRun } from '../attach/recalled.ts'
import { openAdapters } from '../compose/adapters.ts'
import { databaseFile } from '../compose/data-folder.ts'
import { agentMemory } from '../compose/host-agents.ts'
import { hostServices } from '../compose/services.ts'
import { version } from '../compose/version.ts'
import { type PeerReader, peersOfHost, peersOfStore } from './peer-reader.ts'
import { unhostedModel } from './unhosted-model.ts'
import { transcriptRows, wholeTranscript } from './whole-transcript.ts'

const pageRows = 500
const diffBytes = 8_000_000

/** Answers questions, from the running host or, where there is none, straight from the stored data. */
export interface Reader {
  readonly model: Model
  readonly peers: PeerReader
  /** The model with this thread in it, wherever there is one: live or archived. */
  modelWith(thread: ThreadId): Promise<Model>
  /** The model with this run and its tasks in it, wherever they are. */
  modelWithRun(run: RunId): Promise<Model>
  diff(thread: ThreadId): Promise<ThreadDiff>
  events(after: number): AsyncIterable<readonly StoredEvent[]>
  transcript(thread: ThreadId): AsyncIterable<readonly TranscriptRow[]>
  doctor(): Promise<readonly HostCheck[]>
  /** Of all runs that are not over where none is named. */
  preflight(runs: readonly RunId[]): Promise<readonly HostCheck[]>
  /** `since`: milliseconds since the epoch. */
  digest(since: number): Promise<Digest>
  agents(refresh: boolean): Promise<readonly HostAgent[]>
  settings(): Promise<Settings>
  close(): Promise<void>
}

export async function openReader(place: Place): Promise<Reader> {
  const client = await findHost(place)
  return client === null ? readStore(place) : readHost(client)
}

async function readHost(client: HostClient): Promise<Reader> {
  const session = await HostSession.open(client)
  const { api } = client
  return {
    get model() {
      return session.model
    },
    peers: peersOfHost(client),
    async modelWith(thread) {
      if (session.model.thread.get(thread) !== undefined) return session.model
      return beside(session.model, await recalled(client, thread))
    },
    modelWithRun: async (run) =>
      session.model.run.get(run) === undefined ? beside(session.model, await recalledRun(client, run)) : session.model,
    diff: (thread) => orRefused(client, api.review.diff({ thread, maxBytes: diffBytes })),
    async *events(after) {
      try {
        for await (const page of await api.model.log({ after, follow: false })) yield page.events
      } catch (error) {
        await failedCall(client, error)
      }
    },
    transcript: (thread) =>
      wholeTranscript((page) => orRefused(client, api.transcript.page({ thread, limit: transcriptRows, ...page }))),
    doctor: () => orRefused(client, api.host.doctor()),
    digest: (since) => orRefused(client, api.away.digest({ since })),
    preflight: (runs) => orRefused(client, api.away.preflight(runs.length === 0 ? {} : { runs: [...runs] })),
    agents: (refresh) => orRefused(client, api.host.agents({ refresh })),
    settings: () => orRefused(client, firstOf(api.settings.watch())),
    close: () => session.close(),
  }
}

async function readStore(place: Place): Promise<Reader> {
  await refuseOtherThanFolder(place.dataFolder)
  const scope = new Scope()
  const opened = await openSqliteStoreReadOnly({ file: databaseFile(place.dataFolder) })
  if (!opened.ok) throw new Refused(opened.error)
  const store = scope.own(opened.value, (port) => port.close())
  const model = unhostedModel(new LiveModel(store, await store.load()).model, systemClock.now())
  const services = async (): Promise<HostServices> => {
    const adapters = await openAdapters(place, scope)
    const identity = { version, host: '', pid: process.pid, dataFolder: place.dataFolder }
    const readOnly = () =>
      store.status.kind === 'read-only' && store.status.reason.code !== 'store-not-owned' ? store.status.reason : null
    const memory = agentMemory(store, () => undefined)
    return hostServices({ identity, adapters, store, memory, model: () => model, readOnly, shutdown: () => undefined })
  }
  return {
    model,
    peers: peersOfStore(store),
    modelWith: async (thread) => beside(model, await recallThread(store, thread)),
    modelWithRun: async (run) =>
      model.run.get(run) === undefined ? beside(model, await recallRun(store, run)) : model,
    async diff(thread) {
      const found = await (await services()).diff({
        thread,
        path: undefined,
        since: { kind: 'base' },
        maxBytes: diffBytes,
      })
      if (!found.ok) throw new Refused(found.error)
      return found.value
    },
    events: (after) => storedEvents(store, after),
    transcript: (thread) =>
      wholeTranscript((page) => store.readTranscript(thread, { kind: 'tail', limit: transcriptRows, ...page })),
    doctor: async () => (await services()).doctor(),
    digest: async (since) => (await services()).away.digest(since),
    preflight: async (runs) => (await services()).away.preflight(runs.length === 0 ? undefined : runs),
    agents: async (refresh) => (await services()).agents({ refresh }),
    settings: async () => (await services()).settings.current,
    close: async () => void (await scope.close()),
  }
}

/** Nothing there yet is an empty answer; something that can't be a data folder is a mistake to be told of. */
async function refuseOtherThanFolder(dataFolder: string): Promise<void> {
  const found = await stat(dataFolder).catch((error: unknown) =>
    systemCode(error) === 'ENOENT' ? null : 'unreachable',
  )
  if (found === null || (found !== 'unreachable' && found.isDirectory())) return
  refuse(
    'data-unreadable',
    `${dataFolder} is no folder that holds data; nothing was done.`,
    'Name the data folder with --data.',
  )
}

async function* storedEvents(store: StorePort, after: number): AsyncGenerator<readonly StoredEvent[]> {
  for (let from = after; ; ) {
    const page = await store.readEvents({ after: from, limit: pageRows })
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    from = last.sequence
  }
}

/** A stream's first element; the stream is let go of. */
async function firstOf<Value>(stream: PromiseLike<AsyncIterable<Value>>): Promise<Value> {
  for await (const value of await stream) return value
  throw new Error('a stream ended before it began')
}
