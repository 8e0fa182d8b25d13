import { createHash } from 'node:crypto'
import type { Command } from '../../shared/domain/command.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Engine } from '../engine/engine.ts'
import type { ToolAnswer } from '../ports/tools.ts'
import { type Caller, commandIdOf } from './perform.ts'

/** Sends what a tool call means under an id of the call's own, so that a repeated one joins the first. */
export async function send(
  engine: Pick<Engine, 'submit'>,
  from: Caller & { readonly done: string | JsonObject },
  command: Command,
): Promise<ToolAnswer> {
  const answer = await engine.submit({ id: commandIdOf(from), command, actor: 'host' })
  if (!answer.ok) return failed(answer.error)
  return typeof from.done === 'string' ? { isError: false, text: from.done } : told(from.done)
}

/** What happened, as fields that the agent can take apart. */
export function told(answer: JsonObject): ToolAnswer {
  return { isError: false, text: JSON.stringify(answer) }
}

export function failed({ message, remedy }: Pick<Failure, 'message' | 'remedy'>): ToolAnswer {
  return { isError: true, text: `${message} ${remedy}` }
}

/** Ids for what a call makes: the same ones when it is repeated. */
export function idsOf({ id }: Thread, key: string): () => string {
  let count = 0
  return () => {
    count += 1
    const digest = createHash('sha256').update(`${id}/${key}/${count}`).digest('hex')
    // As short as other ids, and never a number to anybody who reads it.
    return `t${digest.slice(0, 19)}`
  }
}
