import { isDefinedError, safe } from '@orpc/client'
import type { PublicCommand } from '../../shared/contract/channels/commands.ts'
import type { Command } from '../../shared/domain/command.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { Model } from '../../shared/domain/model.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { newId } from '../lib/new-id.ts'
import { useHost } from './store.ts'

const notConnected = failure(
  'not-connected',
  'There is no line to the host; nothing was sent.',
  'Try again in a moment.',
)

/** Sends a command; answers why it was not taken, or null. */
export async function sendCommand(command: PublicCommand): Promise<Failure | null> {
  const { api } = useHost.getState()
  if (api === null) return notConnected
  const [error] = await safe(api.commands.send({ id: newId(), command }))
  if (error === null) return null
  return isDefinedError(error) ? error.data : unanswered
}

const unanswered = failure(
  'no-answer',
  'The line broke before the host answered; it may have been done or not.',
  'Look at the thread before you try again.',
)

/** Why the host would refuse this command now, as far as the model tells; null when it would not. */
export function whyNot(model: Model, command: PublicCommand): Failure | null {
  const decision = decide(model, command as Command, { now: 0, actor: 'person', facts: undefined })
  return decision.ok ? null : decision.error
}
