import { type ComponentProps, type ReactNode, useState } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'

export interface ChipProps {
  /** What is chosen, as it stands in the chip. */
  readonly children: ReactNode
  /** What the editor is about: 'Condition'. */
  readonly title: string
  readonly editor: ReactNode
  /** Fills the line, as a whole sentence does. */
  readonly wide?: boolean | undefined
  /** Was added just now, and is open so that it can be filled in. */
  readonly fresh?: boolean | undefined
  readonly onRemove?: (() => void) | undefined
}

/** A choice in a few words; pressing it opens what changes it. */
export function Chip({ children, title, editor, wide = false, fresh = false, onRemove }: ChipProps) {
  const [open, setOpen] = useState(fresh)
  return (
    <Popover
      align="start"
      title={title}
      open={open}
      onOpen={setOpen}
      trigger={<ChipButton wide={wide}>{children}</ChipButton>}
    >
      {editor}
      <div className="flex items-center gap-2 pt-0.5">
        {onRemove !== undefined && (
          <Button size="small" kind="quiet" onClick={onRemove}>
            Remove
          </Button>
        )}
        <span className="flex-1" />
        <Button size="small" onClick={() => setOpen(false)}>
          Done
        </Button>
      </div>
    </Popover>
  )
}

/** How a choice looks in a form. */
function ChipButton({ wide, children, ...rest }: ComponentProps<'button'> & { readonly wide?: boolean }) {
  return (
    <button
      {...rest}
      type="button"
      className={classNames(
        'rounded border border-line bg-panel text-left wrap-anywhere hover:border-faint data-popup-open:border-focus',
        wide === true ? 'min-h-[30px] w-full px-2.5 py-[5px]' : 'max-w-full px-2 py-0.5',
      )}
    >
      {children}
    </button>
  )
}

/** Chips in a row that wraps. */
export function Chips({ children }: { readonly children: ReactNode }) {
  return <div className="flex min-w-0 flex-wrap gap-1.5 pt-0.5">{children}</div>
}

/** The last chip of a row: adds another. */
export function AddButton({ label, ...rest }: ComponentProps<'button'> & { readonly label: string }) {
  return (
    <button
      {...rest}
      type="button"
      aria-label={label}
      className="rounded border border-dashed border-line px-2 py-0.5 text-muted hover:border-faint hover:text-text data-popup-open:border-focus"
    >
      <span aria-hidden>+</span>
    </button>
  )
}
