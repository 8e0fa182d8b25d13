import type { KeyboardEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'

export interface DenyReasonProps {
  readonly value: string
  readonly onChange: (reason: string) => void
  readonly onDeny: () => void
  readonly onBack: () => void
}

/** Why it is denied, in the person's words. Enter sends, Escape goes back, and what was written stays. */
export function DenyReason({ value, onChange, onDeny, onBack }: DenyReasonProps) {
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const sends = event.key === 'Enter' && !event.shiftKey
    if (!sends && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (sends) onDeny()
    else onBack()
  }
  return (
    <div className="mt-2 flex flex-col gap-1.5">
      <TextArea
        autoFocus
        label="Why not, and what to do instead"
        hint="The agent reads it. It may be left empty."
        value={value}
        onChange={onChange}
        onKeyDown={keys}
      />
      <div className="flex flex-wrap gap-1.5">
        <Button keys="Enter" showKeys onClick={onDeny}>
          Deny
        </Button>
        <Button kind="quiet" keys="Escape" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  )
}
