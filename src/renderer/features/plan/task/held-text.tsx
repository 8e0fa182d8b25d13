import { type Ref, useEffect, useRef, useState } from 'react'
import { TextArea, type TextAreaProps } from '../../../ui/text-area.tsx'

export interface HeldTextProps extends Omit<TextAreaProps, 'onChange'> {
  /** What was written, once writing pauses or the field is left. */
  readonly onKeep: (value: string) => void
  /** False where each change is told of, so that only leaving the field keeps it. */
  readonly atOnce?: boolean
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** In ms without a letter. */
const pause = 700

/** A text that is kept while it is written: what changes elsewhere shows as long as nobody writes here. */
export function HeldText({ value, onKeep, atOnce = true, ...rest }: HeldTextProps) {
  const [text, setText] = useState<string | null>(null)
  const latest = useRef({ text, value, onKeep })
  useEffect(() => {
    latest.current = { text, value, onKeep }
  })
  const keep = () => {
    const now = latest.current
    if (now.text !== null && now.text !== now.value) now.onKeep(now.text)
  }
  useEffect(() => {
    if (text === null || !atOnce) return
    const timer = setTimeout(() => {
      if (latest.current.text !== latest.current.value) latest.current.onKeep(text)
    }, pause)
    return () => clearTimeout(timer)
  }, [text, atOnce])
  // Leaving the task or the screen keeps what was written just before.
  useEffect(
    () => () => {
      const { text: last, value: kept, onKeep: hand } = latest.current
      if (last !== null && last !== kept) hand(last)
    },
    [],
  )
  return (
    <TextArea
      {...rest}
      value={text ?? value}
      onChange={setText}
      onBlur={() => {
        keep()
        setText(null)
      }}
      onKeyDown={(event) => {
        // Taking back letters and words is the field's own.
        const own = event.key === 'z' || event.key === 'Z' || event.key === 'Backspace'
        if ((event.ctrlKey || event.metaKey) && own) event.stopPropagation()
      }}
    />
  )
}
