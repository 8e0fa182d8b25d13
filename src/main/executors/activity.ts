import type { Activity } from '../../shared/domain/thread/state.ts'
import type { AgentUpdate, ToolKind } from '../../shared/transcript/update.ts'

export type ActivityNow = Omit<Activity, 'since'>

/** Longest detail that a lane shows, in UTF-16 units; the conversation has the whole text. */
const detailLimit = 200

const byTool: Readonly<Record<ToolKind, Activity['kind']>> = {
  read: 'reading',
  search: 'reading',
  fetch: 'reading',
  edit: 'editing',
  delete: 'editing',
  move: 'editing',
  execute: 'running',
  think: 'thinking',
  other: 'running',
}

/** What an update says the agent is doing now, or null when it says nothing about that. */
export function activityOf(
  update: AgentUpdate,
  tool: { readonly title: string; readonly toolKind: ToolKind } | null,
): ActivityNow | null {
  switch (update.kind) {
    case 'message':
      return { kind: 'writing', detail: '' }
    case 'thought':
    case 'plan':
      return { kind: 'thinking', detail: '' }
    case 'tool': {
      const over = update.patch.status === 'completed' || update.patch.status === 'failed'
      if (over || tool === null) return { kind: 'thinking', detail: '' }
      return { kind: byTool[tool.toolKind], detail: tool.title.slice(0, detailLimit) }
    }
    default:
      return null
  }
}
