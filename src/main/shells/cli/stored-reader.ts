import { stat } from 'node:fs/promises'
import { beside } from '../../../shared/domain/beside.ts'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { openSqliteStoreReadOnly } from '../../adapters/store-sqlite/open-sqlite-store-read-only.ts'
import { LiveModel } from '../../engine/live-model.ts'
import { recallRun, recallThread } from '../../engine/recall.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import type { StorePort } from '../../ports/store.ts'
import { Refused, refuse } from '../attach/failure-exit.ts'
import type { Place } from '../attach/host-access.ts'
import { openAdapters } from '../compose/adapters.ts'
import { databaseFile } from '../compose/data-folder.ts'
import { agentMemory } from '../compose/host-agents.ts'
import { hostServices } from '../compose/services.ts'
import { version } from '../compose/version.ts'
import type { Reader } from './reader.ts'
import { peersOfStore } from './stored-peers.ts'
import { unhostedModel } from './unhosted-model.ts'
import { transcriptRows, wholeTranscript } from './whole-transcript.ts'

const pageRows = 500
const diffBytes = 8_000_000

/** Answers from the stored data where no host runs. */
export async function readStore(place: Place): Promise<Reader> {
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
