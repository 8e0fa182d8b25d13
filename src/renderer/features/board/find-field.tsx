import type { KeyboardEvent, Ref } from 'react'
import { Kbd } from '../../ui/kbd.tsx'
import { TextField } from '../../ui/text-field.tsx'

export interface FindFieldProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly ref: Ref<HTMLInputElement>
}

/** Narrows the board as it is typed. Escape empties it, then leaves it; Enter leaves it as it is. */
export function FindField({ text, onText, ref }: FindFieldProps) {
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Enter')) return
    event.preventDefault()
    if (event.key === 'Escape' && text !== '') onText('')
    else event.currentTarget.blur()
  }
  return (
    <span className="relative w-40">
      <TextField
        ref={ref}
        bare
        label="Find threads"
        placeholder="Find threads"
        maxLength={200}
        value={text}
        onChange={onText}
        onKeyDown={press}
        aria-keyshortcuts="/"
        className="pr-7"
      />
      {text === '' && (
        <span className="pointer-events-none absolute inset-y-0 right-1.5 flex items-center">
          <Kbd keys="/" />
        </span>
      )}
    </span>
  )
}
