import { createHash } from 'node:crypto'
import type { Command } from '../../shared/domain/command.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import type { Engine } from '../engine/engine.ts'
import type { ToolAnswer } from '../ports/tools.ts'

/** Sends what a tool call means under an id of the call's own, so that a repeated one joins the first. */
export async function send(
  engine: Pick<Engine, 'submit'>,
  from: { readonly thread: Thread; readonly key: string; readonly done: string },
  command: Command,
): Promise<ToolAnswer> {
  const id = `tool/${from.thread.id}/${from.key}` as CommandId
  const answer = await engine.submit({ id, command, actor: 'host' })
  if (answer.ok) return { isError: false, text: from.done }
  return { isError: true, text: `${answer.error.message} ${answer.error.remedy}` }
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
