import type { ComponentType } from 'react'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'

interface Of {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  readonly onClose: () => void
}

/** What an automation did and would do; parts of another feature. */
export interface AutomationSlots {
  readonly Runs: ComponentType<{ readonly automation: AutomationId; readonly project: ProjectId }>
  readonly Try: ComponentType<
    Of & {
      /** The draft where it isn't saved; absent: the file. */
      readonly text?: string | undefined
      /** Null before it was ever saved. */
      readonly automation: AutomationId | null
      /** Kinds below its `on`, as the draft has them. */
      readonly triggers: readonly string[]
    }
  >
  /** `unsaved`: there is a draft, and what runs is the file. */
  readonly RunNow: ComponentType<Of & { readonly unsaved: boolean }>
}
