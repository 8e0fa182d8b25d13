import { type KeyboardEvent, type Ref, useId, useLayoutEffect, useRef, useState } from 'react'
import { classNames } from '../lib/class-names.ts'
import { type MentionChoice, matchingChoices, mentionAt, withMention } from '../lib/mention.ts'
import { popupLook } from './popup-look.ts'
import { TextArea, type TextAreaProps } from './text-area.tsx'

export interface MentionAreaProps extends TextAreaProps {
  /** What can be named with @. */
  readonly choices: readonly MentionChoice[]
  /** What the list is called: 'Threads'. */
  readonly listLabel: string
  readonly onMention: (choice: MentionChoice) => void
  /** Where its list opens; above it where nothing is said. */
  readonly side?: 'above' | 'below' | undefined
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** A text in which things can be named: @ opens a list of them beside it, arrow keys choose, Enter takes one. */
export function MentionArea(props: MentionAreaProps) {
  const { choices, listLabel, onMention, onChange, onKeyDown, side, ...rest } = props
  const list = useMentions(props)
  const id = useId()
  const { found, active, choose } = list
  const open = found.length > 0
  return (
    <div className="relative">
      {open && (
        <div
          id={id}
          role="listbox"
          tabIndex={-1}
          aria-label={listLabel}
          className={classNames(
            popupLook,
            'absolute inset-x-0 z-30 max-h-64 overflow-y-auto p-1',
            side === 'below' ? 'top-full mt-1' : 'bottom-full mb-1',
          )}
        >
          {found.map((choice, at) => (
            <div
              key={choice.id}
              tabIndex={-1}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              onPointerDown={(event) => {
                event.preventDefault()
                choose(choice)
              }}
              className="flex items-baseline gap-2 rounded-inner px-2 py-1 aria-selected:bg-raised"
            >
              <span className="min-w-0 truncate">{choice.title}</span>
              <span className="ml-auto max-w-40 shrink-0 truncate text-12 text-muted">{choice.detail}</span>
            </div>
          ))}
        </div>
      )}
      <TextArea
        {...rest}
        {...(open ? ({ 'aria-controls': id, 'aria-haspopup': 'listbox' } as const) : {})}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        onChange={onChange}
        onKeyDown={(event) => {
          list.keys(event)
          if (!event.defaultPrevented) onKeyDown?.(event)
        }}
        onSelect={({ currentTarget }) => list.look(currentTarget)}
        onBlur={list.close}
      />
    </div>
  )
}

function useMentions({ value, choices, onChange, onMention }: MentionAreaProps) {
  const [caret, setCaret] = useState<number | null>(null)
  /** The @ whose list was closed: it stays closed. */
  const [dismissed, setDismissed] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  const field = useRef<HTMLTextAreaElement | null>(null)
  /** Where the caret belongs once the text that was put in is shown. */
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null || field.current?.value !== value) return
    field.current.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  }, [value])
  const mention = caret === null ? null : mentionAt(value, caret)
  const found = mention === null || mention.from === dismissed ? [] : matchingChoices(choices, mention.query)
  const active = Math.min(at, Math.max(0, found.length - 1))
  const choose = (choice: MentionChoice) => {
    if (mention === null) return
    const next = withMention(value, mention, choice.title)
    onChange(next.text)
    onMention(choice)
    setAt(0)
    wanted.current = next.caret
    setCaret(null)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const present = found[active]
    const plain = !(event.metaKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing)
    if (present === undefined || mention === null || !plain) return
    if (step !== undefined) setAt((active + step + found.length) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(present)
    else if (event.key === 'Escape') setDismissed(mention.from)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const look = (element: HTMLTextAreaElement) => {
    field.current = element
    const { selectionStart, selectionEnd } = element
    const next = selectionStart === selectionEnd ? selectionStart : null
    setCaret(next)
    if (next === null || mentionAt(element.value, next)?.from !== dismissed) setDismissed(null)
  }
  return { found, active, choose, keys, look, close: () => setCaret(null) }
}
