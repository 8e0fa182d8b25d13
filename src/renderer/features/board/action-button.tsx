import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'
import { visibleText } from '../../lib/visible-text.ts'

export interface ActionButtonProps {
  readonly label: string
  /** Names the thread or request too, for those who don't see where the button stands. */
  readonly description: string
  readonly command: () => PublicCommand
  /** Why it can't be done now; the button then says so and sends nothing. */
  readonly blocked?: Failure | null
}

/** Sends one command, and says right here when it was refused. */
export function ActionButton({ label, description, command, blocked = null }: ActionButtonProps) {
  const [refused, setRefused] = useState<Failure | null>(null)
  const [sending, setSending] = useState(false)
  const press = async () => {
    if (sending) return
    if (blocked !== null) {
      setRefused(blocked)
      return
    }
    setSending(true)
    setRefused(await sendCommand(command()))
    setSending(false)
  }
  return (
    <>
      <button
        type="button"
        aria-label={`${label}: ${description}`}
        aria-disabled={blocked !== null || sending}
        title={blocked === null ? undefined : `${blocked.message} ${blocked.remedy}`}
        onClick={() => void press()}
      >
        {label}
      </button>
      {refused !== null && (
        <span role="alert" className="failure">
          {visibleText(`${refused.message} ${refused.remedy}`)}
        </span>
      )}
    </>
  )
}
