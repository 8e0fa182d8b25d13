import type {
  AutomationFile,
  AutomationTemplate,
  FormChange,
  TextCheck,
  TriggerView,
} from '../../shared/contract/automation-views.ts'
import type { AutomationScope } from '../../shared/domain/automation/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { AutomationId, ProjectId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { FolderWatch } from '../ports/folder-watch.ts'
import type { IdSource } from '../ports/ids.ts'
import type { TextPatterns } from '../ports/text-pattern.ts'
import type { TextTemplates } from '../ports/text-template.ts'
import type { Trigger } from '../ports/trigger.ts'

export interface AutomationFileParts {
  readonly engine: Pick<Engine, 'model' | 'report' | 'subscribe'>
  readonly watch: FolderWatch
  readonly clock: Clock
  readonly ids: IdSource
  readonly dataFolder: string
  /** By the key below `on`. */
  readonly triggers: ReadonlyMap<string, Trigger>
  /** Ids of the agents that a file can name; null where nobody knows. */
  readonly agents: () => Promise<readonly string[] | null>
  readonly templates: TextTemplates
  readonly patterns: TextPatterns
  /** Whether a restricted thread's network can be cut. */
  readonly sandbox: boolean
  readonly problem: (message: string, error: unknown) => void
}

type Answer<T> = Promise<Result<T, Failure>>

export interface WrittenFile {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  readonly text: string
}

/** What people do with files of automations; the contract's channel says what each means. */
export interface AutomationFileServices {
  offers(): Promise<{
    readonly triggers: readonly TriggerView[]
    readonly templates: readonly AutomationTemplate[]
    readonly sandbox: boolean
  }>
  read(query: { readonly automation: AutomationId }): Answer<AutomationFile>
  check(query: WrittenFile): Answer<TextCheck>
  edit(query: { readonly text: string; readonly changes: readonly FormChange[] }): Answer<{ readonly text: string }>
  /** `replaces`: revision of what the person began from; null for a new file. */
  save(
    query: WrittenFile & { readonly replaces: string | null },
  ): Answer<{ readonly automation: AutomationId; readonly revision: string }>
  remove(query: { readonly automation: AutomationId; readonly replaces: string }): Answer<{ readonly trash: string }>
}
