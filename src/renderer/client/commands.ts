import type { PublicCommand } from '../../shared/contract/channels/commands.ts'
import type { Command } from '../../shared/domain/command.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { newId } from '../lib/new-id.ts'
import { failureOf, noAnswer, notConnected } from './ask.ts'
import type { HostApi } from './host-api.ts'
import { modelSequence, pendingCommands, showModel } from './live-model.ts'
import { useHost } from './store.ts'

const againWithinMs = 10_000

/**
 * Sends a command and shows its outcome at once, where the model tells it. Answers why it was not taken, in which case
 * it is no longer shown, or null once the intent is durable. A line that breaks before the answer is waited for.
 */
export async function sendCommand(command: PublicCommand): Promise<Failure | null> {
  const { api } = useHost.getState()
  if (api === null) return notConnected
  const id = newId()
  pendingCommands.add(id, command, Date.now())
  showModel()
  const refused = await deliver(id, command, api)
  if (refused !== null) pendingCommands.takeBack(id)
  showModel()
  return refused
}

/** Why the host would refuse this command now, as far as the model that is shown tells; null when it would not. */
export function whyNot(command: PublicCommand): Failure | null {
  const { model } = useHost.getState()
  const decision = decide(model, command as Command, { now: Date.now(), actor: 'person', facts: undefined })
  return decision.ok ? null : decision.error
}

async function deliver(id: string, command: PublicCommand, api: HostApi): Promise<Failure | null> {
  const first = await deliverOnce(id, command, api)
  if (first?.code !== noAnswer.code) return first
  const next = await nextApi(api)
  // The same id again is harmless where the first was taken.
  return next === null ? first : deliverOnce(id, command, next)
}

async function deliverOnce(id: string, command: PublicCommand, api: HostApi): Promise<Failure | null> {
  try {
    const { sequence } = await api.commands.send({ id, command })
    pendingCommands.acknowledged(id, sequence, modelSequence())
    return null
  } catch (error) {
    return failureOf(error)
  }
}

/** The line that follows a broken one, if it comes soon. */
function nextApi(broken: HostApi): Promise<HostApi | null> {
  return new Promise((resolve) => {
    const settle = (api: HostApi | null) => {
      clearTimeout(limit)
      stop()
      resolve(api)
    }
    const limit = setTimeout(() => settle(null), againWithinMs)
    const look = (api: HostApi | null) => {
      if (api !== null && api !== broken) settle(api)
    }
    const stop = useHost.subscribe(({ api }) => look(api))
    look(useHost.getState().api)
  })
}
