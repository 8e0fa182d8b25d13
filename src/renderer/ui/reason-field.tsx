import type { KeyboardEvent } from 'react'
import { Button } from './button.tsx'
import { TextArea } from './text-area.tsx'

export interface ReasonFieldProps {
  readonly label: string
  readonly hint: string
  /** What the button that sends it says. */
  readonly title: string
  readonly value: string
  readonly onChange: (reason: string) => void
  readonly onSend: () => void
  readonly onBack: () => void
}

/** Why not, in the person's words. Enter sends, Escape goes back, and what was written stays. */
export function ReasonField({ label, hint, title, value, onChange, onSend, onBack }: ReasonFieldProps) {
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const sends = event.key === 'Enter' && !event.shiftKey
    if (!sends && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (sends) onSend()
    else onBack()
  }
  return (
    <div className="mt-2 flex flex-col gap-1.5">
      <TextArea autoFocus label={label} hint={hint} value={value} onChange={onChange} onKeyDown={keys} />
      <div className="flex flex-wrap gap-1.5">
        <Button keys="Enter" showKeys onClick={onSend}>
          {title}
        </Button>
        <Button kind="quiet" keys="Escape" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  )
}
