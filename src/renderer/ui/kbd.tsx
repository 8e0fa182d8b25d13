import { isMac } from '../lib/platform.ts'
import { formatKeys } from './actions/format-keys.ts'

export interface KbdProps {
  /** As in an action: 'mod+k', 'g b'; of several ways the first is drawn. */
  readonly keys: string
}

/**
 * A shortcut as this system draws it. It is drawn and no text, so that it is no part of what the control is called;
 * screen readers get it from the control.
 */
export function Kbd({ keys }: KbdProps) {
  return (
    <kbd
      aria-hidden
      data-keys-shown={formatKeys(keys, isMac).join(' ')}
      className="before:content-[attr(data-keys-shown)] rounded-inner border border-line bg-bg px-1 font-sans text-11 leading-[15px] font-normal text-faint"
    />
  )
}
