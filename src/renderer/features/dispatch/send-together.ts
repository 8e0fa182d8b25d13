import { sendCommand } from '../../client/commands.ts'
import { useHost } from '../../client/store.ts'
import { untilModel } from '../../client/until-model.ts'
import { newId } from '../../lib/new-id.ts'
import { notifyRefused } from '../../ui/toaster.tsx'
import { type Together, togetherCommands } from './depend.ts'

/** Once the threads that were started are known here, makes them work together as was chosen. */
export async function sendTogether(started: readonly string[], how: Together): Promise<void> {
  await untilModel((model) => started.every((thread) => model.thread.get(thread) !== undefined))
  const { model } = useHost.getState()
  const threads = started.flatMap((thread) => model.thread.get(thread) ?? [])
  for (const command of togetherCommands(model, threads, { ...how, newId })) {
    const refused = await sendCommand(command)
    if (refused !== null) notifyRefused(refused)
  }
}
