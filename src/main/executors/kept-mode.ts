import type { AgentSession } from '../ports/agent.ts'

/** How often an agent that leaves its mode is put back; one that leaves it once more is not let go on. */
const atMost = 3

/** Keeps the session of a restricted thread in the mode in which it asks, whoever changes it. */
export class KeptMode {
  readonly #session: Pick<AgentSession, 'setMode'>
  readonly #mode: string
  #left = 0

  constructor(session: Pick<AgentSession, 'setMode'>, mode: string) {
    this.#session = session
    this.#mode = mode
  }

  /** The agent says which mode it is in. `false`: it can't be kept in its own, and must not go on. */
  async changed(mode: string): Promise<boolean> {
    if (mode === this.#mode) return true
    this.#left += 1
    if (this.#left > atMost) return false
    const back = await this.#session.setMode(this.#mode)
    return back.ok
  }
}
