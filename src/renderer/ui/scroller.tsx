import type { ComponentProps } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface ScrollerProps extends ComponentProps<'section'> {
  readonly label: string
}

/** What scrolls must be reachable by keyboard, even with nothing in it that takes the focus. */
const reachable = { tabIndex: 0 } as const

/** A named part of the page that scrolls by itself, with what is only for screen readers in it. */
export function Scroller({ label, className, ...rest }: ScrollerProps) {
  return (
    <section
      {...rest}
      {...reachable}
      aria-label={label}
      className={classNames('relative overflow-auto -outline-offset-2', className)}
    />
  )
}
