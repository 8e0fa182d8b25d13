import type { AutomationDefinition } from '../../shared/domain/automation/definition.ts'
import type { Automation, AutomationScope, FileProblem } from '../../shared/domain/automation/state.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** The files, as far as firing by name and trying out need them. */
export interface DefinitionSource {
  /**
   * Reads a file at once, whatever its watcher has seen, and resolves when the host knows what it says. The project's
   * own goes before a private one where no scope is named. Fails where there is no such file and never was.
   */
  refresh(wanted: {
    readonly project: Project
    readonly name: string
    readonly scope?: AutomationScope | undefined
  }): Promise<Result<AutomationId, Failure>>
  /** A text that is no file yet. */
  parse(
    text: string,
    of: { readonly project: Project; readonly scope: AutomationScope; readonly name: string },
  ): Promise<Result<{ readonly definition: AutomationDefinition; readonly revision: string }, readonly FileProblem[]>>
  /** Relative to the project, or absolute for a private one. */
  fileOf(automation: Pick<Automation, 'name' | 'project' | 'scope'>): string
}
