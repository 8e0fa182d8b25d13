import type { ComponentProps } from 'react'
import { classNames } from '../lib/class-names.ts'
import { isMac } from '../lib/platform.ts'
import { explain, type Refusal } from '../lib/refusal.ts'
import { ariaKeys } from './actions/format-keys.ts'
import { announce } from './announce.tsx'
import { Kbd } from './kbd.tsx'
import { isMeant } from './meant-click.ts'
import { Tooltip } from './tooltip.tsx'

/** `you` is for what waits for a person, the one loud colour; `main` for a screen's one primary action. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'you' | 'danger'
export type ButtonSize = 'small' | 'normal' | 'large'

const kinds: Readonly<Record<ButtonKind, string>> = {
  main: 'border-transparent bg-text text-bg hover:opacity-90',
  plain: 'border-line bg-raised text-text hover:border-faint',
  quiet: 'border-transparent text-muted hover:bg-raised hover:text-text',
  you: 'border-transparent bg-you text-on-you hover:opacity-90',
  danger: 'border-line bg-raised text-error hover:border-error',
}

const sizes: Readonly<Record<ButtonSize, string>> = {
  small: 'px-2 py-px text-12',
  normal: 'px-2.5 py-[3px] text-13',
  large: 'px-2.5 py-1.5 text-13',
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'type'> {
  readonly kind?: ButtonKind | undefined
  readonly size?: ButtonSize | undefined
  /** Why it can't be pressed now: shown on hover, said by screen readers, and pressing does nothing. */
  readonly why?: Refusal | null | undefined
  /** What the tooltip says beyond the button's own text. */
  readonly tip?: string | undefined
  readonly keys?: string | undefined
  /** Whether the shortcut stands in the button too; it is always in the tooltip. */
  readonly showKeys?: boolean | undefined
  readonly submit?: boolean | undefined
}

export function Button(props: ButtonProps) {
  const { kind = 'plain', size = 'normal', why, tip, keys, showKeys = false, submit = false, ...rest } = props
  const { children, className, onClick, ...others } = rest
  const reason = why === undefined || why === null ? null : explain(why)
  const hint = reason ?? tip
  const shown = hint === undefined && keys === undefined ? null : { text: hint ?? textOf(props), keys }
  return (
    <Tooltip tip={shown}>
      <button
        {...others}
        type={submit ? 'submit' : 'button'}
        aria-disabled={reason === null ? others['aria-disabled'] : true}
        aria-description={reason ?? others['aria-description']}
        aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, isMac)}
        className={classNames(
          'inline-flex items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap select-none',
          sizes[size],
          reason === null ? kinds[kind] : 'border-dashed border-line text-muted',
          className,
        )}
        onClick={(event) => {
          if (reason === null && isMeant(event)) return onClick?.(event)
          event.preventDefault()
          if (reason !== null) announce(reason)
        }}
      >
        {children}
        {showKeys && keys !== undefined && <Kbd keys={keys} />}
      </button>
    </Tooltip>
  )
}

function textOf({ children, 'aria-label': label }: ButtonProps): string {
  return label ?? (typeof children === 'string' ? children : '')
}
