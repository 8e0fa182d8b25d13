import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/text-area.tsx'

export interface CommentFormProps {
  readonly label: string
  readonly text: string
  /** Called soon after a change, and when the form goes. */
  readonly onText: (text: string) => void
  readonly onDone: () => void
  /** With what was typed last. */
  readonly onRemove: (typed: string) => void
}

/** In ms; typing must not write at each key. */
const soon = 250

/** Where a comment is written. What is typed is kept all along, so that closing it loses nothing. */
export function CommentForm({ label, text, onText, onDone, onRemove }: CommentFormProps) {
  const [typed, setTyped] = useState(text)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => focusOnceShown(field.current), [])
  const keep = useEffectEvent(() => {
    if (typed !== text) onText(typed)
  })
  useEffect(() => {
    const timer = setTimeout(keep, typed === '' ? 0 : soon)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => () => keep(), [])
  const done = () => {
    onText(typed)
    if (typed.trim() === '') onRemove(typed)
    else onDone()
  }
  return (
    <div className="flex flex-col gap-1.5">
      <TextArea
        label={label}
        bare
        ref={field}
        placeholder="What should be different here"
        value={typed}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          const saves = event.key === 'Enter' && (event.metaKey || event.ctrlKey)
          if (!saves && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          done()
        }}
      />
      <div className="flex gap-1.5">
        <Button size="small" onClick={done} keys="mod+enter">
          Keep comment
        </Button>
        <Button size="small" kind="quiet" onClick={() => onRemove(typed)}>
          Remove
        </Button>
      </div>
    </div>
  )
}

/** The change gives the form its place some frames later, and what has none takes no focus. Returns its giving up. */
function focusOnceShown(field: HTMLElement | null): () => void {
  let [frame, left] = [0, 60]
  const attempt = () => {
    field?.focus()
    left -= 1
    if (document.activeElement !== field && left > 0) frame = requestAnimationFrame(attempt)
  }
  attempt()
  return () => cancelAnimationFrame(frame)
}
