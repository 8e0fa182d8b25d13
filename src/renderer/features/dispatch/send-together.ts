import { sendCommand } from '../../client/commands.ts'
import { useHost } from '../../client/store.ts'
import { untilModel } from '../../client/until-model.ts'
import { newId } from '../../lib/new-id.ts'
import { notifyRefused } from '../../ui/toaster.tsx'
import { bringIn, type Started } from './brought.ts'
import { type Together, togetherCommands } from './depend.ts'
import type { Draft } from './draft.ts'

/** Once the threads that were started are known here, makes them work together as was chosen. */
export async function sendTogether(
  started: readonly Started[],
  { brought, ...how }: Together & Pick<Draft, 'brought'>,
): Promise<void> {
  await untilModel((model) => started.every(({ thread }) => model.thread.get(thread) !== undefined))
  const { model } = useHost.getState()
  const threads = started.flatMap(({ thread }) => model.thread.get(thread) ?? [])
  for (const command of togetherCommands(model, threads, { ...how, newId })) {
    const refused = await sendCommand(command)
    if (refused !== null) notifyRefused(refused)
  }
  for (const one of started) {
    // Looked up anew: what was sent before may have introduced them.
    const command = bringIn(useHost.getState().model, one, { brought, newId })
    const refused = command === null ? null : await sendCommand(command)
    if (refused !== null) notifyRefused(refused)
  }
}
