import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'

/** Sends a command about an item; answers whether it was taken. A refusal is shown with the list. */
export type SendItem = (command: PublicCommand) => Promise<boolean>
