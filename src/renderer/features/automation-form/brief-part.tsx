import { useLayoutEffect, useRef, useState } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { type BriefPart as BriefWords, briefParts, type Missing, missingVariables } from './brief-words.ts'
import { chosenTriggers, type EventField, knownFields } from './known-fields.ts'
import { FormRow, type PartProps } from './part.tsx'
import { valueWords } from './setting-fields.ts'

/** What the agent is asked to do, with what an event has to put into it. */
export function BriefPart({ fields, offers, change }: PartProps) {
  const frame = useRef<HTMLDivElement>(null)
  /** Where the caret belongs once what was put in is shown. */
  const wanted = useRef<number | null>(null)
  const dispatch = isObject(fields.dispatch) ? fields.dispatch : {}
  const brief = typeof dispatch.brief === 'string' ? dispatch.brief : ''
  const known = knownFields(fields, offers.triggers)
  const missing = missingVariables(brief, chosenTriggers(fields, offers.triggers))
  const write = (value: string) => change({ path: ['dispatch', 'brief'], value })
  const field = () => frame.current?.querySelector('textarea') ?? null
  const insert = (name: string) => {
    const { selectionStart: from = brief.length, selectionEnd: to = brief.length } = field() ?? {}
    const variable = `{{event.${name}}}`
    wanted.current = from + variable.length
    write(`${brief.slice(0, from)}${variable}${brief.slice(to)}`)
  }
  useLayoutEffect(() => {
    const element = field()
    if (wanted.current === null || element?.value !== brief) return
    element.focus()
    element.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  })
  return (
    <FormRow label="Dispatch">
      <div
        ref={frame}
        className="flex min-w-0 flex-col rounded border border-line bg-panel has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-focus"
      >
        <div className="relative">
          <Marked brief={brief} missing={missing.map(({ variable }) => variable)} />
          <TextArea
            label="Brief"
            bare
            value={brief}
            placeholder="Find the cause of {{event.title}}."
            onChange={write}
            className="relative min-h-[74px] max-h-none border-transparent bg-transparent outline-none"
          />
        </div>
        {missing.length > 0 && <MissingNote missing={missing} />}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2.5 pb-1.5">
          <span className="min-w-40 flex-1 text-12 text-muted">
            What an event says is passed as quoted data. It can't give orders.
          </span>
          <Variables known={known} onInsert={insert} />
        </div>
      </div>
    </FormRow>
  )
}

/** Which variables an event won't have, so that it would be skipped. */
function MissingNote({ missing }: { readonly missing: readonly Missing[] }) {
  return (
    <div role="status">
      <ul aria-label="Missing variables" className="px-2.5 pb-1.5 text-12 text-error">
        {missing.map(({ variable, triggers }) => (
          <li key={variable}>
            {`${visibleLine(variable)} is nothing that an event of ${visibleLine(triggers.join(' or '))} has: it would be skipped.`}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Marks behind the text, where its variables stand: it wraps as the field does, and can't be seen itself. */
function Marked({ brief, missing }: { readonly brief: string; readonly missing: readonly string[] }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 px-2.5 py-2 wrap-break-word whitespace-pre-wrap text-transparent border border-transparent"
    >
      {placed(briefParts(brief)).map(({ at, text, variable }) => (
        <span
          key={at}
          className={classNames(
            variable && 'rounded-inner bg-raised',
            missing.includes(text) && 'underline decoration-error decoration-wavy',
          )}
        >
          {text}
        </span>
      ))}
    </div>
  )
}

function placed(parts: readonly BriefWords[]) {
  let at = 0
  return parts.map((part) => {
    const placedPart = { ...part, at }
    at += part.text.length
    return placedPart
  })
}

interface VariablesProps {
  readonly known: readonly EventField[]
  readonly onInsert: (name: string) => void
}

function Variables({ known, onInsert }: VariablesProps) {
  const [open, setOpen] = useState(false)
  const pick = (name: string) => {
    setOpen(false)
    // After the popup has given the focus back, so that it ends in the text.
    requestAnimationFrame(() => onInsert(name))
  }
  return (
    <Popover
      title="What an event has"
      open={open}
      onOpen={setOpen}
      trigger={
        <Button size="small" kind="quiet">
          Insert a variable
        </Button>
      }
    >
      {known.length === 0 && (
        <p className="text-muted">
          {'Its triggers name no fields. What is handed over by hand can be used as {{event.…}} all the same.'}
        </p>
      )}
      <ul className="-mx-2 max-h-80 overflow-y-auto">
        {known.map(({ name, words, example }) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => pick(name)}
              className="grid w-full grid-cols-[minmax(0,11rem)_minmax(0,1fr)] gap-x-3 rounded-inner px-2 py-1 text-left hover:bg-raised"
            >
              <code className="font-mono text-12 wrap-anywhere">{`{{event.${name}}}`}</code>
              <span className="min-w-0">
                {visibleLine(words)}
                <span className="block truncate text-12 text-muted">{visibleLine(valueWords(example))}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
