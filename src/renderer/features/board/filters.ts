import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { LiveFacts } from './live-facts.ts'
import { sectionOf } from './sections.ts'

/** What a person narrowed the board to; empty texts narrow nothing. */
export interface Filters {
  readonly text: string
  /** As `agentKey` names it. */
  readonly agent: string
  /** A kind of section. */
  readonly state: string
  /** Id of the automation that began it. */
  readonly automation?: string
}

export const noFilters: Filters = { text: '', agent: '', state: '' }

export function isFiltered({ text, agent, state, automation = '' }: Filters): boolean {
  return text.trim() !== '' || agent !== '' || state !== '' || automation !== ''
}

export function agentKey({ agent }: Pick<Thread, 'agent'>): string {
  return agent.kind === 'catalogue' ? `catalogue ${agent.id}` : `command ${agent.command}`
}

/** Whether every word is found in the thread's title, agent or present activity, and the rest agrees. */
export function matches(thread: Thread, filters: Filters, facts: LiveFacts): boolean {
  if (filters.agent !== '' && agentKey(thread) !== filters.agent) return false
  if (filters.state !== '' && sectionOf(thread, facts) !== filters.state) return false
  const words = filters.text.toLowerCase().split(/\s+/)
  const searched = `${thread.title} ${agentKey(thread)} ${thread.activity?.detail ?? ''} ${thread.id}`.toLowerCase()
  return words.every((word) => searched.includes(word))
}
