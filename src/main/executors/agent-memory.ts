import type { Failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { AgentChoice, AgentFailure, AgentSession } from '../ports/agent.ts'

export interface OfferedChoices {
  readonly modes: readonly AgentChoice[]
  readonly models: readonly AgentChoice[]
}

/** Where choices outlive the host. */
export interface AgentMemoryStore {
  load(): Promise<ReadonlyMap<string, JsonValue>>
  keep(values: Readonly<Record<string, JsonValue>>): Promise<Result<void, Failure>>
}

export interface AgentMemoryOptions {
  readonly kept: AgentMemoryStore
  /** Told when what was learned is remembered by this host only. */
  readonly problem: (failure: Failure) => void
}

const mostChoices = 200
const longestText = 200

/** What sessions have shown of their agents, by catalogue id: which modes and models there are, whether one must sign in. */
export class AgentMemory {
  readonly #options: AgentMemoryOptions
  readonly #learned = new Map<string, OfferedChoices>()
  readonly #signedOut = new Set<string>()

  constructor(options: AgentMemoryOptions) {
    this.#options = options
  }

  /** Takes in how opening a session went. */
  note(agent: string, opened: Result<Pick<AgentSession, 'modes' | 'models'>, AgentFailure>): void {
    if (!opened.ok) {
      if (opened.error.code === 'agent-sign-in-needed') this.#signedOut.add(agent)
      return
    }
    this.#signedOut.delete(agent)
    const choices = { modes: bounded(opened.value.modes), models: bounded(opened.value.models) }
    if (JSON.stringify(choices) === JSON.stringify(this.#learned.get(agent))) return
    this.#learned.set(agent, choices)
    void this.#keep(agent, choices)
  }

  /** By agent; what this host has seen itself goes before what earlier ones had. */
  async choices(): Promise<ReadonlyMap<string, OfferedChoices>> {
    const kept = (await this.#options.kept.load()) as ReadonlyMap<string, JsonValue & OfferedChoices>
    return new Map([...kept, ...this.#learned])
  }

  signIn(agent: string): 'unknown' | 'needed' {
    return this.#signedOut.has(agent) ? 'needed' : 'unknown'
  }

  async #keep(agent: string, choices: OfferedChoices): Promise<void> {
    const plain = (offered: readonly AgentChoice[]) => offered.map(({ id, name }) => ({ id, name }))
    const value = { modes: plain(choices.modes), models: plain(choices.models) }
    const answer = await this.#options.kept.keep({ [agent]: value })
    if (!answer.ok) this.#options.problem(answer.error)
  }
}

/** An agent may offer anything; what is too long to be a choice is left out. */
function bounded(choices: readonly AgentChoice[]): readonly AgentChoice[] {
  return choices
    .filter(({ id }) => id.length <= longestText)
    .slice(0, mostChoices)
    .map(({ id, name }) => ({ id, name: name.slice(0, longestText) }))
}
