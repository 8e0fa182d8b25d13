import { type ReactNode, useId } from 'react'
import { classNames } from '../../../lib/class-names.ts'
import { useOpened } from './opened-entries.ts'

export interface FoldProps {
  /** Unique within the conversation. */
  readonly name: string
  readonly summary: ReactNode
  readonly children: ReactNode
  /** Drawn as a box, as tools are; without, as one quiet line. */
  readonly boxed?: boolean | undefined
  readonly openAtFirst?: boolean | undefined
}

/** One line that opens. */
export function Fold({ name, summary, children, boxed = false, openAtFirst = false }: FoldProps) {
  const [open, toggle] = useOpened(name, openAtFirst)
  const content = useId()
  return (
    <div className={boxed ? 'rounded border border-line' : undefined}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? content : undefined}
        onClick={toggle}
        className={classNames(
          'flex w-full min-w-0 items-center rounded text-left text-muted -outline-offset-2 hover:text-text',
          boxed && 'px-[9px] py-1 hover:bg-raised',
        )}
      >
        {summary}
      </button>
      {open && (
        <div id={content} className={boxed ? 'flex flex-col gap-2 border-t border-line px-[9px] py-2' : 'pt-1'}>
          {children}
        </div>
      )}
    </div>
  )
}
