import { type KeyboardEvent, useRef, useState } from 'react'

export type Leaving = 'enter' | 'tab' | 'blur' | 'more'

export interface CellInputProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly mono?: boolean
  readonly onDone: (value: string, how: Leaving) => void
  readonly onCancel: () => void
}

/** A cell that is being written in. Enter, Tab and leaving keep what stands there, Escape doesn't. */
export function CellInput({ label, value, placeholder, mono = false, onDone, onCancel }: CellInputProps) {
  const [text, setText] = useState(value)
  const over = useRef(false)
  const done = (how: Leaving) => {
    if (over.current) return
    over.current = true
    onDone(text, how)
  }
  const cancel = () => {
    over.current = true
    onCancel()
  }
  const press = (event: KeyboardEvent) => {
    // The text's own keys, such as taking back a letter, aren't the plan's.
    event.stopPropagation()
    const { key } = event
    const empty = key === 'Backspace' && text === '' && value === ''
    if (key === 'Escape' || empty) {
      event.preventDefault()
      cancel()
    } else if (key === 'Enter' || (key === 'Tab' && !event.shiftKey)) {
      event.preventDefault()
      done(how(event))
    }
  }
  return (
    <input
      ref={(element) => {
        if (element !== null && !over.current && document.activeElement !== element) element.focus()
      }}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      spellCheck={!mono}
      autoComplete="off"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => done('blur')}
      onKeyDown={press}
      className={`h-[22px] w-full min-w-0 rounded-inner bg-bg px-1 outline-2 -outline-offset-1 outline-focus ${mono ? 'font-mono text-12' : ''}`}
    />
  )
}

function how({ key, ctrlKey, metaKey }: KeyboardEvent): Leaving {
  if (key === 'Tab') return 'tab'
  return ctrlKey || metaKey ? 'more' : 'enter'
}
