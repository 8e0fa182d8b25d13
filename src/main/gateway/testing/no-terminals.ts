import { err } from '../../../shared/kernel/result.ts'
import type { TerminalServices } from '../terminal-services.ts'

const unknown = {
  code: 'terminal-unknown',
  message: 'There is no such terminal.',
  remedy: 'Open one.',
}

/** A host in which nobody opens a terminal. */
export const noTerminals: TerminalServices = {
  list: () => [],
  open: async () => err(unknown),
  write: () => err(unknown),
  resize: () => err(unknown),
  close: async () => undefined,
  follow: () => err(unknown),
}
