import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import { popupLook } from './popup-look.ts'

export interface PopoverProps {
  /** A Button. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly title: string
  readonly children: ReactNode
  readonly align?: 'start' | 'end' | undefined
  /** Who opens and closes it, where that isn't its trigger alone. */
  readonly open?: boolean | undefined
  readonly onOpen?: ((open: boolean) => void) | undefined
}

/** More about something, beside it; Escape or a press elsewhere closes it. */
export function Popover({ trigger, title, children, align = 'end', open, onOpen }: PopoverProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpen?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} collisionPadding={8} className="z-30">
          <Base.Popup
            className={classNames(
              popupLook,
              'flex max-h-(--available-height) w-120 max-w-[calc(100vw-32px)] flex-col gap-2.5 overflow-y-auto px-3.5 py-3',
            )}
          >
            <Base.Title className="text-13 font-bold wrap-anywhere">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
