import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject, useContext, useEffect } from 'react'
import { classNames } from '../lib/class-names.ts'
import { ActionLayer } from './actions/action-layer.ts'
import { openLayer } from './actions/registry.ts'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** The title is only for screen readers (the palette). */
  readonly bare?: boolean | undefined
  /** Beside the title. */
  readonly detail?: ReactNode
  readonly width?: 'narrow' | 'normal' | 'wide' | undefined
  /** Leaves the page's actions in reach, as the palette needs that lists them. */
  readonly keepActions?: boolean | undefined
  /** What gets the focus at first, instead of the first control. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined
  readonly children: ReactNode
}

const widths = { narrow: 'w-110', normal: 'w-160', wide: 'w-215' } as const

/** Holds the focus until Escape, a press outside or `onClose`, then gives it back. */
export function Dialog({ open, onClose, width = 'normal', ...content }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          initialFocus={content.initialFocus}
          className={classNames(
            'fixed top-[min(92px,8vh)] left-1/2 z-40 flex max-h-[calc(100vh-16px-min(92px,8vh))] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded border border-line bg-panel shadow-float outline-none',
            widths[width],
          )}
        >
          <DialogContent {...content} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

type ContentProps = Pick<DialogProps, 'title' | 'bare' | 'detail' | 'keepActions' | 'children'>

function DialogContent({ title, bare = false, detail, keepActions = false, children }: ContentProps) {
  const layer = useContext(ActionLayer) + 1
  useEffect(() => (keepActions ? undefined : openLayer(layer)), [keepActions, layer])
  return (
    <ActionLayer.Provider value={layer}>
      <div className={bare ? 'sr-only' : 'flex items-baseline gap-3 px-[18px] pt-3.5'}>
        <Base.Title className="text-13 font-bold">{title}</Base.Title>
        {detail !== undefined && <div className="ml-auto min-w-0 truncate text-muted">{detail}</div>}
      </div>
      {children}
    </ActionLayer.Provider>
  )
}

/** A part of a dialog, with the dialog's margins. Takes what height is left and scrolls. */
export function DialogBody({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={classNames('min-h-0 overflow-y-auto px-[18px] py-3.5', className)}>{children}</div>
}

/** The last line of a dialog: words at the left, buttons at the right. */
export function DialogFooter({ text, children }: { readonly text?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex shrink-0 items-center gap-3 border-t border-line px-[18px] py-3.5">
      <div className="min-w-0 flex-1 text-muted">{text}</div>
      {children}
    </div>
  )
}
