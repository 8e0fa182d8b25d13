import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { sendCommand } from '../../client/commands.ts'
import { announce } from '../../ui/announce.tsx'
import { notifyRefused } from '../../ui/toaster.tsx'

/** The change shows by itself; those who don't see it are told, and a refusal is said to everybody. */
export async function send(command: PublicCommand, done: string): Promise<void> {
  const refused = await sendCommand(command)
  if (refused === null) announce(done)
  else notifyRefused(refused)
}
