import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'

export interface Sender {
  /** Why the last command was not taken; null once one was. */
  readonly failure: Failure | null
  send(command: PublicCommand): Promise<void>
  dismiss(): void
}

/** Commands from one place of the screen, where a refusal is shown. */
export function useSender(): Sender {
  const [failure, setFailure] = useState<Failure | null>(null)
  return {
    failure,
    send: async (command) => setFailure(await sendCommand(command)),
    dismiss: () => setFailure(null),
  }
}
