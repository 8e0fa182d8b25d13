import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'

export interface AutomationRunsProps {
  readonly automation: AutomationId
  readonly project: ProjectId
}

/** What an automation did, and why it didn't. Takes its width from the place it stands in, and scrolls with it. */
export function AutomationRuns({ automation }: AutomationRunsProps) {
  return <section aria-label="What it did" data-automation={automation} />
}
