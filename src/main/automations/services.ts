import type { Firing } from '../../shared/domain/automation/state.ts'
import type { OutboundContent } from '../../shared/domain/outbound/state.ts'
import type { AgentChoice } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitPort } from '../ports/git.ts'
import type { IdSource } from '../ports/ids.ts'
import type { StorePort } from '../ports/store.ts'
import type { AutomationService } from './service.ts'

/** Of those named, in order, the ones that are set up here; with none named, the default one. Never empty. */
export type ChooseAgents = (wanted: readonly string[]) => Promise<Result<readonly AgentChoice[], Failure>>

/** What is to be written where an event came from, about a dispatch that has come to rest. */
export type DraftOutbound = (kind: OutboundContent['kind'], firing: Firing) => Promise<Result<OutboundContent, Failure>>

export interface AutomationParts {
  readonly engine: Pick<Engine, 'model' | 'submit' | 'report' | 'readOnly'>
  readonly store: StorePort
  readonly git: Pick<GitPort, 'claimReference' | 'claimAtRemote' | 'releaseReference'>
  readonly clock: Clock
  readonly ids: IdSource
  /** Names this host among all that share a repository. */
  readonly host: string
  readonly service: AutomationService
  readonly chooseAgents: ChooseAgents
  readonly draft: DraftOutbound
}
