import type { ComponentType } from 'react'
import type { TriggerView } from '../../../shared/contract/automation-views.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import type { Change } from '../../lib/form-change.ts'

interface Of {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  readonly onClose: () => void
}

/** What an automation is in a form, and what it did and would do; parts of other features. */
export interface AutomationSlots {
  readonly Form: ComponentType<{
    readonly fields: JsonObject
    readonly offers: { readonly triggers: readonly TriggerView[]; readonly sandbox: boolean }
    /** By kind of trigger, its settings in the words of the host. */
    readonly when: Readonly<Record<string, string>>
    /** Names of the others that it could start. */
    readonly others: readonly string[]
    readonly change: (...changes: readonly Change[]) => void
  }>
  readonly Runs: ComponentType<{ readonly automation: AutomationId; readonly project: ProjectId }>
  readonly Try: ComponentType<
    Of & {
      /** The draft where it isn't saved; absent: the file. */
      readonly text?: string | undefined
      /** What the form changed is not in the text yet. */
      readonly unsettled: boolean
      /** Null before it was ever saved. */
      readonly automation: AutomationId | null
      /** Kinds below its `on`, as the draft has them. */
      readonly triggers: readonly string[]
    }
  >
  /** `unsaved`: there is a draft, and what runs is the file. */
  readonly RunNow: ComponentType<Of & { readonly unsaved: boolean }>
}
