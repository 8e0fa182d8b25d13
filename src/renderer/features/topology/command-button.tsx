import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { Button, type ButtonKind } from '../../ui/button.tsx'
import { send } from './send.ts'

export interface CommandButtonProps {
  readonly title: string
  /** To what it is done, for those who don't see where the button stands. */
  readonly of: string
  /** What is said once the host has taken it. */
  readonly done: string
  readonly kind?: ButtonKind | undefined
  /** Minted anew for every press. */
  readonly command: () => PublicCommand
}

/** A small button that sends a command, and says why it can't. */
export function CommandButton({ title, of, done, kind, command }: CommandButtonProps) {
  // One command is enough to ask whether it would be taken.
  const [probe] = useState(command)
  const why = useWhyNot(probe)
  return (
    <Button
      size="small"
      kind={kind}
      why={why}
      tip={title}
      aria-label={`${title}: ${of}`}
      onClick={() => void send(command(), done)}
    >
      {title}
    </Button>
  )
}
