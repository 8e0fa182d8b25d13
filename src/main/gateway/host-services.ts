import type { EventPage, TrackPage } from '../../shared/contract/channels/history.ts'
import type { HostAgent, HostCheck, HostInfo } from '../../shared/contract/channels/host.ts'
import type { Sample } from '../../shared/contract/channels/onboarding.ts'
import type { ParsedPlan } from '../../shared/contract/channels/plans.ts'
import type { FolderFacts, FolderListing } from '../../shared/contract/channels/repository.ts'
import type { DiffSince, FileContent, ThreadDiff } from '../../shared/contract/channels/review.ts'
import type { StoredEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Digest } from '../../shared/domain/supervision/digest.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { RunId, ThreadId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { KeptValues } from '../engine/kept-values.ts'
import type { SettingsPort } from '../ports/settings.ts'
import type { StorePort, TranscriptPage } from '../ports/store.ts'
import type { AutomationServices } from './automation-services.ts'
import type { EstimateService, PeerServices } from './peer-services.ts'

/** What stays the same as long as the host runs. */
export type HostIdentity = Pick<HostInfo, 'version' | 'host' | 'pid' | 'dataFolder'>

export interface DiffQuery {
  readonly thread: ThreadId
  readonly since: DiffSince
  readonly path: string | undefined
  readonly maxBytes: number
}

export interface FileQuery {
  readonly thread: ThreadId
  readonly since: DiffSince
  readonly side: 'before' | 'after'
  readonly path: string
}

interface RepositoryServices {
  inspect(folder: string): Promise<Result<FolderFacts, Failure>>
  /** Those of the home folder without a path. */
  folders(path: string | undefined): Promise<Result<FolderListing, Failure>>
  makeSample(): Promise<Result<Sample, Failure>>
}

interface PlanServices {
  parse(query: {
    readonly text: string
    readonly repository?: string
    readonly base?: string
  }): Promise<Result<ParsedPlan, Failure>>
  /** As a YAML file would hold it. */
  export(run: RunId): Promise<Result<string, Failure>>
}

export interface HistoryServices {
  /** As of event `sequence`, which must be stored. */
  tracks(query: {
    readonly threads: readonly ThreadId[]
    readonly since: number
    readonly sequence: number
  }): Promise<TrackPage>
  events(query: {
    readonly thread: ThreadId
    readonly before: number | undefined
    readonly limit: number
  }): Promise<EventPage>
  /** What tells how a run went. */
  run(query: { readonly run: RunId; readonly before: number | undefined; readonly limit: number }): Promise<EventPage>
  ended(query: { readonly before: number | undefined; readonly limit: number }): Promise<{
    readonly threads: readonly Model[]
    readonly next: number | null
  }>
}

export interface AwayServices {
  /** Of all runs that are not over where none is named. */
  preflight(runs: readonly RunId[] | undefined): Promise<readonly HostCheck[]>
  /** `since`: milliseconds since the epoch. */
  digest(since: number): Promise<Digest>
}

/** What the gateway offers beyond engine and transcripts; compose hands over the functions. */
export interface HostServices {
  readonly identity: HostIdentity
  doctor(): Promise<readonly HostCheck[]>
  agents(how: { readonly refresh: boolean }): Promise<readonly HostAgent[]>
  diff(query: DiffQuery): Promise<Result<ThreadDiff, Failure>>
  file(query: FileQuery): Promise<Result<FileContent, Failure>>
  readEvents(query: { readonly after: number; readonly limit: number }): Promise<readonly StoredEvent[]>
  /** An archived thread with what belongs to it; an empty model where there is none. */
  recall(thread: ThreadId): Promise<Model>
  /** The same of a run, with its tasks. */
  recallRun(run: RunId): Promise<Model>
  readonly history: HistoryServices
  readonly peers: PeerServices
  readonly estimate: EstimateService
  readTranscript(thread: ThreadId, page: Parameters<StorePort['readTranscript']>[1]): Promise<TranscriptPage>
  readonly settings: Pick<SettingsPort, 'current' | 'subscribe' | 'save'>
  /** What the screens keep. */
  readonly kept: Pick<KeptValues, 'load' | 'keep'>
  readonly repositories: RepositoryServices
  readonly plans: PlanServices
  readonly away: AwayServices
  readonly automations: AutomationServices
  /** Begins the orderly end of the host; called after the client got its answer. */
  shutdown(): void
}
