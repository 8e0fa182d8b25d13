import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface PopoverProps {
  /** Named for screen readers. */
  readonly label: string
  /** A Button. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly children: ReactNode
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly className?: string | undefined
}

export const popupLook = 'rounded border border-line bg-panel text-text shadow-float outline-none'

/** More about something, beside what opened it. */
export function Popover(props: PopoverProps) {
  const { label, trigger, children, open, onOpenChange, align = 'start', className } = props
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-50">
          <Base.Popup aria-label={label} className={classNames(popupLook, 'max-w-[90vw] p-3', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
