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
