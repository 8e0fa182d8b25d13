import { useState } from 'react'

export interface NumberInputProps {
  readonly label: string
  readonly value: number | null
  readonly whole?: boolean
  readonly placeholder?: string
  readonly onChange: (value: number | null) => void
}

/** A number above zero, or none; taken when the field is left. What is no number is put back. */
export function NumberInput({ label, value, whole = false, placeholder = 'none', onChange }: NumberInputProps) {
  const [text, setText] = useState<string | null>(null)
  const keep = () => {
    setText(null)
    if (text === null) return
    const read = text.trim() === '' ? null : Number(text)
    const fits = read === null || (Number.isFinite(read) && read > 0 && (!whole || Number.isInteger(read)))
    if (fits && read !== value) onChange(read)
  }
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      placeholder={placeholder}
      value={text ?? (value === null ? '' : String(value))}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if ((event.ctrlKey || event.metaKey) && event.key !== 'Enter') event.stopPropagation()
      }}
      className="w-16 rounded border border-line bg-bg px-2 py-[3px] text-right text-13 text-text"
    />
  )
}
