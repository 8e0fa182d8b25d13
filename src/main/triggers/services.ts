import type { Model } from '../../shared/domain/model.ts'
import type { AutomationId, FiringId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { CommittedBatch } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { Cron } from '../ports/cron.ts'
import type { FilePrints } from '../ports/file-prints.ts'
import type { FolderWatch } from '../ports/folder-watch.ts'
import type { Forge } from '../ports/forge.ts'
import type { ForgeWatch } from '../ports/forge-watch.ts'
import type { GitPort } from '../ports/git.ts'
import type { IdSource } from '../ports/ids.ts'
import type { ProcessPort } from '../ports/process.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { StorePort } from '../ports/store.ts'
import type { WorktreeRoots } from '../ports/worktree-roots.ts'

/** What the host has decided, to be read only: a trigger decides nothing. */
export interface HostReads {
  readonly model: Model
  readonly sequence: number
  subscribe(listener: (batch: CommittedBatch) => void): () => void
  readonly readEvents: StorePort['readEvents']
  readonly loadStates: StorePort['loadStates']
}

/** A request as it came in at an automation's own address. */
export interface WebhookRequest {
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The bytes that were signed. */
  readonly body: Buffer
}

/** `facts` go back as JSON; nothing of an automation is told to who has not signed. */
export interface WebhookAnswer {
  readonly status: 202 | 400 | 401 | 409 | 413 | 429 | 503
  readonly facts: JsonObject
}

export interface Webhooks {
  /** Takes in what comes at this path below `/hooks/`; the returned function ends that. */
  register(path: string, take: (request: WebhookRequest) => Promise<WebhookAnswer>): () => void
}

/** What triggers are made of. Each takes of it what it needs. */
export interface TriggerServices {
  readonly clock: Clock
  readonly ids: IdSource
  readonly cron: Cron
  readonly git: GitPort
  readonly folderWatch: FolderWatch
  readonly filePrints: FilePrints
  readonly forge: Forge
  readonly forgeWatch: ForgeWatch
  readonly processes: ProcessPort
  readonly roots: WorktreeRoots
  readonly secrets: Secrets
  readonly webhooks: Webhooks
  /** The firing that an event of an automation has, by its id. */
  firingOf(automation: AutomationId, event: string): FiringId
  readonly host: HostReads
  /** Larger than a cursor may be: kept by key, in areas that begin with `trigger-`. */
  readonly kept: Pick<StorePort, 'loadKept' | 'keep'>
  /** That of the host; whatever is started gets its own made of it. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly problem: (message: string, error: unknown) => void
}
