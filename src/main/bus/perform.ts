import type { Command } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { BusEngine } from './bus-engine.ts'

export interface Caller {
  readonly thread: Thread
  /** Of the call. */
  readonly key: string
  /** Tells the commands of one call apart where it sends several. */
  readonly part?: string
}

/** Names what a call sends, so that a repeated one joins the first. */
export function commandIdOf({ key, part, thread }: Caller): CommandId {
  return `tool/${thread.id}/${key}${part === undefined ? '' : `/${part}`}` as CommandId
}

/** Sends a command and answers with the events it led to; none where it had been carried out before. */
export async function perform(
  engine: Pick<BusEngine, 'submit' | 'subscribe'>,
  caller: Caller,
  command: Command,
): Promise<Result<readonly DomainEvent[], Refusal>> {
  const id = commandIdOf(caller)
  const seen: DomainEvent[] = []
  const stop = engine.subscribe(({ events }) => {
    for (const stored of events) if (stored.command === id) seen.push(stored.event)
  })
  try {
    const answer = await engine.submit({ id, command, actor: 'host' })
    return answer.ok ? ok(seen) : answer
  } finally {
    stop()
  }
}
