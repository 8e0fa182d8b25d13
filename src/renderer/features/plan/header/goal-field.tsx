import { useState } from 'react'
import { visibleLine } from '../../../lib/visible-text.ts'

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
      <h1 className="truncate text-15 font-bold" title={visibleLine(goal)}>
        {visibleLine(goal)}
      </h1>
    )
  }
  return (
    <h1 className="text-15 font-bold">
      <input
        aria-label="Goal"
        value={text ?? goal}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          else if (event.key === 'Escape' && text !== null) {
            event.preventDefault()
            setText(null)
          } else if (event.ctrlKey || event.metaKey) event.stopPropagation()
        }}
        className="-mx-1 w-full truncate rounded-inner bg-transparent px-1 outline-offset-0 hover:bg-section focus:bg-section"
      />
    </h1>
  )
}
