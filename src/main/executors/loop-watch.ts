import type { JsonValue } from '../../shared/kernel/json.ts'
import type { ToolKind } from '../../shared/transcript/update.ts'

/** A tool call that has ended, with what it gave. */
export interface EndedCall {
  readonly toolCall: string
  readonly title: string
  readonly toolKind: ToolKind
  readonly input: JsonValue
  /** Everything it gave or changed; compared, never kept. */
  readonly output: string
}

export interface Loop {
  /** What is called again and again, in the agent's words. */
  readonly call: string
  readonly times: number
}

/** Rounds of a cycle of so many calls, each with the same results, from which on it is a loop. */
const roundsOf = [6, 5, 5] as const
const kept = Math.max(...roundsOf.map((rounds, at) => rounds * (at + 1)))

interface Seen {
  readonly toolCall: string
  readonly title: string
  readonly mark: string
}

/** Notices an agent that does the same with the same result again and again. Keeps only marks of a few calls. */
export class LoopWatch {
  #seen: readonly Seen[] = []
  /** The loop it is in was told. */
  #told = false

  /** The loop that the agent is in by now; once for each. */
  ended(call: EndedCall): Loop | null {
    const { title, toolCall } = call
    const mark = markOf(call)
    const known = this.#seen.some((seen) => seen.toolCall === toolCall)
    // Told once more with its end, it has not been called once more.
    this.#seen = known
      ? this.#seen.map((seen) => (seen.toolCall === toolCall ? { toolCall, title, mark } : seen))
      : [...this.#seen, { toolCall, title, mark }].slice(-kept)
    const period = this.#period()
    if (period === null) this.#told = false
    if (period === null || this.#told) return null
    this.#told = true
    const calls = this.#seen.slice(-period).map((seen) => seen.title)
    return { call: calls.join(', then '), times: roundsOf[period - 1] ?? 0 }
  }

  /** Length of the cycle that the newest calls are in; null where they are in none. */
  #period(): number | null {
    for (const [at, rounds] of roundsOf.entries()) {
      if (this.#repeats(at + 1, rounds)) return at + 1
    }
    return null
  }

  #repeats(period: number, rounds: number): boolean {
    const last = this.#seen.slice(-period * rounds)
    if (last.length < period * rounds) return false
    return last.every((seen, at) => seen.mark === last[at % period]?.mark)
  }
}

/** Two calls with one mark are the same call with the same result. One that tells neither is like no other. */
function markOf({ input, output, title, toolCall, toolKind }: EndedCall): string {
  if (input === null && output === '') return `call ${toolCall}`
  const text = JSON.stringify([toolKind, title, input, output])
  return `${text.length} ${hash(text, 0x811c9dc5)} ${hash(text, 0x9e3779b9)}`
}

/** FNV-1a from a start of one's own choosing; two of them and the length tell texts apart well enough. */
function hash(text: string, start: number): number {
  let value = start
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
