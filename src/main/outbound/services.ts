import type { Model } from '../../shared/domain/model.ts'
import type { Forge } from '../ports/forge.ts'
import type { GitPort } from '../ports/git.ts'
import type { StorePort } from '../ports/store.ts'

export interface OutboundServices {
  readonly git: Pick<GitPort, 'pushBranch' | 'remoteAddress'>
  readonly forge: Pick<
    Forge,
    | 'comment'
    | 'editComment'
    | 'findComment'
    | 'findPullRequest'
    | 'openPullRequest'
    | 'pushCredentials'
    | 'repositoryOf'
  >
  readonly store: Pick<StorePort, 'loadStates' | 'readTranscript'>
}

/** Where something that was written can be seen, and what it is called there. */
export interface Sent {
  readonly link: string
  readonly reference: string
}

/** The remote that work is pushed to. */
export const remote = 'origin'

export interface DraftServices extends OutboundServices {
  /** As it is now. */
  model(): Model
}
