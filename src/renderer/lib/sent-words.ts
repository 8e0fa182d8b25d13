import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { ToolView } from './tool-view.ts'

/** Words that an agent sent to another thread with a tool. */
export interface SentWords {
  /** As the agent named it: an id, the id of a task, or a title; null for everybody in its team. */
  readonly to: string | null
  readonly what: 'message' | 'question' | 'answer' | 'broadcast'
  readonly text: string
  /** Under which id it was taken; null where it wasn't, or not yet. */
  readonly message: string | null
}

const name = /(?:^|[^a-z_]|__)(send_message|ask_peer|broadcast)$/

/** What a call of a tool for writing to peers says; null for every other call. Agents name tools of servers in many ways. */
export function sentWords({ title, input, output }: Pick<ToolView, 'title' | 'input' | 'output'>): SentWords | null {
  const tool = name.exec(title.trim())?.[1]
  if (tool === undefined || !isObject(input)) return null
  const given = isObject(input.arguments) ? input.arguments : input
  const { to, text, question, answers } = given
  const words = typeof text === 'string' ? text : question
  if (typeof words !== 'string' || words === '') return null
  if (tool !== 'broadcast' && typeof to !== 'string') return null
  return {
    to: typeof to === 'string' && tool !== 'broadcast' ? to : null,
    what: whatOf(tool, answers),
    text: words,
    message: messageIn(output),
  }
}

function whatOf(tool: string, answers: JsonValue | undefined): SentWords['what'] {
  if (tool === 'broadcast') return 'broadcast'
  if (tool === 'ask_peer') return 'question'
  return typeof answers === 'string' ? 'answer' : 'message'
}

/** The first line of the answer is the tool's own; what waited for the agent may follow it. */
function messageIn(output: string): string | null {
  const [line = ''] = output.slice(0, 4000).split('\n', 1)
  return /"(?:question|message)":"([\w-]{1,64})"/.exec(line)?.[1] ?? null
}

const given = /^Message \d+ from .* \(id ([\w.~@-]{1,200})\):$/gm
const mostGiven = 20

/** Ids of messages that stand in an answer of a tool as if they had been handed over beside it: the host knows whether. */
export function idsBeside({ output }: Pick<ToolView, 'output'>): readonly string[] {
  if (!output.includes(' UTC')) return []
  return [...output.matchAll(given)].slice(0, mostGiven).flatMap(([, id]) => id ?? [])
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
