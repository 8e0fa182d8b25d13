import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'

/** What is changed of the rules by which a run goes. */
export type Configure = Omit<Extract<PublicCommand, { type: 'run.configure' }>['payload'], 'run'>
