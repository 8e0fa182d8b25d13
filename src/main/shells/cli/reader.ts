import type { HostAgent, HostCheck } from '../../../shared/contract/channels/host.ts'
import type { ThreadDiff } from '../../../shared/contract/channels/review.ts'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Digest } from '../../../shared/domain/supervision/digest.ts'
import type { RunId, ThreadId } from '../../../shared/kernel/ids.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import type { PeerReader } from './peer-reader.ts'

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
