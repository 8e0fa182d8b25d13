import { isMac } from '../lib/platform.ts'
import { formatKeys } from './actions/format-keys.ts'

export interface KbdProps {
  /** As in an action: 'mod+k', 'g b'; of several ways the first is drawn. */
  readonly keys: string
}

/** A shortcut as this system draws it. Screen readers get it from the control it belongs to. */
export function Kbd({ keys }: KbdProps) {
  return (
    <kbd
      aria-hidden
      className="rounded-inner border border-line bg-bg px-1 font-sans text-11 leading-[15px] font-normal text-faint"
    >
      {formatKeys(keys, isMac).join(' ')}
    </kbd>
  )
}
