import { useState } from 'react'
import { titleOf } from '../../../../shared/domain/run/title.ts'
import { visibleText } from '../../../lib/visible-text.ts'

export interface GoalFieldProps {
  readonly goal: string
  /** Once approved it stands. */
  readonly fixed: boolean
  readonly onChange: (goal: string) => void
}

/** The goal as the title of its plan; written in place as long as it is a draft. */
export function GoalField({ goal, fixed, onChange }: GoalFieldProps) {
  const [text, setText] = useState<string | null>(null)
  const keep = () => {
    if (text !== null && text.trim() !== '' && text.trim() !== goal) onChange(text.trim())
    setText(null)
  }
  if (fixed) {
    return (
      <h1 className="truncate text-15 font-bold" title={visibleText(goal)}>
        {titleOf(undefined, [{ kind: 'text', text: goal, origin: 'person' }])}
      </h1>
    )
  }
  return (
    <h1 className="flex text-15 font-bold">
      <textarea
        aria-label="Goal"
        rows={1}
        value={text ?? goal}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            keep()
          } else if (event.key === 'Escape' && text !== null) {
            event.preventDefault()
            setText(null)
          } else if (event.ctrlKey || event.metaKey) event.stopPropagation()
        }}
        className="-mx-1 field-sizing-content max-h-[4.2em] w-full resize-none rounded-inner bg-transparent px-1 outline-offset-0 hover:bg-section focus:bg-section"
      />
    </h1>
  )
}
