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
  // What was handed over once is not handed over again: the field is left and gone at the same moment.
  const [keep] = useState(() => () => {
    const { text: written, value: kept, onKeep: hand } = latest.current
    if (written === null || written === kept) return
    latest.current = { ...latest.current, value: written }
    hand(written)
  })
  useEffect(() => {
    if (text === null || !atOnce) return
    const timer = setTimeout(keep, pause)
    return () => clearTimeout(timer)
  }, [text, atOnce, keep])
  // Leaving the task or the screen keeps what was written just before.
  useEffect(() => keep, [keep])
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
