import { beside } from '../../../shared/domain/beside.ts'
import { failedCall } from '../attach/failed-call.ts'
import { findHost, type Place } from '../attach/host-access.ts'
import type { HostClient } from '../attach/host-client.ts'
import { HostSession } from '../attach/host-session.ts'
import { orRefused } from '../attach/or-refused.ts'
import { recalled, recalledRun } from '../attach/recalled.ts'
import { peersOfHost } from './peer-reader.ts'
import type { Reader } from './reader.ts'
import { transcriptRows, wholeTranscript } from './whole-transcript.ts'

const diffBytes = 8_000_000

export async function openReader(place: Place): Promise<Reader> {
  const client = await findHost(place)
  if (client !== null) return readHost(client)
  // What a host is made of, which those who ask one do without.
  const { readStore } = await import('./stored-reader.ts')
  return readStore(place)
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

/** A stream's first element; the stream is let go of. */
async function firstOf<Value>(stream: PromiseLike<AsyncIterable<Value>>): Promise<Value> {
  for await (const value of await stream) return value
  throw new Error('a stream ended before it began')
}
