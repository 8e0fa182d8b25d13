import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import type { Action } from '../../ui/actions/action.ts'

export interface CommandActionOptions {
  readonly id: string
  readonly title: string
  readonly keys?: string | undefined
  /** Minted anew for every press. */
  readonly command: () => PublicCommand
  readonly send: (command: PublicCommand) => Promise<unknown>
}

/** A decision as an action, with the reason where it can't be taken. */
export function useCommandAction({ id, title, keys, command, send }: CommandActionOptions): Action {
  // One command is enough to ask whether it would be taken.
  const [probe] = useState(command)
  const blocked = useWhyNot(probe)
  return { id: `inbox.${id}`, title, section: 'Inbox', keys, blocked, run: () => send(command()) }
}
