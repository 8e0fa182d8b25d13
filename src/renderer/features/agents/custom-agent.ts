import type { CustomAgent } from '../../../shared/settings/settings.ts'

/** What is written in the form; every field may be anything. */
export type AgentDraft = Readonly<Record<'id' | 'name' | 'command', string>>

export const emptyDraft: AgentDraft = { id: '', name: '', command: '' }

/** What is wrong with a draft, by field; null where nothing is. */
export interface DraftProblems {
  readonly id: string | null
  readonly name: string | null
  readonly command: string | null
}

const longest = { id: 40, name: 60, command: 32_000 } as const

/** `taken` are the ids of all other agents. */
export function problemsOf(draft: AgentDraft, taken: readonly string[]): DraftProblems {
  const { id, name, command } = trimmed(draft)
  return {
    id: idProblem(id, taken),
    name: textProblem(name, 'Give it a name.', longest.name),
    command: textProblem(command, 'Write the command that starts it.', longest.command),
  }
}

export function isSound(problems: DraftProblems): boolean {
  return problems.id === null && problems.name === null && problems.command === null
}

export function trimmed({ id, name, command }: AgentDraft): CustomAgent {
  return { id: id.trim(), name: name.trim(), command: command.trim() }
}

/** An id made of a name: 'My Agent (local)' gives 'my-agent-local'. */
export function idOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  return plain
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest.id)
    .replace(/-+$/, '')
}

function idProblem(id: string, taken: readonly string[]): string | null {
  if (id === '') return 'Give it an id, by which it is dispatched to.'
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
    return 'Lower-case letters, digits and hyphens, at most 40; a letter or digit first.'
  }
  return taken.includes(id) ? 'Another agent has this id.' : null
}

function textProblem(text: string, missing: string, most: number): string | null {
  if (text === '') return missing
  return text.length > most ? `At most ${most} characters.` : null
}
